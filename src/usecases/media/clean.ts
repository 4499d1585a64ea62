/** A picture as it is kept: encoded anew, without metadata. */
export interface CleanImage {
  readonly bytes: Buffer;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** What became of a file that was sent. */
export interface CleanMedia {
  /** At least one: a photo has one, a PDF one a page. */
  readonly pages: readonly CleanImage[];
  /** Where a photo was taken, if its camera wrote it down. */
  readonly place: Place | null;
}

/** Throws media.not_an_image or media.too_large. */
export type Clean = (bytes: Buffer) => Promise<CleanMedia>;
