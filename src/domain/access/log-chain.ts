/**
 * The chain of the access log. Its rows are written side by side by everybody, so they are sealed
 * afterwards, in blocks: each block covers all rows from the one before up to its last, and holds that
 * one's mark. The mark is keyed, and the key is not in the database.
 */
import { createHash } from 'node:crypto';

export interface LoggedAccess {
  readonly id: bigint;
  readonly at: Date;
  readonly userId: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly ip: string | null;
  readonly purpose: string | null;
  readonly purposeNote: string | null;
  readonly rowCount: number | null;
  /** Of what was read by the API. */
  readonly agencyId: string | null;
  readonly apiKeyId: string | null;
}

export interface AccessBlock {
  /** From 1, without gaps. */
  readonly seq: number;
  readonly lastId: bigint;
  readonly rowCount: number;
  readonly rowsHash: string;
  /** The mark of the block before; '' of the first. */
  readonly previous: string;
  readonly mark: string;
}

/** SHA-256 of the rows in their order, base64url. */
export function hashRows(rows: readonly LoggedAccess[]): string {
  const hash = createHash('sha256');
  for (const row of rows) {
    const { id, at, userId, action, subject, ip, purpose, purposeNote, rowCount, agencyId, apiKeyId } = row;
    const common = [
      String(id),
      at.toISOString(),
      userId,
      action,
      subject,
      ip,
      purpose,
      purposeNote,
      rowCount,
    ];
    // Rows from before there was an API hash as they did then.
    const cells = agencyId === null && apiKeyId === null ? common : [...common, agencyId, apiKeyId];
    hash.update(`${JSON.stringify(cells)}\n`);
  }
  return hash.digest('base64url');
}

type Unmarked = Omit<AccessBlock, 'mark'>;

/** What a block's mark is made of. */
export function blockLine({ seq, lastId, rowCount, rowsHash, previous }: Unmarked): string {
  return JSON.stringify([seq, String(lastId), rowCount, rowsHash, previous]);
}

export function makeBlock(
  before: AccessBlock | null,
  rows: readonly LoggedAccess[],
  mark: (line: string) => string,
): AccessBlock {
  const block = {
    seq: (before?.seq ?? 0) + 1,
    lastId: rows.at(-1)?.id ?? 0n,
    rowCount: rows.length,
    rowsHash: hashRows(rows),
    previous: before?.mark ?? '',
  };
  return { ...block, mark: mark(blockLine(block)) };
}

/** Whether a block follows the one before it, and covers these rows as they were. */
export function blockHolds(
  block: AccessBlock,
  before: AccessBlock | null,
  rows: readonly LoggedAccess[],
  mark: (line: string) => string,
): boolean {
  return (
    block.seq === (before?.seq ?? 0) + 1 &&
    block.previous === (before?.mark ?? '') &&
    block.rowCount === rows.length &&
    block.rowsHash === hashRows(rows) &&
    block.mark === mark(blockLine(block))
  );
}
