/** An amount in whole rupiah; null when there is none, or more than one. */
export function readRupiah(_text: string): number | null {
  return null;
}
