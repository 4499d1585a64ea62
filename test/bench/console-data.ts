/**
 * A register of many cases, with their whole histories: chains that hold, fields that open, and the
 * overview's sums as if every event had been counted.
 */
import { builtInSensitive } from '../../src/domain/pmks/categories.js';
import type { Container } from '../../src/container.js';
import { chainHash, GENESIS } from '../../src/domain/case/chain.js';
import type { CaseEvent } from '../../src/domain/case/events.js';
import { foldCase } from '../../src/domain/case/fold.js';
import { formatNumber } from '../../src/domain/case/number.js';
import { dueDay, queueTime, reasonsOf } from '../../src/domain/case/priority.js';
import { slaOf } from '../../src/domain/reference/reference.js';
import { changesOf } from '../../src/domain/overview/tally.js';
import { isSensitiveReport } from '../../src/domain/report/report.js';
import { officeDay } from '../../src/domain/working-days.js';
import type { StorageContext } from '../../src/storage/context.js';
import { Tally } from './console-tally.js';
import { Bulk, type Cell, type Columns } from './bulk.js';
import { idAt, idNumber, madeCase, pick, seeded, words, type MadeCase, type World } from './made-cases.js';

const REPORTERS = 300;
const REVIEWERS = 24;
const CASES_AT_ONCE = 2_000;
/** One in so many shares a NIK with the case before it. */
const DUPLICATE_EVERY = 40;
const random = seeded(64_08);
/** Of what is made as a row alone. */
const newId = () => idAt(random, Date.now());
const DAY_MS = 86_400_000;

const tables = {
  case: {
    id: 'uuid',
    number: 'text',
    draft_id: 'uuid',
    kind: 'text',
    state: 'text',
    version: 'int',
    reporter_id: 'uuid',
    owner_id: 'uuid',
    contact_id: 'uuid',
    urgent: 'boolean',
    sensitive: 'boolean',
    objection: 'text',
    objected_at: 'timestamptz',
    desa_code: 'text',
    kecamatan_code: 'text',
    subject_name: 'text',
    nik_mac: 'text',
    kk_mac: 'text',
    answers_enc: 'text',
    photo_count: 'int',
    submitted_at: 'timestamptz',
    updated_at: 'timestamptz',
    claimed_by_id: 'uuid',
    claimed_until: 'timestamptz',
    priority_reasons: 'text[]',
    queue_at: 'timestamptz',
    due_on: 'date',
    categories: 'text[]',
    proposed: 'boolean',
    undecided_duplicates: 'boolean',
  },
  case_event: {
    id: 'uuid',
    case_id: 'uuid',
    seq: 'int',
    type: 'text',
    actor_kind: 'text',
    actor_id: 'uuid',
    at: 'timestamptz',
    reason_code: 'text',
    data_enc: 'text',
    data_mac: 'text',
    prev_hash: 'text',
    hash: 'text',
  },
  case_duplicate: { id: 'uuid', case_id: 'uuid', rule: 'text', other_case_id: 'uuid' },
  household: { id: 'uuid', kk_enc: 'text', kk_mac: 'text', desa_code: 'text', created_at: 'timestamptz' },
  person: { id: 'uuid', nik_enc: 'text', nik_mac: 'text', name: 'text', created_at: 'timestamptz' },
  household_member: {
    id: 'uuid',
    household_id: 'uuid',
    person_id: 'uuid',
    relation: 'text',
    valid_from: 'timestamptz',
  },
  person_pmks: {
    id: 'uuid',
    person_id: 'uuid',
    category_code: 'text',
    valid_from: 'timestamptz',
    event_id: 'uuid',
  },
  registry_entry: {
    id: 'uuid',
    number: 'text',
    source: 'text',
    household_id: 'uuid',
    person_id: 'uuid',
    desa_code: 'text',
    kecamatan_code: 'text',
    head_name: 'text',
    status: 'text',
    version: 'int',
    created_at: 'timestamptz',
    updated_at: 'timestamptz',
  },
  registry_entry_version: {
    id: 'uuid',
    entry_id: 'uuid',
    version: 'int',
    valid_from: 'timestamptz',
    recorded_at: 'timestamptz',
    case_id: 'uuid',
    event_id: 'uuid',
    data_enc: 'text',
  },
  outbound_message: {
    id: 'uuid',
    contact_id: 'uuid',
    channel: 'text',
    account: 'text',
    purpose: 'text',
    dedupe_key: 'text',
    case_id: 'uuid',
    body_enc: 'text',
    state: 'text',
    created_at: 'timestamptz',
    settled_at: 'timestamptz',
  },
  reporter: { id: 'uuid', name: 'text', role: 'text', phone_enc: 'text', phone_mac: 'text' },
  reporter_scope: { reporter_id: 'uuid', desa_code: 'text' },
  conversation: { id: 'uuid' },
  contact: {
    id: 'uuid',
    channel: 'text',
    account: 'text',
    address_enc: 'text',
    address_mac: 'text',
    conversation_id: 'uuid',
    reporter_id: 'uuid',
  },
  console_user: { id: 'uuid', username: 'text', name: 'text', role: 'text' },
} as const satisfies Readonly<Record<string, Columns>>;
type Table = keyof typeof tables;

