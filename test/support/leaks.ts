/** Looks for marked values where none may be, however digits are spaced. */

/** What each is called, for the failure's sentence; a value is one word, or digits alone. */
export type Marks = Readonly<Record<string, string>>;

const SPACING = '[\\s.\\-/_+%()]{0,3}';
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;
const FRACTION = /\d+\.\d{6,}/g;
/** Not within a longer word: a hash in hex has now and then sixteen digits in a row. */
const SIXTEEN_DIGITS = /(?<!\w)\d(?:[ .-]?\d){15}(?!\w)/g;

/** The names of the marks that stand in `text`, each with the line it stands in. */
export function findMarks(text: string, marks: Marks): string[] {
  return Object.entries(marks).flatMap(([name, value]) => {
    const at = text.search(patternOf(value));
    return at === -1 ? [] : [`${name}: …${text.slice(Math.max(0, at - 80), at + 80)}…`];
  });
}

/** Also anything that could be another NIK or No. KK. */
export function findLeaks(text: string, marks: Marks): string[] {
  const rest = text.replace(UUID, 'uuid').replace(FRACTION, 'fraction');
  return [
    ...findMarks(text, marks),
    ...(rest.match(SIXTEEN_DIGITS) ?? []).map((found) => `digits: ${found}`),
  ];
}

/** The same over bytes too many for patterns. */
export function findInBytes(bytes: Buffer, marks: Marks): string[] {
  return Object.entries(marks).flatMap(([name, value]) => (bytes.includes(value) ? [name] : []));
}

function patternOf(value: string): RegExp {
  return new RegExp(/^\d+$/.test(value) ? value.split('').join(SPACING) : value, 'i');
}
