/** In lower case, letters apart from their marks: nearly all that is written has none, and need not be looked through. */
export function plainLetters(written: string): string {
  return (IS_PLAIN.test(written) ? written : written.normalize('NFKD')).toLowerCase();
}

const IS_PLAIN = /^[\u0020-\u007e]*$/;
