/** A rectangle on the map, degrees (WGS 84). */
export interface Bounds {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

export function liesWithin(
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
  { south, west, north, east }: Bounds,
): boolean {
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}
