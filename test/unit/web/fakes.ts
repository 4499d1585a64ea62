import { pmksCategories } from '../../../src/domain/pmks/categories.js';
import type { FieldCheckServices } from '../../../src/usecases/field-check/services.js';
import type { FastifyInstance } from 'fastify';
import { caseStates } from '../../../src/domain/case/events.js';
import type { NewPoorHousehold } from '../../../src/domain/report/new-poor-household.js';
import { unasked } from '../../support/report-defaults.js';
import { AppError } from '../../../src/errors.js';
import type {
  CaseView,
  ConsoleServices,
  Decision,
  EntryView,
  QueueCounts,
  ReadinessServices,
  Role,
  SimulatorServices,
  StaffActor,
} from '../../../src/usecases/console-services.js';
import type { CaseworkServices } from '../../../src/usecases/casework/services.js';
import type { CaseActionServices, CommentView } from '../../../src/usecases/case/services.js';
import type {
  EnrolmentServices,
  ReporterRow,
  ReporterView,
} from '../../../src/usecases/enrolment/services.js';
import type { Line, Measures, OverviewServices } from '../../../src/usecases/overview/services.js';
import type { PlaceServices } from '../../../src/usecases/place/services.js';
import type { PrintServices } from '../../../src/usecases/print/services.js';
import type { SearchSeal } from '../../../src/usecases/console/ports.js';
import type { EscalationServices } from '../../../src/usecases/escalation/services.js';
import type { OnePersonServices } from '../../../src/usecases/one-person/services.js';
import type { ExportServices } from '../../../src/usecases/export/services.js';
import type { RotationServices } from '../../../src/usecases/rotation/services.js';
import type { SystemServices } from '../../../src/usecases/health/services.js';
import type { OversightServices } from '../../../src/usecases/oversight/services.js';
import type { AidServices } from '../../../src/usecases/aid/services.js';
import type { BulkServices } from '../../../src/usecases/bulk/services.js';
import type { SavedView, SavedViewServices } from '../../../src/usecases/views/services.js';
import type { ClaimView, QueueServices } from '../../../src/usecases/queue/services.js';
import type { ImportVerdict } from '../../../src/usecases/enrolment/import/judge-rows.js';
import { buildWebApp } from '../../../src/web/app.js';
import type { WebConfig, WebDeps } from '../../../src/web/deps.js';
import { fakeAidFiles } from './fake-aid-files.js';
import { fakeAccounts, fakeUsers } from './fake-accounts.js';
import { fakePeople, fakeQuality } from './fake-people.js';
import { fakeOpdAdmin, fakeOpdRead } from './fake-opd.js';
import { fakeReference } from './fake-reference.js';
import { fakeSourceImports } from './fake-source-imports.js';

export const ids = {
  case: '019aa000-0000-7000-8000-000000000001',
  otherCase: '019aa000-0000-7000-8000-000000000002',
  entry: '019aa000-0000-7000-8000-000000000003',
  photo: '019aa000-0000-7000-8000-000000000004',
  reporter: '019aa000-0000-7000-8000-000000000005',
  person: '019aa000-0000-7000-8000-000000000006',
} as const;
const id = (n: number) => `019aa000-0000-7000-8000-1${String(n).padStart(11, '0')}`;

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 2, minutes));

export const answers: NewPoorHousehold = {
  ...unasked,
  members: [],
  desaCode: '64.08.04.2001',
  kk: '6408010101200001',
  nik: '6408015203800001',
  name: 'Uji Contoh Satu',
  birthDate: '1980-03-12',
  sex: 'P',
  address: { line: 'Gang Contoh 1', rt: '003', rw: '001' },
  memberCount: 4,
  indicators: [],
  photos: [{ id: ids.photo, role: 'house_front' }],
};

