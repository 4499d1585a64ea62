/** An even, round number that is no less: the top of an axis, whose half can be told, too. */
export function axisTop(greatest: number): number {
  for (let unit = 1; ; unit *= 10) {
    const top = [2, 4, 6, 8, 10].map((steps) => steps * unit).find((value) => value >= greatest);
    if (top !== undefined) return top;
  }
}

export const shades = 5;

/** Which of five shades a number gets: the lightest is nothing, the others share what there is. */
export function shadeOf(value: number, greatest: number): number {
  return value <= 0 ? 0 : Math.max(1, Math.ceil((value / Math.max(value, greatest)) * (shades - 1)));
}

/** The numbers of each shade, for the legend; null: no number has it. */
export function shadeRanges(greatest: number): readonly (readonly [number, number] | null)[] {
  const values = Array.from({ length: greatest + 1 }, (_, value) => value);
  return Array.from({ length: shades }, (_, shade) => {
    const own = values.filter((value) => shadeOf(value, greatest) === shade);
    const [first, last] = [own[0], own.at(-1)];
    return first === undefined || last === undefined ? null : [first, last];
  });
}
