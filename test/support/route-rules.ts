/**
 * Which rule guards which route. Written from what the service is to do (who may see and do what), not from
 * the code that does it: nothing here asks `staffMay` or `mayAccess`.
 *
 * A NEW ROUTE NEEDS ONE LINE in `routeRules`, "METHOD /path/:param": a rule, and what its request carries.
 *   open(…)         everybody, signed in or not; the statuses it answers
 *   door(…)         everybody, but it opens nothing by itself; the statuses it answers
 *   staff(…)        everybody with a whole session, whatever role, scope and grants
 *   role(who, …)    by role alone: `reviews`, `supervises`, `administers`, `oversees`
 *   onCase(who, …)  one case, by :id; `who` is asked with the person and the case: `reads`, `knows`, `decides` …
 *   onEntry, onReporter, onUser, onImport, onRun, onView, onPair,
 *   onDelivery, onUpload, onAgency, onPerson, onHousehold    one of those, by :id
 * What may follow: `ask` the fields and query of a request that is right in form (ids come from the case `t`,
 * so that the same request can be made of what does not exist), `ok` the statuses of who may (200 and 303
 * when left out), `alike: true` where even who may is answered as if there was nothing, `fresh: true` where
 * the request ends the session, `looks` who is refused, but has looked at the case, which is noted.
 */
import type { Person, Target } from './access-world.js';

export interface Asked {
  readonly query?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
}

type Who = (p: Person, t: Target) => boolean;

interface More {
  readonly ask?: (t: Target) => Asked;
  readonly ok?: readonly number[];
  readonly alike?: boolean;
  readonly looks?: Who;
  readonly fresh?: boolean;
  readonly endless?: boolean;
}

export interface RouteRule extends More {
  readonly guard: 'open' | 'door' | 'session';
  /** null: there is no such thing in the address; what is refused looks like an address that does not exist. */
  readonly subject:
    | 'case'
    | 'entry'
    | 'reporter'
    | 'user'
    | 'import'
    | 'run'
    | 'view'
    | 'pair'
    | 'delivery'
    | 'upload'
    | 'agency'
    | 'person'
    | 'household'
    | null;
  readonly may: Who;
}

const parts = (code: string) => code.split('.');
/** A place lies in an area whose parts are the first of its own. */
const inside = ({ regions }: Person, place: string) =>
  regions.some((area) => parts(area).every((part, n) => parts(place)[n] === part));

const reviews = ({ role }: Person) => role === 'reviewer' || role === 'supervisor';
const supervises = ({ role }: Person) => role === 'supervisor';
const administers = ({ role }: Person) => role === 'admin';
/** One map serves all: it is of who administers the whole kabupaten. */
const drawsMap = (p: Person) => administers(p) && inside(p, '64.08');
const oversees = ({ role }: Person) => role === 'supervisor' || role === 'admin';

type Place = Pick<Target, 'desa' | 'sensitive'>;
/** That there is such a case: its number, place, state and dates. */
const reads = (p: Person, t: Place) => reviews(p) && inside(p, t.desa);
/** Whom it is about. */
export const knows = (p: Person, t: Place) => reads(p, t) && (!t.sensitive || p.sensitive);
const decides = knows;
const claims: Who = (p, t) => knows(p, t) && t.waiting;
const takesBack: Who = (p, t) => knows(p, t) && supervises(p);
const compares: Who = (p, t) => knows(p, t) && t.twinId !== null;
const seesPhoto: Who = (p, t) => knows(p, t) && t.photoId !== null;
const readsEntry: Who = (p, t) => reads(p, t) && t.entryId !== null;
/** Whom an entry is about. */
const readsPerson: Who = (p, t) => knows(p, t) && t.personId !== null;
const readsHousehold: Who = (p, t) => knows(p, t) && t.householdId !== null;
const enrols: Who = (p, t) => administers(p) && inside(p, t.desa);
const manages: Who = (p, t) => administers(p) && inside(p, t.desa);
/** An action for many reports, of which this is one: its runner, and supervisors. */
const runs: Who = (p, t) => reviews(p) && p.id === t.ownerId;
const seesRun: Who = (p, t) => runs(p, t) || (supervises(p) && inside(p, t.desa));
const ownsView = runs;
/** A register is of the whole kabupaten; a file that waits to begin is its uploader's. */
const delivers: Who = (p) => administers(p) && inside(p, '64.08');
const uploads: Who = (p, t) => delivers(p, t) && p.id === t.importedBy;
const imported: Who = (p, t) => administers(p) && p.id === t.importedBy;