export const caseView: CaseView = {
  national: [],
  alike: [],
  id: ids.case,
  number: 'LP-2026-00012-K',
  kind: 'new_poor_household',
  state: 'in_review',
  urgent: false,
  sensitive: false,
  objection: null,
  subjectName: answers.name,
  desaName: 'Desa Contoh',
  kecamatanName: 'Kecamatan Contoh',
  reporterName: 'Uji Pelapor',
  submittedAt: at(0),
  updatedAt: at(9),
  photoCount: 1,
  duplicateCount: 2,
  priority: ['small_child'],
  due: { on: '2026-11-27', daysLeft: 3 },
  holder: null,
  escalated: false,
  assigned: null,
  fieldCheck: null,
  version: 5,
  answers,
  reporter: { id: ids.reporter, name: 'Uji Pelapor', role: 'kepala_desa', phone: '+6281200000001' },
  owner: null,
  channel: 'telegram',
  about: null,
  objected: null,
  photos: [
    { id: ids.photo, role: 'house_front', state: 'stored', pages: 1, width: 800, height: 600 },
    { id: id(1), role: 'ktp', state: 'pending', pages: 1, width: null, height: null },
    { id: id(2), role: 'other', state: 'failed', pages: 1, width: null, height: null },
  ],
  duplicates: [
    {
      rule: 'nik',
      caseId: ids.otherCase,
      entryId: null,
      number: 'LP-2026-00003-A',
      name: 'Uji Contoh Lama',
      verdict: null,
    },
    { rule: 'kk', caseId: null, entryId: ids.entry, number: 'DP-2026-00001-B', name: null, verdict: null },
  ],
  events: [
    {
      actor: { kind: 'reporter', id: ids.reporter },
      data: { type: 'submitted', answers: { ...answers, memberCount: 3 } },
    },
    { actor: { kind: 'system', id: null }, data: { type: 'screened', duplicates: 2 } },
    {
      actor: { kind: 'user', id: id(9) },
      data: {
        type: 'correction_requested',
        reason: 'unclear',
        note: 'Berapa anggotanya?',
        fields: ['memberCount'],
      },
    },
    { actor: { kind: 'reporter', id: ids.reporter }, data: { type: 'resubmitted', answers } },
    { actor: { kind: 'system', id: null }, data: { type: 'screened', duplicates: 2 } },
  ].map((event, index) => ({
    ...event,
    type: event.data.type,
    handover: null,
    duplicateOf: null,
    id: id(20 + index),
    caseId: ids.case,
    seq: index + 1,
    at: at(index * 2),
    actorName: event.actor.kind === 'user' ? 'Uji Verifikator' : 'Uji Pelapor',
  })) as CaseView['events'],
  notifications: [
    {
      id: id(40),
      digest: false,
      fallback: false,
      state: 'delivered',
      channel: 'telegram',
      createdAt: at(4),
      settledAt: at(5),
      failure: null,
      text: 'Laporan LP-2026-00012-K perlu perbaikan:\nBerapa anggotanya?',
    },
    {
      id: id(41),
      digest: false,
      fallback: false,
      state: 'failed',
      channel: 'whatsapp',
      createdAt: at(6),
      settledAt: null,
      failure: 'provider_400',
      text: 'Laporan diterima.',
    },
  ],
  entry: { id: ids.entry, number: 'DP-2026-00001-B' },
  decidable: true,
  reopenable: false,
  answerable: false,
  proposal: null,
  edits: [],
};

export const entryView: EntryView = {
  id: ids.entry,
  number: 'DP-2026-00001-B',
  source: 'PEMDA',
  sensitive: false,
  categories: [],
  national: [],
  headName: answers.name,
  desaName: 'Desa Contoh',
  kecamatanName: 'Kecamatan Contoh',
  status: 'active',
  version: 2,
  updatedAt: at(30),
  kk: answers.kk,
  members: [
    {
      personId: id(30),
      name: answers.name,
      nik: answers.nik,
      birthDate: '1980-03-12',
      sex: 'P',
      relation: 'head',
    },
    { personId: id(31), name: 'Uji Contoh Anak', nik: null, birthDate: null, sex: null, relation: 'anak' },
  ],
  versions: [1, 2].map((version) => ({
    version,
    validFrom: at(20 + version),
    recordedAt: at(21 + version),
    caseId: ids.case,
    caseNumber: 'LP-2026-00012-K',
    approvedBy: 'Uji Verifikator',
    reportedBy: 'Uji Pelapor',
    answers: { ...answers, memberCount: 2 + version },
  })),
};

