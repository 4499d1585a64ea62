/** Colleagues named in a comment, as `@username`. */
const MENTION = /(?<![\p{L}\p{N}@._-])@([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)/giu;

/** More than anybody has to call upon at once. */
const MOST = 20;

/** Each once, in lower case, in the order in which they stand. */
export function mentionsIn(text: string): readonly string[] {
  const names = [...text.matchAll(MENTION)].map(([, name = '']) => name.toLowerCase());
  return [...new Set(names)].slice(0, MOST);
}

/** The text in pieces: every second one is a mention, with its sign. */
export function mentionParts(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: said } of text.matchAll(MENTION)) {
    parts.push(text.slice(from, index), said);
    from = index + said.length;
  }
  return [...parts, text.slice(from)];
}
