/** Who may be the same as the one a report is about, asked of a register of the size of a kabupaten. */
import { candidatesOf, factsOf } from '../../src/storage/matching/candidates.js';
import { faceCell } from '../../src/storage/matching/faces.js';
import type { PersonFacts } from '../../src/domain/matching/person.js';
import { openMeasured } from './open.js';
import { percentile } from './report.js';

const ASKED = Number(process.env['BENCH_ASKED']);
const TODAY = '2026-11-01';
/** The first are the compiler's, and the cache's: a service has run for longer. */
const WARM_UP = 2_000;

export interface MatchMeasured {
  readonly persons: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of each asked about, on average. */
  readonly found: number;
}

const container = await openMeasured({});
const { storage, database } = container;
const [counted] = await database.$queryRaw<{ persons: bigint }[]>`SELECT count(*) AS persons FROM person`;
const rows = await database.$queryRaw<{ id: string; source: boolean; sealed: string }[]>`
  (SELECT v.id, true AS source, v.data_enc AS sealed FROM source_record_version v TABLESAMPLE SYSTEM (1) WHERE v.present)
  UNION ALL (SELECT f.person_id, false, f.face_enc FROM person_face f TABLESAMPLE SYSTEM (0.1))
  LIMIT ${ASKED + WARM_UP}`;
const people = rows.map(({ id, source, sealed }) => {
  const cell = source ? { table: 'source_record_version', column: 'data_enc', row: id } : faceCell(id);
  const said = factsOf(storage.cipher.openJson(sealed, cell) as PersonFacts);
  // As a report has it: no telephone number and no mother's name.
  return { ...said, phone: null, motherName: null };
});
const times: number[] = [];
let found = 0;
for (const [nth, facts] of people.entries()) {
  const began = performance.now();
  const candidates = await candidatesOf(storage, facts, TODAY);
  if (nth < WARM_UP) continue;
  times.push(performance.now() - began);
  found += candidates.length;
}
const measured: MatchMeasured = {
  persons: Number(counted?.persons ?? 0),
  p50Ms: percentile(times, 0.5),
  p99Ms: percentile(times, 0.99),
  found: found / times.length,
};
await container.close();
process.send?.(measured);
process.disconnect();
