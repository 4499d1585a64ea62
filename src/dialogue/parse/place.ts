export type PlaceReading =
  | { readonly latitude: number; readonly longitude: number; readonly source: 'typed' | 'link' }
  /** A link that only its owner's server can resolve. */
  | { readonly shortLink: true };

/** Coordinates as people type or share them; nothing is fetched. */
export function readPlace(_text: string): PlaceReading | null {
  return null;
}