export const reporterRow: ReporterRow = {
  id: ids.reporter,
  name: 'Uji Pelapor',
  role: 'kepala_desa',
  phone: '+6281200000001',
  desaNames: ['Desa Contoh', 'Desa Misal'],
  status: 'active',
  channels: [{ channel: 'telegram', status: 'active' }],
};

export const reporterView: ReporterView = {
  id: ids.reporter,
  name: 'Uji Pelapor',
  role: 'kepala_desa',
  phone: '+6281200000001',
  status: 'active',
  desa: [{ code: '64.08.04.2001', name: 'Desa Contoh', kecamatan: 'Kecamatan Contoh', openCases: 2 }],
  strayCases: 1,
  contacts: [{ id: id(60), channel: 'telegram', status: 'blocked', since: at(3) }],
  inviteExpiresAt: at(50),
  events: [
    { id: id(61), type: 'enrolled', at: at(1), data: { desa: ['64.08.04.2001'] }, actorName: 'Uji Admin' },
    { id: id(62), type: 'connected', at: at(2), data: { channel: 'telegram' }, actorName: null },
  ],
  names: { '64.08.04.2001': 'Desa Contoh' },
};

const importRow = { name: 'Uji Impor', role: 'psm', phone: '0812', desa: 'Contoh', kecamatan: '' };
export const importRows: readonly ImportVerdict[] = [
  {
    row: { ...importRow, line: 2 },
    result: 'wrong',
    faults: [
      { column: 'phone', type: 'bad_phone' },
      { column: 'desa', type: 'ambiguous_desa', typed: 'Contoh', kecamatan: ['Utara', 'Selatan'] },
    ],
  },
  { row: { ...importRow, line: 3 }, result: 'same', reporterId: id(5) },
];

export interface World {
  role: Role;
  caseView: CaseView;
  rows: readonly CaseView[];
  entryView: EntryView;
  reporters: readonly ReporterRow[];
  reporterView: ReporterView;
  importRows: readonly ImportVerdict[];
  claim: ClaimView | null;
  /** What the queue's services were asked for: method and input. */
  readonly queued: unknown[];
  /** What take-next gives. */
  next: string | null;
  /** What the services of enrolment were asked for: method and input. */
  readonly enrolled: unknown[];
  userName: string;
  channels: Awaited<ReturnType<ConsoleServices['channels']>>;
  ready: boolean;
  chat: Awaited<ReturnType<SimulatorServices['messages']>>['items'];
  /** Thrown by the next calls of a service's method. */
  faults: Partial<
    Record<
      | keyof ConsoleServices
      | keyof CaseActionServices
      | keyof EnrolmentServices
      | keyof OverviewServices
      | keyof QueueServices
      | 'webhook',
      Error
    >
  >;
  readonly decided: { version: number; decision: Decision }[];
  readonly acted: [string, unknown][];
  comments: readonly CommentView[];
  views: readonly SavedView[];
  readonly sent: Parameters<SimulatorServices['send']>[1][];
  readonly updates: unknown[];
  readonly filters: unknown[];
  /** Of the reviewers in the overview. */
  reviewerName: string;
  readonly signedOut: string[];
}

export function world(): World {
  return {
    role: 'reviewer',
    caseView,
    rows: [caseView],
    entryView,
    reporters: [reporterRow],
    reporterView,
    importRows,
    claim: { holder: null, takenFromMe: false, lookers: [], mayTakeOver: false },
    queued: [],
    next: ids.otherCase,
    enrolled: [],
    userName: 'Uji Pengguna',
    channels: [
      {
        channel: 'telegram',
        account: '700000001',
        state: 'online',
        detail: null,
        pairing: null,
        updatedAt: at(1),
      },
      {
        channel: 'whatsapp',
        account: 'utama',
        state: 'pairing',
        detail: null,
        pairing: `2@${'contoh'.repeat(30)}`,
        updatedAt: at(1),
      },
    ],
    ready: true,
    chat: [],
    faults: {},
    decided: [],
    acted: [],
    comments: [],
    views: [],
    sent: [],
    updates: [],
    filters: [],
    reviewerName: 'Uji Verifikator',
    signedOut: [],
  };
}

