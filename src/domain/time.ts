const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day (ISO date) that it is at a moment where the office is; `timeZone` by its IANA name. */
export function dayIn(timeZone: string, moment: Date): string {
  const known = formats.get(timeZone);
  // Swedish writes a date as ISO does.
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  if (known === undefined) formats.set(timeZone, format);
  return format.format(moment);
}