/** Rows by table, until they are written. */
class Rows {
  private readonly all = new Map<Table, (readonly Cell[])[]>();

  add(table: Table, row: readonly Cell[]): void {
    const rows = this.all.get(table);
    if (rows === undefined) this.all.set(table, [row]);
    else rows.push(row);
  }

  async write(bulk: Bulk): Promise<void> {
    for (const [table, rows] of this.all) await bulk.insert(table, tables[table], rows);
    this.all.clear();
  }
}

export interface ConsoleData {
  /** Cases there are now, numbered from 1. */
  readonly cases: number;
  readonly events: number;
  readonly numberOf: (n: number) => string;
  readonly nikOf: (n: number) => string;
  readonly reporterNames: readonly string[];
}

/** Makes the people once, then as many cases as are asked for, more each time. */
export class ConsoleRegister {
  private cases = 0;
  private events = 0;
  private readonly tally: Tally;

  private constructor(
    private readonly container: Container,
    private readonly bulk: Bulk,
    private readonly world: World,
    private readonly reporterNames: readonly string[],
  ) {
    this.tally = new Tally(container.config.timeZone, world.desa);
  }

  static async open(container: Container, adminUrl: string): Promise<ConsoleRegister> {
    const bulk = await Bulk.open(adminUrl, new URL(container.databaseUrl).pathname.slice(1));
    const regions = await container.database.region.findMany({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    const desa = regions.map(({ code, parentCode }) => ({ code, kecamatan: parentCode ?? code }));
    const rows = new Rows();
    const reporterNames: string[] = [];
    const reporters = Array.from({ length: REPORTERS }, (_, n) => {
      const name = `Pelapor Uji ${pick(random, words)}`;
      reporterNames.push(name);
      return reporterRows(container.storage, rows, { n, name, desa: desa[n % desa.length]?.code ?? '' });
    });
    const reviewerIds = Array.from({ length: REVIEWERS }, (_, n) => {
      const id = newId();
      rows.add('console_user', [id, `uji-${String(n)}`, `Verifikator Uji ${String(n)}`, 'reviewer']);
      return id;
    });
    await rows.write(bulk);
    const world = { desa, reporters, reviewerIds, now: new Date() };
    return new ConsoleRegister(container, bulk, world, reporterNames);
  }

  async grow(to: number): Promise<ConsoleData> {
    await this.bulk.withoutIndexes(['case', 'outbound_message', 'registry_entry', 'overview_tally'], () =>
      this.makeCases(to),
    );
    await this.bulk.run(`SELECT setval('case_number', ${String(to)})`);
    // What autovacuum and the checkpointer do within minutes.
    await this.bulk.run('VACUUM ANALYZE');
    await this.bulk.run('CHECKPOINT');
    return this.data();
  }

  private async makeCases(to: number): Promise<void> {
    let written = Promise.resolve();
    while (this.cases < to) {
      const rows = new Rows();
      const upTo = Math.min(to, this.cases + CASES_AT_ONCE);
      let before: MadeCase | null = null;
      while (this.cases < upTo) {
        const made = madeCase(random, (this.cases += 1), this.world);
        this.events += made.events.length;
        const other = made.n % DUPLICATE_EVERY === 0 ? before : null;
        this.rowsOf(rows, made, other !== null);
        if (other !== null) rows.add('case_duplicate', [newId(), made.id, 'nik', other.id]);
        this.tally.add(changesOf(made.events));
        before = made;
      }
      // The server writes while the next are made.
      await written;
      written = rows.write(this.bulk);
    }
    await written;
    await this.tally.write(this.bulk);
  }

  private data(): ConsoleData {
    const { reporterNames, cases, events } = this;
    return { cases, events, reporterNames, numberOf: (n) => this.numberOf(n), nikOf: idNumber };
  }

  private numberOf(n: number): string {
    return formatNumber(this.container.config.caseNumberPrefix, 2026, n);
  }

  private rowsOf(rows: Rows, made: MadeCase, undecided: boolean): void {
    const { storage } = this.container;
    let prevHash = GENESIS;
    for (const event of made.events) prevHash = eventRow(storage, rows, event, prevHash);
    this.caseRow(rows, made, undecided);
    if (made.entryId !== null) entryRows(storage, rows, made, made.entryId);
    messageRows(storage, rows, made);
  }

  private caseRow(
    rows: Rows,
    { id, n, events, reporter, kecamatan, claimedById }: MadeCase,
    undecided: boolean,
  ): void {
    const { cipher, index } = this.container.storage;
    const { reference, config } = this.container;
    const sla = slaOf(reference.recent(this.container.storage.db), config.timeZone);
    const { answers, state, version, objection, proposal } = foldCase(events);
    const submittedAt = events[0]?.at ?? this.world.now;
    const sensitive = isSensitiveReport(answers, builtInSensitive);
    const reasons = reasonsOf(answers, officeDay(sla.calendar, submittedAt));
    rows.add('case', [
      id,
      this.numberOf(n),
      newId(),
      answers.kind,
      state,
      version,
      reporter.id,
      reporter.id,
      reporter.contactId,
      answers.urgent,
      sensitive,
      objection?.state ?? null,
      objection?.at ?? null,
      answers.desaCode,
      kecamatan,
      answers.name,
      index.mac('nik', answers.nik ?? ''),
      index.mac('kk', answers.kk ?? ''),
      cipher.sealJson(answers, { table: 'case', column: 'answers_enc', row: id }),
      answers.photos.length,
      submittedAt,
      events.at(-1)?.at ?? submittedAt,
      claimedById,
      claimedById === null ? null : new Date(this.world.now.getTime() + DAY_MS),
      `{${reasons.join(',')}}`,
      queueTime(submittedAt, reasons),
      dueDay(sla, answers, submittedAt),
      answers.kind === 'pmks_case' && !sensitive ? `{${answers.categories.join(',')}}` : '{}',
      proposal !== null,
      undecided,
    ]);
  }

  async close(): Promise<void> {
    await this.bulk.close();
  }
}

function reporterRows(
  { cipher, index }: StorageContext,
  rows: Rows,
  { n, name, desa }: { n: number; name: string; desa: string },
): World['reporters'][number] {
  const [id, contactId, conversationId] = [newId(), newId(), newId()];
  const phone = `+62899${String(n).padStart(8, '0')}`;
  rows.add('reporter', [
    id,
    name,
    'operator_desa',
    cipher.seal(phone, { table: 'reporter', column: 'phone_enc', row: id }),
    index.mac('phone', phone),
  ]);
  rows.add('reporter_scope', [id, desa]);
  rows.add('conversation', [conversationId]);
  rows.add('contact', [
    contactId,
    'telegram',
    'bench',
    cipher.seal(String(n), { table: 'contact', column: 'address_enc', row: contactId }),
    index.mac('address', String(n)),
    conversationId,
    id,
  ]);
  return { id, contactId };
}

/** Returns its hash. */
function eventRow({ cipher, index }: StorageContext, rows: Rows, event: CaseEvent, prevHash: string): string {
  const { id, caseId, seq, actor, at, data } = event;
  const reasonCode = 'reason' in data ? (data.reason ?? null) : null;
  const content = JSON.stringify(data);
  const dataMac = index.mac('event', `${id}:${content}`);
  const hash = chainHash({ event: { ...event, type: data.type, reasonCode }, dataMac, prevHash });
  const dataEnc = cipher.seal(content, { table: 'case_event', column: 'data_enc', row: id });
  rows.add('case_event', [
    id,
    caseId,
    seq,
    data.type,
    actor.kind,
    actor.id,
    at,
    reasonCode,
    dataEnc,
    dataMac,
    prevHash,
    hash,
  ]);
  return hash;
}

function entryRows(
  { cipher, index }: StorageContext,
  rows: Rows,
  { id: caseId, n, events, kecamatan }: MadeCase,
  entryId: string,
): void {
  const { answers } = foldCase(events);
  const approval = events.find(({ data }) => data.type === 'approved');
  if (approval === undefined || answers.nik === null || answers.kk === null) return;
  const { at, id: eventId } = approval;
  const [personId, versionId] = [newId(), newId()];
  const householdId = answers.kind === 'new_poor_household' ? newId() : null;
  rows.add('person', [
    personId,
    cipher.seal(answers.nik, { table: 'person', column: 'nik_enc', row: personId }),
    index.mac('nik', answers.nik),
    answers.name,
    at,
  ]);
  if (householdId !== null) {
    const kkEnc = cipher.seal(answers.kk, { table: 'household', column: 'kk_enc', row: householdId });
    rows.add('household', [householdId, kkEnc, index.mac('kk', answers.kk), answers.desaCode, at]);
    rows.add('household_member', [newId(), householdId, personId, 'head', at]);
  }
  if (answers.kind === 'pmks_case') {
    for (const code of answers.categories) rows.add('person_pmks', [newId(), personId, code, at, eventId]);
  }
  rows.add('registry_entry', [
    entryId,
    formatNumber('DP', 2026, n),
    'PEMDA',
    householdId,
    householdId === null ? personId : null,
    answers.desaCode,
    kecamatan,
    answers.name,
    'active',
    1,
    at,
    at,
  ]);
  const dataEnc = cipher.sealJson(answers, {
    table: 'registry_entry_version',
    column: 'data_enc',
    row: versionId,
  });
  rows.add('registry_entry_version', [versionId, entryId, 1, at, at, caseId, eventId, dataEnc]);
}

const told = ['correction_requested', 'rejected', 'duplicate_confirmed', 'registered'];

function messageRows(
  { cipher }: StorageContext,
  rows: Rows,
  { id: caseId, reporter, events }: MadeCase,
): void {
  for (const { id: eventId, at, data } of events) {
    if (!told.includes(data.type)) continue;
    const id = newId();
    const body = cipher.sealJson(
      { text: 'Contoh pemberitahuan.' },
      { table: 'outbound_message', column: 'body_enc', row: id },
    );
    const row = [id, reporter.contactId, 'telegram', 'bench', 'notification', `bench:${eventId}`, caseId];
    rows.add('outbound_message', [...row, body, 'sent', at, at]);
  }
}