export const password = 'kata-sandi-uji';

export function fakeConsole(w: World): ConsoleServices {
  const tokens = new Map<string, Role>();
  const faulty = (name: keyof ConsoleServices) => {
    const fault = w.faults[name];
    if (fault !== undefined) throw fault;
  };
  const actor = (role: Role): StaffActor => ({
    id: id(9),
    username: role,
    name: 'Uji Verifikator',
    role,
    regions: ['64.08'],
    grants: role === 'supervisor' ? ['sensitive'] : [],
  });
  return {
    signIn: async (input) => {
      faulty('signIn');
      if (input.password !== password) throw new AppError('auth.invalid_credentials');
      const token = `sesi-${String(tokens.size + 1)}`;
      tokens.set(token, w.role);
      return { token, expiresAt: new Date(Date.now() + 3_600_000) };
    },
    signOut: async (token) => {
      w.signedOut.push(token);
      tokens.delete(token);
    },
    authenticate: async (token) => {
      const role = tokens.get(token);
      return role === undefined ? null : actor(role);
    },
    regions: async () => [
      { code: '64.08.04', name: 'Kecamatan Contoh', parentCode: '64.08' },
      { code: '64.08.05', name: 'Kecamatan Misal', parentCode: '64.08' },
      { code: '64.08.04.2001', name: 'Desa Contoh', parentCode: '64.08.04' },
      { code: '64.08.04.2002', name: 'Desa Misal', parentCode: '64.08.04' },
      { code: '64.08.05.2001', name: 'Desa Lain', parentCode: '64.08.05' },
    ],
    queue: async (_actor, filter) => {
      faulty('queue');
      w.filters.push(filter);
      return { items: w.rows, next: w.rows.length > 1 ? 'lanjut' : null, total: w.rows.length };
    },
    queueCounts: async () =>
      Object.fromEntries([...caseStates, 'objected'].map((state, index) => [state, index])) as QueueCounts,
    caseById: async () => {
      faulty('caseById');
      return w.caseView;
    },
    decide: async (_actor, { version, decision }) => {
      faulty('decide');
      w.decided.push({ version, decision });
      const events = {
        approve: 'approved',
        reject: 'rejected',
        ask_correction: 'correction_requested',
        duplicate: 'duplicate_confirmed',
      } as const;
      return { number: w.caseView.number, state: 'approved', event: events[decision.type] };
    },
    photo: async () => ({ mime: 'image/png', bytes: onePixel }),
    entries: async (_actor, filter) => {
      w.filters.push(filter);
      return { items: [w.entryView], next: null, total: 1 };
    },
    entryById: async () => w.entryView,
    channels: async () => w.channels,
    health: async () => ({
      outboxWaiting: 3,
      outboxOldestSeconds: 4,
      outboxFailing: 0,
      inboxWaiting: 1,
      outbound: { sent: 40, delivered: 30, failed: 1 },
      queueBackend: 'postgres',
    }),
  };
}

export function fakeCaseActions(w: World): CaseActionServices {
  const done = { number: w.caseView.number, state: 'in_review' } as const;
  const act = (name: keyof CaseActionServices, input: unknown) => {
    const fault = w.faults[name];
    if (fault !== undefined) throw fault;
    w.acted.push([name, input]);
  };
  return {
    reopen: async (_actor, input) => {
      act('reopen', input);
      return done;
    },
    answerObjection: async (_actor, input) => {
      act('answerObjection', input);
      return done;
    },
    comments: async () => w.comments,
    comment: async (_actor, input) => {
      act('comment', input);
      return { unknown: [] };
    },
  };
}

