export type BlockLabel =
  | 'kind'
  | 'desa'
  | 'kk'
  | 'nik'
  | 'name'
  | 'birth'
  | 'sex'
  | 'address'
  | 'rtRw'
  | 'rt'
  | 'rw'
  | 'memberCount'
  | 'member'
  | 'indicators'
  | 'photos'
  | 'categories'
  | 'disability'
  | 'note'
  | 'reason'
  | 'since'
  | 'change'
  | 'place'
  | 'gone'
  | 'location'
  | 'urgent';

export interface BlockPair {
  readonly label: BlockLabel;
  /** The label as it was written. */
  readonly said: string;
  readonly value: string;
}

/** A pasted block of `label: value` lines; null when fewer than two lines have a label. */
export function readBlock(_text: string): readonly BlockPair[] | null {
  return null;
}

/** Labels of the block that name nothing we ask. */
export function unknownLabels(_text: string): readonly string[] {
  return [];
}
