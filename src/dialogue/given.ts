/** An answer: typed, or the value of a pressed button. */
export type Given = { readonly typed: string } | { readonly value: string };

export function textOf(given: Given): string {
  return 'typed' in given ? given.typed : given.value;
}