const open = (...ok: number[]): RouteRule => ({ guard: 'open', subject: null, may: () => true, ok });
const door = (...ok: number[]): RouteRule => ({ guard: 'door', subject: null, may: () => true, ok });
const staff = (more: More = {}): RouteRule => ({ guard: 'session', subject: null, may: () => true, ...more });
const role = (may: Who, more: More = {}): RouteRule => ({ guard: 'session', subject: null, may, ...more });
const on =
  (subject: RouteRule['subject']) =>
  (may: Who, more: More = {}): RouteRule => ({ guard: 'session', subject, may, ...more });
const [onCase, onEntry, onReporter] = [on('case'), on('entry'), on('reporter')];
const [onUser, onImport] = [on('user'), on('import')];
const [onRun, onView, onPair] = [on('run'), on('view'), on('pair')];
const [onDelivery, onUpload] = [on('delivery'), on('upload')];
const onAgency = on('agency');
const [onPerson, onHousehold] = [on('person'), on('household')];

const fields = (given: Asked['fields']) => (): Asked => ({ fields: given ?? {} });
/** What was decided is told; nothing more is: version 0 was never shown to anybody. */
const decision = (name: string) => fields({ decision: name, version: '0', reason: 'other', note: 'Uji.' });
/** Whoever may hears that the case is another by now: version 0 was never shown to anybody. */
const check = (more: Readonly<Record<string, string>>) => (t: Target) => ({
  fields: { version: '0', checker: `reporter:${t.reporterId}`, days: '5', reason: 'Uji.', ...more },
});
export const absentId = '01890000-0000-7000-8000-00000000dead';
/** There is no such thing, for whoever asks: whose it would be, test/integration/aid-lists.test.ts asks. */
const gone = { alike: true, ok: [404] } as const;
const csv = { format: 'csv', purpose: 'reporting', status: 'all' };

