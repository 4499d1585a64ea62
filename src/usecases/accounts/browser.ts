/** Looked for in this order: most browsers name others, too. */
const families: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** "Firefox, Android": enough to know one's own by, and no more than that is kept. null: not known. */
export function browserOf(userAgent: string): string | null {
  const named = (list: typeof families) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const known = [named(families), named(systems)].filter((one) => one !== undefined);
  return known.length === 0 ? null : known.join(', ');
}
