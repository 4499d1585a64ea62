/** Letters to change, add or leave out to make one of the other; `most` + 1 when it is more than `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let row = 1; row <= a.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1;
      here.push(
        Math.min((before[column - 1] ?? 0) + same, (before[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1),
      );
    }
    if (Math.min(...here) > most) return most + 1;
    before = here;
  }
  return Math.min(before[b.length] ?? 0, most + 1);
}