function fakeCasework(): CaseworkServices {
  const absent = async () => {
    throw new AppError('not_found');
  };
  const neighbours = async () => ({ before: null, after: ids.otherCase, place: 1, total: 2 });
  return {
    editView: absent,
    saveEdit: absent,
    dismissDuplicate: absent,
    restoreDuplicate: absent,
    neighbours,
    mentions: async () => [],
    unreadMentions: async () => 0,
    readMentions: async () => undefined,
    mentionable: async () => [{ username: 'rekan', name: 'Uji Rekan' }],
  };
}

/** Hidden from no one, but from its owner alone. */
const fakeSearch: SearchSeal = {
  seal: (words, { id }) => Buffer.from(`${id} ${words}`).toString('base64url'),
  open: (token, { id }) => {
    const told = Buffer.from(token, 'base64url').toString();
    return told.startsWith(`${id} `) ? told.slice(id.length + 1) : undefined;
  },
};

export function fakeQueue(w: World): QueueServices {
  const ask = (name: keyof QueueServices, input: unknown) => {
    const fault = w.faults[name];
    if (fault !== undefined) throw fault;
    w.queued.push([name, input]);
  };
  return {
    take: async (_actor, caseId) => ask('take', caseId),
    takeNext: async (_actor, filter) => {
      ask('takeNext', filter);
      return w.next;
    },
    takeOver: async (_actor, caseId) => ask('takeOver', caseId),
    release: async (_actor, caseId) => ask('release', caseId),
    look: async () => w.claim,
    watch: () => () => undefined,
  };
}

export function fakeEnrolment(w: World): EnrolmentServices {
  const ask = (name: keyof EnrolmentServices, input: unknown) => {
    const fault = w.faults[name];
    if (fault !== undefined) throw fault;
    w.enrolled.push([name, input]);
  };
  const invite = { code: 'K7M4-2XQ9', expiresAt: at(59) };
  return {
    list: async (_actor, filter) => {
      ask('list', filter);
      return { items: w.reporters, next: null, total: w.reporters.length };
    },
    orphans: async () => [
      { code: '64.08.04.2002', name: 'Desa Misal', kecamatan: 'Kecamatan Contoh', openCases: 3 },
    ],
    reporter: async () => w.reporterView,
    successors: async () => [{ id: id(70), name: 'Uji Pengganti', desaNames: [] }],
    enrol: async (_actor, input) => {
      ask('enrol', input);
      return { id: ids.reporter };
    },
    change: async (_actor, _id, input) => ask('change', input),
    handOver: async (_actor, input) => {
      ask('handOver', input);
      return { id: ids.reporter, cases: 2 };
    },
    setStatus: async (_actor, _id, status) => ask('setStatus', status),
    disconnect: async (_actor, _id, contactId) => ask('disconnect', contactId),
    invite: async () => {
      ask('invite', null);
      return invite;
    },
    revokeInvite: async () => ask('revokeInvite', null),
    upload: async (_actor, file) => {
      ask('upload', file.length);
      return { id: id(80) };
    },
    preview: async () => ({ id: id(80), confirmed: false, rows: w.importRows }),
    confirmImport: async () => {
      ask('confirmImport', null);
      return { added: 2, changed: 1 };
    },
    alerts: async () => ({
      onDuty: true,
      contacts: [{ id: id(60), channel: 'telegram', status: 'active', since: at(1) }],
      inviteExpiresAt: null,
    }),
    setDuty: async (_actor, on) => ask('setDuty', on),
    inviteSelf: async () => {
      ask('inviteSelf', null);
      return invite;
    },
    disconnectSelf: async (_actor, contactId) => ask('disconnectSelf', contactId),
  };
}

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const people = [
  { id: 'uji-satu', name: 'Uji Pelapor', note: 'Kepala desa, Desa Contoh' },
  { id: 'orang-asing', name: 'Orang asing', note: 'Belum terdaftar' },
];

function fakeSimulator(w: World): SimulatorServices {
  return {
    people: async () => people,
    messages: async () => ({ items: w.chat, cursor: w.chat.at(-1)?.cursor ?? null }),
    send: async (_personId, input) => void w.sent.push(input),
  };
}

