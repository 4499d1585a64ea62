import { blockHolds, makeBlock, type AccessBlock, type LoggedAccess } from '../../domain/access/log-chain.js';
import type { AccessChain, AccessVerdict } from '../../usecases/oversight/ports.js';
import type { StorageContext } from '../context.js';

const ROWS_PER_BLOCK = 1000;

export class PgAccessChain implements AccessChain {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  private readonly mark = (line: string): string => this.context.index.mac('access-block', line);

  async sealNext(): Promise<number> {
    const [row] = await this.db.$queryRaw<{ id: bigint | null }[]>`SELECT access_log_settled() AS id`;
    const settled = row?.id ?? null;
    const before = await this.db.accessLogBlock.findFirst({ orderBy: { seq: 'desc' } });
    if (settled === null || settled <= (before?.lastId ?? 0n)) return 0;
    const rows = await this.rows(before, settled, ROWS_PER_BLOCK);
    const block = makeBlock(before, rows, this.mark);
    // Two at once seal the same rows: one of them did.
    const { count } = await this.db.accessLogBlock.createMany({ data: [block], skipDuplicates: true });
    return count === 0 ? 0 : rows.length;
  }

  async verify(): Promise<AccessVerdict> {
    let rowCount = 0;
    for (let before: AccessBlock | null = null, block = await this.blockAfter(0); ;) {
      if (block === null) return { rowCount, fault: null };
      // One more than there should be is enough to tell that there are too many.
      const rows = await this.rows(before, block.lastId, block.rowCount + 1);
      if (!blockHolds(block, before, rows, this.mark)) {
        const from = rows[0]?.at ?? null;
        return { rowCount, fault: { seq: block.seq, from, until: rows.at(-1)?.at ?? from } };
      }
      rowCount += rows.length;
      before = block;
      block = await this.blockAfter(before.seq);
    }
  }

  private blockAfter(seq: number): Promise<AccessBlock | null> {
    return this.db.accessLogBlock.findFirst({ where: { seq: { gt: seq } }, orderBy: { seq: 'asc' } });
  }

  async note(checkId: string, { rowCount, fault }: AccessVerdict): Promise<void> {
    await this.db.historyCheck.updateMany({
      where: { id: checkId, finishedAt: null },
      data: {
        accessRows: rowCount,
        accessFaultSeq: fault?.seq ?? null,
        accessFaultFrom: fault?.from ?? null,
        accessFaultUntil: fault?.until ?? null,
      },
    });
  }

  private async rows(
    before: AccessBlock | null,
    lastId: bigint,
    limit: number,
  ): Promise<readonly LoggedAccess[]> {
    return this.db.accessLog.findMany({
      where: { id: { gt: before?.lastId ?? 0n, lte: lastId } },
      orderBy: { id: 'asc' },
      take: limit,
    });
  }
}