export const routeRules: Readonly<Record<string, RouteRule>> = {
  'GET /': open(200),
  'GET /aset/*': open(404),
  'GET /panduan': open(200),
  'GET /healthz': open(200),
  'GET /readyz': open(200, 503),
  'GET /metrics': open(200),
  'GET /simulator': open(200),
  'GET /simulator/:id': open(404),
  'GET /simulator/:id/messages': open(404),
  'POST /simulator/:id': open(404),
  'POST /webhook/telegram': open(401, 415),

  // With a key of an agency, and by its grant alone: test/integration/opd-api.test.ts asks these with keys.
  'GET /api/v1': open(200),
  'GET /api/v1/openapi.json': open(200),
  'GET /api/v1/me': open(401),
  'POST /api/v1/people/look-up': open(401),
  'GET /api/v1/people': open(401),
  'GET /api/v1/people/:id': open(401),
  'GET /api/v1/changes': open(401),
  'POST /api/v1/aid': open(401),
  'POST /api/v1/aid/:id/withdrawal': open(401),
  'GET /api/v1/aid-lists': open(401),
  'GET /api/v1/aid-lists/:id/rows': open(401),

  'GET /console/masuk': { ...open(200, 303), fresh: true },
  'POST /console/masuk': { ...open(401, 422), fresh: true },
  'POST /console/masuk/batal': { ...open(303), fresh: true },
  'GET /console/masuk/kode': door(200, 303),
  'POST /console/masuk/kode': door(303, 401, 422),
  'GET /console/masuk/sandi': door(200, 303),
  'POST /console/masuk/sandi': door(303, 401, 422),
  'GET /console/masuk/faktor-kedua': door(200, 303),
  'POST /console/masuk/faktor-kedua': door(200, 303, 401, 422),
  'GET /console/undangan/:link': door(404),
  'POST /console/undangan/:link': door(404),
  'POST /console/keluar': staff({ fresh: true }),
  'POST /console/pengenalan': staff(),

  'GET /console': staff(),
  'POST /console/cari': staff(),
  'GET /console/langsung': role(reviews, { endless: true }),
  'POST /console/ambil-berikutnya': role(reviews),
  'GET /console/bantuan': staff(),
  'GET /console/ringkasan': role(reviews),

  'GET /console/disebut': role(reviews),
  'GET /console/kasus/:id': onCase(reads),
  'POST /console/kasus/:id/putusan': onCase(decides, { ask: decision('approve'), ok: [409] }),
  'POST /console/kasus/:id/komentar': onCase(knows, {
    ask: () => ({ fields: { id: '00000000-0000-4000-8000-00000000c0de', text: 'Uji komentar.' } }),
  }),
  'GET /console/kasus/:id/cek-lapangan': onCase(knows),
  // Nobody is on the way.
  'GET /console/kasus/:id/surat-tugas': onCase(knows, { alike: true, ok: [404] }),
  'POST /console/kasus/:id/cek-lapangan/minta': onCase(decides, {
    ask: check({ questions: 'lives_there' }),
    ok: [409],
  }),
  'POST /console/kasus/:id/cek-lapangan/ganti': onCase(decides, { ask: check({}), ok: [409] }),
  'POST /console/kasus/:id/cek-lapangan/batal': onCase(decides, { ask: check({}), ok: [409] }),
  'POST /console/kasus/:id/cek-lapangan/hasil': onCase(decides, { ask: check({ found: 'no' }), ok: [409] }),
  'POST /console/kasus/:id/ambil': onCase(claims),
  'POST /console/kasus/:id/lepas': onCase(reviews, { alike: true }),
  'POST /console/kasus/:id/ambil-alih': onCase((p, t) => claims(p, t) && takesBack(p, t)),
  'POST /console/kasus/:id/denyut': onCase(() => true, { alike: true }),
  'GET /console/kasus/:id/banding/:other': onCase(compares, { looks: reads }),
  'POST /console/kasus/:id/banding/:other': onCase(compares, { ask: fields({ reason: 'other_person' }) }),
  'POST /console/kasus/:id/banding/:other/batal': onCase(compares),
  'GET /console/kasus/:id/isian': onCase(decides),
  'POST /console/kasus/:id/isian': onCase(decides, {
    ask: fields({ version: '1', step: 'lihat', 'isi:name': 'Uji Lain' }),
    ok: [409],
  }),
  'GET /console/kasus/:id/foto/:photoId': onCase(seesPhoto),
  'GET /console/kasus/:id/foto/:photoId/:page': onCase(seesPhoto),

  'GET /console/kasus/:id/cetak': onCase(knows),
  'POST /console/kasus/:id/cetak': onCase(knows, { ask: fields({ purpose: 'reporting' }) }),
  'GET /console/eskalasi': role(supervises),
  'POST /console/eskalasi/tangani': onCase(takesBack, {
    ask: (t) => ({ fields: { kasus: t.caseId, catatan: 'Uji.' } }),
  }),
  'GET /console/peta': role(drawsMap),
  'POST /console/peta': role(drawsMap, { ok: [422] }),
  'POST /console/peta/hapus': role(drawsMap, { ask: fields({ level: 'desa' }) }),

  'GET /console/massal': role(reviews),
  'POST /console/massal': role(reviews, {
    ask: (t) => ({ fields: { cakupan: 'ticked', tindakan: 'release', kasus: t.caseId } }),
  }),
  'GET /console/massal/:id': onRun(seesRun),
  'POST /console/massal/:id/mulai': onRun(runs, { ask: fields({ tindakan: 'release' }) }),
  'POST /console/massal/:id/hentikan': onRun(seesRun),
  'GET /console/massal/:id/kemajuan': onRun(seesRun),
  'GET /console/massal/:id/hasil.csv': onRun(seesRun),
  'GET /console/tampilan': role(reviews),
  'POST /console/tampilan': role(reviews, {
    ask: fields({ id: '00000000-0000-4000-8000-00000000c0de', nama: '' }),
    ok: [422],
  }),
  'GET /console/tampilan/:id': onView(ownsView),
  'POST /console/tampilan/:id/nama': onView(ownsView, { ask: (t) => ({ fields: { nama: t.viewId } }) }),
  // Of what is nobody's view: what is gone is gone.
  'POST /console/tampilan/:id/hapus': onCase(reviews, { alike: true }),

  'GET /console/data-pemda': role(reviews),
  'POST /console/data-pemda/cari': staff(),
  'GET /console/data-pemda/:id': onEntry(readsEntry),
  'GET /console/pasangan': role(reviews),
  'GET /console/pasangan/:id': onPair(knows),
  'POST /console/pasangan/:id/putusan': onPair(knows, { ask: fields({ putusan: 'different' }) }),
  'POST /console/pasangan/:id/batal': onPair(knows),

  'GET /console/warga': role(reviews),
  'POST /console/warga/cari': staff(),
  'GET /console/warga/:id': onPerson(readsPerson),
  'GET /console/warga/:id/keluarga': onPerson(readsHousehold),
  'GET /console/keluarga/:id': onHousehold(readsHousehold),

  'GET /console/mutu': role(reviews),
  'GET /console/mutu/daftar': role(reviews, { ask: () => ({ query: { periksa: 'missing' } }) }),
  'POST /console/mutu/hitung': role(reviews),
  'GET /console/mutu/unduh': role(reviews, { ask: () => ({ query: { periksa: 'nik' } }) }),
  'POST /console/mutu/unduh': role(reviews, { ask: fields({ ...csv, periksa: 'nik' }) }),

  'GET /console/unduh/laporan': role(reviews),
  'POST /console/unduh/laporan': role(reviews, { ask: fields(csv) }),
  'GET /console/unduh/data-pemda': role(reviews),
  'POST /console/unduh/data-pemda': role(reviews, { ask: fields(csv) }),
  'GET /console/bnba': role(supervises),
  'POST /console/bnba': role(supervises, {
    ask: (t) => ({ fields: { ...csv, desa: t.desa, bulan: new Date().toISOString().slice(0, 7) } }),
  }),

  'GET /console/pelapor': role(administers),
  'POST /console/pelapor': role(administers, { ok: [422] }),
  'GET /console/pelapor/:id': onReporter(enrols),
  'POST /console/pelapor/:id/ubah': onReporter(enrols, { ok: [422] }),
  'POST /console/pelapor/:id/status': onReporter(enrols, { ask: fields({ status: 'active' }) }),
  'POST /console/pelapor/:id/putus': onReporter(enrols, {
    ask: fields({ contact: '00000000-0000-4000-8000-000000000000' }),
  }),
  'POST /console/pelapor/:id/undangan': onReporter(enrols),
  'POST /console/pelapor/:id/undangan/cabut': onReporter(enrols),
  'GET /console/pelapor/serah': onReporter(enrols, {
    ask: (t) => ({ query: { desa: t.desa, dari: t.reporterId } }),
  }),
  'POST /console/pelapor/serah': onReporter(enrols, {
    ask: (t) => ({ fields: { desa: t.desa, dari: t.reporterId, successor: t.reporterId } }),
    ok: [422],
  }),
  'GET /console/pelapor/impor': role(administers),
  'POST /console/pelapor/impor': role(administers, { ok: [422] }),
  'GET /console/pelapor/impor/contoh.csv': role(administers),
  'GET /console/pelapor/impor/contoh.xlsx': role(administers),
  'GET /console/pelapor/impor/:id': onImport(imported),
  'POST /console/pelapor/impor/:id': onImport(imported),

  'GET /console/impor': role(delivers),
  'POST /console/impor': role(delivers, { ok: [422] }),
  'GET /console/impor/berkas/:id': onUpload(uploads),
  // No column is chosen.
  'POST /console/impor/berkas/:id': onUpload(uploads, { ok: [422] }),
  // Of what is nobody's: what is gone is gone.
  'POST /console/impor/berkas/:id/buang': onCase(delivers, { alike: true, ok: [404] }),
  'GET /console/impor/:id': onDelivery(delivers),
  'GET /console/impor/:id/kemajuan': onDelivery(delivers),
  'GET /console/impor/:id/kesalahan.csv': onDelivery(delivers),
  'GET /console/impor/:id/masukkan': onDelivery(delivers),
  'GET /console/impor/:id/batalkan': onDelivery(delivers),
  // Whoever comes after another hears that it has changed.
  'POST /console/impor/:id/masukkan': onDelivery(delivers, { ok: [303, 409] }),
  'POST /console/impor/:id/batalkan': onDelivery(delivers, {
    ask: fields({ alasan: 'Uji.' }),
    ok: [303, 409],
  }),
  'POST /console/impor/:id/hentikan': onDelivery(delivers),
  'POST /console/impor/:id/lanjutkan': onDelivery(delivers),
  'POST /console/impor/:id/buang': onDelivery(delivers, { ok: [303, 409] }),

  'GET /console/peringatan': role(reviews),
  'POST /console/peringatan/siaga': role(reviews, { ask: fields({ on: '1' }) }),
  'POST /console/peringatan/kode': role(reviews),
  'POST /console/peringatan/putus': role(reviews, {
    ask: fields({ contact: '00000000-0000-4000-8000-000000000000' }),
  }),
  'GET /console/kanal': role(oversees),
  'GET /console/sistem': role(oversees),
  'POST /console/sistem/kunci/mulai': role(delivers),
  'POST /console/sistem/kunci/hentikan': role(delivers),
  'GET /console/catatan-akses': role(oversees),
  'POST /console/catatan-akses/periksa': role(oversees),

  'GET /console/acuan': role(oversees),
  'POST /console/acuan/waktu': role(administers, { ok: [422] }),
  'POST /console/acuan/libur': role(administers, { ok: [422] }),
  'POST /console/acuan/libur/hapus': role(administers, {
    ask: fields({ day: '2027-12-31', version: '0' }),
    ok: [404],
    alike: true,
  }),
  'GET /console/acuan/alasan': role(oversees),
  'POST /console/acuan/alasan/simpan': role(administers, {
    ask: fields({ topic: 'reject_reason', label: 'x' }),
    ok: [422],
  }),
  'GET /console/acuan/pertanyaan': role(oversees),
  'POST /console/acuan/pertanyaan/simpan': role(administers, { ok: [422] }),
  'GET /console/acuan/kategori': role(oversees),
  'POST /console/acuan/kategori/simpan': role(administers, {
    ask: fields({ code: '08', minAge: 'x' }),
    ok: [422],
  }),
  'GET /console/acuan/opd': role(oversees),
  'POST /console/acuan/opd/simpan': role(administers, {
    ask: fields({ id: '00000000-0000-4000-8000-00000000c0de', code: '-' }),
    ok: [422],
  }),

  'GET /console/acuan/program': role(oversees),
  'POST /console/acuan/program/simpan': role(administers, {
    ask: fields({ version: '0', code: '-' }),
    ok: [422],
  }),

  'GET /console/bansos': role(reviews),
  'GET /console/bansos/susun': role(reviews),
  // Of nobody's draft.
  'GET /console/bansos/susun/:id': role(reviews, gone),
  // Of who answers for nothing there is nobody to count.
  'POST /console/bansos/susun': role(reviews, { ok: [200, 422] }),
  'POST /console/bansos/hitung': role(reviews),
  'POST /console/bansos/cari-orang': role(reviews, { ok: [422] }),
  'GET /console/bansos/daftar/:id': role(reviews, gone),
  'POST /console/bansos/daftar/:id/bekukan': role(reviews, { ...gone, ask: fields({ version: '1' }) }),
  'POST /console/bansos/daftar/:id/buang': role(reviews, gone),
  'POST /console/bansos/daftar/:id/putuskan': role(reviews, { ...gone, ask: fields({ putusan: 'setuju' }) }),
  'POST /console/bansos/daftar/:id/catat': role(reviews, { ...gone, ask: fields({ form: absentId }) }),
  'GET /console/bansos/daftar/:id/unduh': role(reviews, gone),
  'POST /console/bansos/daftar/:id/unduh': role(reviews, { ...gone, ask: fields(csv) }),
  'GET /console/bansos/orang/:id': role(reviews, gone),
  'POST /console/bansos/orang/:id/catat': role(reviews, { ...gone, ask: fields({ form: absentId }) }),
  'POST /console/bansos/orang/:id/tarik': role(reviews, {
    ...gone,
    ask: fields({ catatan: absentId, alasan: 'person' }),
  }),

  'GET /console/bansos/berkas': role(reviews),
  'POST /console/bansos/berkas': role(reviews, { ok: [422] }),
  // Of nobody's file: whose it would be, test/integration/aid-files.test.ts asks.
  'GET /console/bansos/berkas/:id': role(reviews, gone),
  'GET /console/bansos/berkas/:id/kemajuan': role(reviews, gone),
  'GET /console/bansos/berkas/:id/kesalahan.csv': role(reviews, gone),
  'POST /console/bansos/berkas/:id/periksa': role(reviews, gone),
  'POST /console/bansos/berkas/:id/catat': role(reviews, gone),
  'POST /console/bansos/berkas/:id/tarik': role(reviews, gone),
  'POST /console/bansos/berkas/:id/buang': role(reviews, gone),

  'GET /console/acuan/opd/:id': onAgency(oversees),
  'POST /console/acuan/opd/:id/hak': onAgency(administers, { ask: fields({ perMinute: '0' }), ok: [422] }),
  'POST /console/acuan/opd/:id/kunci': onAgency(administers, {
    ask: fields({ id: '00000000-0000-4000-8000-00000000c0de', name: '', days: '30' }),
    ok: [422],
  }),
  'POST /console/acuan/opd/:id/ganti': onAgency(administers, {
    ask: (t) => ({
      fields: { id: '00000000-0000-4000-8000-00000000c0de', key: t.apiKeyId, days: '30', overlap: '2' },
    }),
    ok: [422],
  }),
  'POST /console/acuan/opd/:id/webhook': onAgency(administers, {
    ask: fields({ id: '00000000-0000-4000-8000-00000000c0de', url: 'x' }),
    ok: [422],
  }),
  'POST /console/acuan/opd/:id/webhook/ubah': onAgency(administers, {
    ask: (t) => ({ fields: { webhook: t.webhookId, state: 'active' } }),
  }),
  'POST /console/acuan/opd/:id/webhook/kirim': onAgency(administers, {
    ask: (t) => ({ fields: { id: '00000000-0000-4000-8000-00000000c0de', webhook: t.webhookId } }),
  }),
  'POST /console/acuan/opd/:id/cabut': onAgency(administers, {
    ask: (t) => ({ fields: { key: t.apiKeyId } }),
  }),

  'GET /console/pengguna': role(administers),
  'POST /console/pengguna': role(administers, { ok: [422] }),
  'GET /console/pengguna/:id': onUser(manages),
  'POST /console/pengguna/:id/ubah': onUser(manages, { ok: [422] }),
  'POST /console/pengguna/:id/undangan': onUser(manages),
  'POST /console/pengguna/:id/status': onUser(manages, { ask: fields({ active: '1' }) }),
  'POST /console/pengguna/:id/wajib-sandi': onUser(manages),
  'POST /console/pengguna/:id/hapus-faktor': onUser(manages),

  'GET /console/akun': staff(),
  'POST /console/akun/sandi': staff({ ok: [422, 429] }),
  'POST /console/akun/sesi': staff({ ask: fields({ sesi: '00000000-0000-4000-8000-000000000000' }) }),
  'POST /console/akun/sesi-lain': staff(),
  'GET /console/akun/faktor-kedua': staff(),
  'POST /console/akun/faktor-kedua': staff({ ok: [422, 429] }),
  // Without a second factor there are no codes either.
  'POST /console/akun/kode-pemulihan': staff({ ok: [404] }),
};