const measures: Measures = { received: 9, decided: 4, approved: 3, sentBack: 1, median: 3, p90: 7 };
const line = (code: string, name = ''): Line => ({ code, name, ...measures });

function fakeOverview(w: World): OverviewServices {
  const desa = ['64.08.04.2001', '64.08.04.2002'].map((code) => ({ ...line(code), waiting: 5, late: 2 }));
  return {
    overview: async (_actor, filter) => {
      if (w.faults.overview !== undefined) throw w.faults.overview;
      w.filters.push(filter);
      return {
        period: { from: '2026-11-01', to: '2026-11-25' },
        before: { from: '2026-10-01', to: '2026-10-25' },
        preset: filter.preset,
        fault: null,
        now: { waiting: 10, late: 4, waitingBefore: 12 },
        totals: measures,
        totalsBefore: { ...measures, decided: 0, median: null, p90: null },
        trend: { step: 'day', points: [{ day: '2026-11-25', waiting: 10, received: 9, decided: 4 }] },
        kecamatan: [{ ...line('64.08.04'), waiting: 10, late: 4 }],
        desa,
        kinds: [{ ...line('pmks_case'), waiting: 10, late: 4 }],
        categories: [line('08'), { ...line('sensitive'), received: null, decided: null }],
        reviewers: [line(ids.reporter, w.reviewerName)],
        uncounted: 0,
      };
    },
  };
}

function fakePlace(): PlaceServices {
  return {
    around: async () => ({ kecamatan: [], shapes: [], desaShapes: [], desa: [] }),
    kecamatanShapes: async () => [],
    map: async () => ({ levels: [], shapes: [], kecamatan: [] }),
    replaceShapes: async () => ({ level: 'desa', shapes: 0, strangers: 0 }),
    dropShapes: async () => undefined,
  };
}

function fakePrint(w: World): PrintServices {
  const { id: caseId, number, sensitive } = w.caseView;
  return {
    printable: async () => ({ id: caseId, number, sensitive, mayIdentify: true, photoCount: 1 }),
    sheet: async () => w.caseView,
  };
}

function fakeOversight(): OversightServices {
  return {
    accessLog: async () => ({ items: [], next: null }),
    accessUsers: async () => [],
    lastCheck: async () => null,
    requestCheck: async () => undefined,
  };
}

function fakeEscalations(): EscalationServices {
  return {
    openCount: async () => 0,
    page: async () => ({ open: [], openCount: 0, handled: [], supervisors: [] }),
    handle: async () => ({ number: caseView.number, done: true }),
  };
}

function fakeOnePerson(): OnePersonServices {
  return {
    page: async () => ({ open: [], openCount: 0, decided: [], next: null }),
    pair: async () => {
      throw new AppError('not_found');
    },
    decide: async () => undefined,
    undo: async () => undefined,
  };
}

const fakeSystem: SystemServices = {
  state: async () => ({
    processes: [{ part: 'web', running: 1, seenAt: at(1) }],
    queues: [{ name: 'case', waiting: 2 }],
    backup: null,
    disk: { free: 5e9, total: 1e10 },
    warnings: ['backup_missing'],
    thresholds: { backupDays: 2, queueLength: 500, diskPercent: 10 },
  }),
};

function fakeExports(): ExportServices {
  return {
    count: async () => 0,
    minutes: async () => [],
    file: async () => {
      throw new AppError('not_found');
    },
  };
}

function fakeFieldChecks(): FieldCheckServices {
  const none = async () => {
    throw new AppError('not_found');
  };
  return {
    ofCase: async (_actor, caseId) => ({
      caseId,
      number: caseView.number,
      version: caseView.version,
      checks: [],
      orderable: true,
    }),
    page: none,
    sheet: none,
    order: none,
    reassign: none,
    cancel: none,
    write: none,
  };
}

function fakeBulk(): BulkServices {
  const absent = async () => {
    throw new AppError('not_found');
  };
  return {
    prepare: absent,
    draft: absent,
    start: absent,
    stop: absent,
    run: absent,
    rows: absent,
    runs: async () => [],
  };
}

