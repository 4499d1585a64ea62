/** A village, whether desa or kelurahan. */
export interface Desa {
  /** Kemendagri code, for example "64.08.04.1010". */
  readonly code: string;
  readonly name: string;
  readonly kecamatan: string;
}
