/** `bukan, 12-4-1980`: what is said instead; null when it corrects nothing. */
export function readCorrection(_text: string): string | null {
  return null;
}