function fakeSavedViews(w: World): SavedViewServices {
  return {
    list: async () => w.views,
    counted: async (_actor, standard) => ({
      standard: standard.map(() => 1),
      own: w.views.map((view) => ({ ...view, count: 2 })),
    }),
    byId: async (_actor, viewId) => {
      const found = w.views.find((view) => view.id === viewId);
      if (found === undefined) throw new AppError('not_found');
      return found;
    },
    save: async () => undefined,
    rename: async () => undefined,
    remove: async () => undefined,
  };
}

const fakeRotation: RotationServices = {
  state: async () => ({ keys: { active: 'k1', all: ['k1'] }, rotation: null }),
  start: async () => undefined,
  stop: async () => undefined,
};

function fakeAid(): AidServices {
  const absent = async () => {
    throw new AppError('not_found');
  };
  return {
    programs: async () => ({ programs: [], agencies: [], changes: [], mayChange: true }),
    saveProgram: async () => ({ ok: true }),
    activePrograms: async () => [],
    programNames: async () => new Map(),
    lists: async () => [],
    preview: absent,
    saveList: absent,
    dropList: absent,
    list: absent,
    rows: absent,
    freeze: absent,
    decide: absent,
    file: absent,
    giveByList: absent,
    person: absent,
    findPerson: async () => null,
    mayGive: async () => false,
    giveToPerson: absent,
    withdraw: absent,
  };
}

function fakeReadiness(w: World): ReadinessServices {
  return {
    readiness: async () => ({
      ready: w.ready,
      parts: { database: w.ready ? 'ok' : 'failing', queue: 'ok', telegram: 'off' },
    }),
    metrics: async () => '# TYPE sipmas_up gauge\nsipmas_up 1\n',
  };
}

export const webhookSecret = 'rahasia-uji-0001';

export async function appWith(
  w: World,
  { config = {}, ...deps }: Partial<Omit<WebDeps, 'config'>> & { config?: Partial<WebConfig> } = {},
): Promise<FastifyInstance> {
  return buildWebApp({
    console: fakeConsole(w),
    caseActions: fakeCaseActions(w),
    casework: fakeCasework(),
    enrolment: fakeEnrolment(w),
    fieldChecks: fakeFieldChecks(),
    overview: fakeOverview(w),
    accounts: fakeAccounts(),
    users: fakeUsers(w.userName),
    oversight: fakeOversight(),
    exports: fakeExports(),
    escalations: fakeEscalations(),
    onePerson: fakeOnePerson(),
    system: fakeSystem,
    queue: fakeQueue(w),
    people: fakePeople(w.entryView.headName ?? ''),
    quality: fakeQuality(w.entryView.headName ?? ''),
    place: fakePlace(),
    print: fakePrint(w),
    bulk: fakeBulk(),
    savedViews: fakeSavedViews(w),
    aid: fakeAid(),
    aidFiles: fakeAidFiles(),
    reference: fakeReference(),
    sourceImports: fakeSourceImports(),
    rotation: fakeRotation,
    opd: fakeOpdAdmin(),
    opdRead: fakeOpdRead(),
    categories: () => pmksCategories,
    search: fakeSearch,
    simulator: fakeSimulator(w),
    readiness: fakeReadiness(w),
    telegramWebhook: {
      path: '/webhook/telegram',
      secret: webhookSecret,
      handle: async (update) => {
        if (w.faults.webhook !== undefined) throw w.faults.webhook;
        w.updates.push(update);
      },
    },
    logger: false,
    isAway: (error) => error instanceof Error && error.name === 'DriverAdapterError',
    ...deps,
    config: {
      secureCookies: false,
      cookieSecret: 'rahasia-kue-uji-rahasia-kue-uji-0001',
      trial: true,
      trialAccounts: [{ username: 'reviewer', password, role: 'reviewer' }],
      homeRegionName: 'Kabupaten Contoh',
      homeRegion: '64.08',
      timeZone: 'Asia/Makassar',
      trustProxy: false,
      ...config,
    },
  });
}