/** The address of a request for that thing, as its links and forms write it. */
export function addressOf(path: string, { subject }: RouteRule, t: Target): string {
  const ids: Readonly<Record<NonNullable<RouteRule['subject']>, string | null>> = {
    case: t.caseId,
    entry: t.entryId,
    reporter: t.reporterId,
    user: t.userId,
    import: t.importId,
    run: t.runId,
    view: t.viewId,
    person: t.personId,
    household: t.householdId,
    pair: t.pairId,
    delivery: t.deliveryId,
    upload: t.uploadId,
    agency: t.agencyId,
  };
  const params: Readonly<Record<string, string | null>> = {
    id: subject === null ? 'tidak-ada' : ids[subject],
    other: t.twinId,
    photoId: t.photoId,
    page: '2',
    link: 'tidak-ada',
  };
  return path.replace('*', 'tidak-ada').replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`addressOf in test/support/route-rules.ts: what is :${name}?`);
    return value ?? absentId;
  });
}

/** The same thing, as if it had never been. */
export function absentOf(t: Target): Target {
  const gone = { caseId: absentId, reporterId: absentId, userId: absentId, importId: absentId };
  const own = { runId: absentId, viewId: absentId, pairId: absentId };
  const files = { deliveryId: absentId, uploadId: absentId };
  const agency = { agencyId: absentId, apiKeyId: absentId, webhookId: absentId };
  const parts = { twinId: absentId, entryId: absentId, photoId: absentId };
  const people = { personId: absentId, householdId: absentId };
  return { ...t, ...gone, ...own, ...files, ...agency, ...parts, ...people, marks: [] };
}
