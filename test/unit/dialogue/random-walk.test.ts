import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dueAt, initialState, parseState, step } from '../../../src/dialogue/engine.js';
import { prompt } from '../../../src/dialogue/prompt.js';
import type { State } from '../../../src/dialogue/state.js';
import { answersAsked, CheckResult } from '../../../src/domain/case/field-check.js';
import type {
  CheckAsked,
  DialogueContext,
  DialogueInput,
  Effect,
  Fed,
  Match,
  ReportDetail,
} from '../../../src/dialogue/types.js';
import type { InboundContent, OutboundBody } from '../../../src/domain/channel/message.js';
import { builtInSensitive, pmksCategories } from '../../../src/domain/pmks/categories.js';
import { isSensitiveReport, Report } from '../../../src/domain/report/report.js';
import {
  dataChangeLabels,
  disabilityLabels,
  ineligibleReasonLabels,
  kindLabels,
} from '../../../src/i18n/labels.js';
import { anyText } from '../../support/any-text.js';
import { answers, desaDua, desaSatu, kk, nik } from '../../support/talk.js';

const number = 'LP-2026-00002-O';
const otherNumber = 'LP-2026-00001-Q';
const asked: CheckAsked = {
  checkId: '00000000-0000-4000-8000-00000000c0de',
  dueOn: '2026-11-27',
  questions: ['lives_there', 'house'],
  note: 'Mohon difoto.',
};
const nikWife = '6408014101850002';
const sensitive = pmksCategories
  .filter((category) => category.sensitive)
  .map(({ name }) => name.toLowerCase());

// --- what may come ------------------------------------------------------------------------------

const blocks = [
  `Jenis laporan: Rumah tangga miskin baru\nNo. KK: ${kk}\nNIK: ${nik}\nNama: Uji Contoh\nAlamat: Jalan Uji\nRT/RW: 1/2\nJumlah anggota: 3\nIstri: Siti Contoh, ${nikWife}\nKeadaan rumah: 1,3`,
  'Jenis laporan: PMKS\nKategori: 8, 16\nNama: Uji Contoh\nUmur: 70 tahun\nJK: P\nAlamat: Gang Uji\nRT: 1\nRW: 2\nKeterangan: kurus',
  `NIK: ${nik}\nNama: Uji Contoh`,
  'Nama: 123\nNIK: 55\nWarna: biru',
  `Perubahan: pindah\nNIK: ${nik}\nPindah ke: Samarinda\nSejak: bulan lalu\nDarurat: ya\nLokasi: 0.5, 117.5`,
  `Alasan: punya usaha\nNo KK: ${kk}\nSejak: 2025`,
];
const words = [
  ...answers,
  'mulai',
  'batal',
  'kembali',
  'lanjut',
  'status',
  'bantuan',
  'format',
  'format pmks',
  'draf',
  'darurat',
  'tugas',
  `tugas ${number}`,
  'cek lapangan',
  'ditemukan',
  'tidak sesuai',
  'tidak tahu',
  'perbaiki',
  `perbaiki ${number}`,
  `status ${number}`,
  `tarik ${number}`,
  'tarik',
  'sanggah',
  `sanggah ${number}`,
  'ringkasan',
  'ringkasan mati',
  'kirim',
  'ya',
  'tidak',
  'tidak ada',
  'lewati',
  'selesai',
  'hapus',
  'miskin baru',
  'pmks',
  'lapor pmks',
  'sudah mampu',
  'lapor pindah',
  'meninggal',
  'warga baru',
  'lapor anggota berubah',
  'terima kasih',
  'halo',
  'dasar bot bodoh',
  'nama salah',
  'bukan, 12-4-1980',
  'bukan, Uji Contoh Lain',
  'ubah nama jadi Uji Contoh Tiga',
  `NIK: ${nikWife}`,
  `${nik} Uji Contoh`,
  `KK ${kk} NIK ${nik}`,
  `nik ${nik}`,
  '70 tahun',
  '12-3-1981',
  'P',
  'bulan lalu',
  'Samarinda',
  'Jalan Uji RT 1 RW 2',
  'Gang Uji',
  `Siti Contoh, istri, ${nikWife}, SD`,
  'Budi Contoh, anak, L, 12-3-2015\nAni Contoh, anak, P, 2 tahun',
  'Budi Contoh',
  '0.5123, 117.5432',
  '-6.2, 106.8',
  'https://maps.app.goo.gl/uji',
  'orangnya sakit',
  'lansia',
  'odgj',
  '16',
  '8 dan 24',
  '09',
  ...Object.values(kindLabels),
  ...Object.values(dataChangeLabels),
  ...Object.values(disabilityLabels),
  ...Object.values(ineligibleReasonLabels),
  ...pmksCategories.map(({ name }) => name),
  'x'.repeat(3_000),
  'Nama: '.repeat(2_500),
  '😀',
  'constructor',
  'hello how are you',
];

type Input =
  | { readonly type: 'content'; readonly content: InboundContent }
  | { readonly type: 'press'; readonly at: number }
  | { readonly type: 'wait'; readonly hours: number }
  | { readonly type: 'photo_failed' | 'photo_place'; readonly at: number };

const said = (text: string): Input => ({ type: 'content', content: { type: 'text', text } });
const source = { kind: 'telegram', account: '1', fileId: 'f' } as const;
const degrees = fc.constantFrom(0.5, 1.2, -6.2, 117.5, 500);
const content = fc.oneof<fc.Arbitrary<InboundContent>[]>(
  fc.constantFrom('depan', 'ktp', 'berita acara', '').map((caption) => ({ type: 'photo', source, caption })),
  fc.constant({ type: 'pdf', source }),
  fc.tuple(degrees, degrees).map(([latitude, longitude]) => ({ type: 'location', latitude, longitude })),
  fc.constantFrom<InboundContent>(
    { type: 'contact', phone: '+6281200000000', own: true },
    { type: 'other', what: 'voice' },
    { type: 'other', what: 'sticker' },
    { type: 'other', what: 'edited' },
    { type: 'choice', token: 'a:1:none' },
    { type: 'choice', token: '' },
  ),
);
const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...words).map(said) },
  { weight: 3, arbitrary: fc.nat({ max: 16 }).map((n) => said(String(n))) },
  { weight: 2, arbitrary: fc.constantFrom(...blocks).map(said) },
  { weight: 2, arbitrary: fc.nat({ max: 14 }).map((n) => said(`ubah ${String(n)}`)) },
  { weight: 2, arbitrary: anyText.map(said) },
  { weight: 8, arbitrary: fc.nat({ max: 40 }).map((at): Input => ({ type: 'press', at })) },
  { weight: 3, arbitrary: content.map((one): Input => ({ type: 'content', content: one })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(0, 25, 80, 320, 400).map((hours): Input => ({ type: 'wait', hours })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('photo_failed', 'photo_place'), fc.nat({ max: 8 }))
      .map(([type, at]): Input => ({ type, at })),
  },
);

const entry = (own: boolean, by: 'nik' | 'kk', n: number): Match =>
  own
    ? {
        own,
        by,
        what: 'entry',
        store: 'PEMDA',
        entryId: `00000000-0000-4000-8000-00000000000${String(n)}`,
        number: 'DP-2026-00001-X',
        name: 'Uji Contoh Terdaftar',
        desaName: desaDua.name,
        status: n % 2 === 0 ? 'active' : 'ineligible',
        categories: n % 3 === 0 ? ['08', '16'] : [],
      }
    : { own, by, what: 'entry' };
const ownCase: Match = {
  own: true,
  by: 'nik',
  what: 'case',
  number,
  kind: 'data_update',
  state: 'in_review',
  name: 'Uji Contoh Terlapor',
  desaName: desaSatu.name,
};
const matches: fc.Arbitrary<readonly Match[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  {
    weight: 2,
    arbitrary: fc.array(
      fc.oneof(
        fc.tuple(fc.boolean(), fc.constantFrom('nik', 'kk'), fc.nat({ max: 5 })).map((all) => entry(...all)),
        fc.constant(ownCase),
      ),
      { maxLength: 4 },
    ),
  },
);

const correction: Fed & { type: 'correction' } = {
  type: 'correction',
  caseId: 'case-1',
  number,
  kind: 'pmks_case',
  answers: {
    kind: 'pmks_case',
    desaCode: desaSatu.code,
    kk: null,
    nik,
    name: 'Uji Contoh Satu',
    birthDate: '1980-01-01',
    birthEstimated: false,
    sex: 'L',
    address: { line: 'Jalan Percobaan', rt: null, rw: null },
    categories: ['08'],
    disability: null,
    photos: [],
    location: null,
    urgent: false,
    note: null,
    duplicateReason: null,
  },
  fields: ['name', 'categories'],
  question: 'Mohon dicek lagi.',
};
const detail: ReportDetail = {
  number,
  kind: 'pmks_case',
  state: 'in_review',
  submittedAt: new Date(0),
  urgent: true,
  objection: 'open',
  history: [{ type: 'submitted', at: new Date(0), note: null }],
  may: { correct: true, withdraw: true, object: true },
};

// --- the walk -----------------------------------------------------------------------------------

interface Step {
  readonly input: Input;
  readonly found: readonly Match[];
}

const walks = fc.array(fc.record({ input, found: matches }), { minLength: 60, maxLength: 200, size: 'max' });
const many = 240;

class Walk {
  state = initialState();
  readonly effects: Effect[] = [];
  private now = Date.UTC(2026, 10, 20, 2);
  private count = 0;
  private tokens: string[] = ['c:status'];

  get inner(): State {
    return parseState(this.state);
  }

  get context(): DialogueContext {
    return {
      now: new Date(this.now),
      timeZone: 'Asia/Makassar',
      messageId: `00000000-0000-4000-8000-${String(this.count).padStart(12, '0')}`,
      reporter: { name: 'Uji Contoh Kades', desa: [desaSatu, desaDua] },
      homeRegion: '64.08',
      bounds: { south: -1.3, west: 115.6, north: 2, east: 119.1 },
      guideUrl: 'https://contoh.invalid/panduan',
      categories: pmksCategories,
      drafts: { remindAfterHours: [24, 72], lapseAfterHours: 336, noticeHours: 24 },
    };
  }

  take({ input: one, found }: Step): void {
    this.now += 1_000;
    this.count += 1;
    const { inner } = this;
    if (one.type === 'wait') {
      this.now += one.hours * 3_600_000;
      const due = dueAt(this.state, this.context.drafts);
      const replies = this.run({ type: 'time' }, found);
      if ((due !== null && due <= this.context.now) !== replies.length > 0)
        throw new Error('due and said differ');
      const next = dueAt(this.state, this.context.drafts);
      if (next !== null && next <= this.context.now) throw new Error('still due after it was said');
      return;
    }
    if (one.type === 'photo_failed' || one.type === 'photo_place') {
      const photos = [inner.draft, ...inner.aside].flatMap((draft) => draft?.photos ?? []);
      const attachmentId = photos[one.at % Math.max(photos.length, 1)]?.id ?? 'unknown';
      this.run(
        one.type === 'photo_failed'
          ? { type: one.type, attachmentId, reason: 'gone' }
          : { type: one.type, attachmentId, latitude: 0.5, longitude: 117.5 },
        found,
      );
      return;
    }
    const heard: InboundContent =
      one.type === 'content'
        ? one.content
        : { type: 'choice', token: this.tokens[one.at % this.tokens.length] ?? 'c:status' };
    const replies = this.hear(heard, found);
    const doubleTap = heard.type === 'choice' && inner.press?.token === heard.token;
    if (replies.length === 0 && !doubleTap) throw new Error(`no answer to ${JSON.stringify(heard)}`);
  }

  say(text: string): readonly OutboundBody[] {
    this.now += 1_000;
    this.count += 1;
    return this.hear({ type: 'text', text }, []);
  }

  private hear(heard: InboundContent, found: readonly Match[]): readonly OutboundBody[] {
    return this.run({ type: 'message', body: { chat: 'private', pressedOn: '1', content: heard } }, found);
  }

  private run(first: DialogueInput, found: readonly Match[]): readonly OutboundBody[] {
    const replies: OutboundBody[] = [];
    let next: DialogueInput | null = first;
    for (let round = 0; next !== null; round += 1) {
      if (round > 40) throw new Error('it never ends');
      const result = step(this.state, next, this.context);
      const stored: unknown = JSON.parse(JSON.stringify(result.state));
      if (!isDeepStrictEqual(parseState(stored), result.state)) throw new Error('the state does not parse');
      this.state = parseState(stored);
      replies.push(...result.replies);
      this.effects.push(...result.effects);
      const fed = result.effects.flatMap((effect) => fedOf(effect, found) ?? []);
      if (fed.length > 1) throw new Error('two effects that are answered in one step');
      next = fed[0] === undefined ? null : { type: 'fed', fed: fed[0] };
    }
    replies.forEach(check);
    const offered = replies.flatMap(({ choices = [] }) => choices.map(({ token }) => token));
    // The newest first; a few of before, which are stale.
    this.tokens = [...offered, ...this.tokens].slice(0, 30);
    return replies;
  }
}

function check({ text, choices = [] }: OutboundBody): void {
  const all = [text, ...choices.map(({ label }) => label)];
  if (all.some((one) => one.trim() === '') || text.length > 4_096)
    throw new Error(`what answer is that: ${text}`);
  if (choices.some(({ token }) => Buffer.byteLength(token) > 64)) throw new Error('a token is too long');
  const named = sensitive.find((name) => all.some((one) => one.toLowerCase().includes(name)));
  if (named !== undefined) throw new Error(`names a sensitive category: ${text}`);
}

function fedOf(effect: Effect, found: readonly Match[]): Fed | null {
  switch (effect.type) {
    case 'submit_report':
    case 'resubmit_report': {
      const report = Report.parse(effect.answers);
      if (!isDeepStrictEqual(report, effect.answers)) throw new Error('what is sent is not what is read');
      if (isSensitiveReport(report, builtInSensitive) && report.note !== null)
        throw new Error('a note of a sensitive case is kept');
      return effect.type === 'submit_report'
        ? { type: 'submitted', number: 'LP-2026-00001-Q' }
        : { type: 'resubmitted', number };
    }
    case 'list_reports':
      return {
        type: 'reports',
        items: [{ number, kind: 'pmks_case', state: 'needs_correction', submittedAt: new Date(0) }, detail],
      };
    case 'load_correction':
      return correction;
    case 'look_up':
      return { type: 'looked_up', matches: found };
    case 'look_alike':
      return { type: 'looked_alike', alike: found.length > 0 };
    case 'show_report':
      return { type: 'report', number: effect.number, report: found.length === 0 ? null : detail };
    case 'withdraw_report':
      return found.length === 0
        ? { type: 'withdrawn', number: effect.number }
        : { type: 'withdraw_refused', number: effect.number, state: 'registered' };
    case 'object_report':
      return found.length === 0
        ? { type: 'objected', number: effect.number }
        : { type: 'object_refused', number: effect.number, state: null };
    case 'set_digest':
      return { type: 'digest_set', on: effect.on };
    case 'list_checks': {
      const items = [number, otherNumber].map((one) => ({ number: one, dueOn: '2026-11-27' }));
      return { type: 'checks', items: items.slice(found.length % 3) };
    }
    case 'load_check':
      return { type: 'check', number: effect.number, check: found.length < 3 ? asked : null };
    case 'report_check': {
      const result = CheckResult.parse(effect.result);
      if (!answersAsked(asked.questions, result)) throw new Error('answers what was not asked');
      if (/\d{16}/.test(result.note ?? '')) throw new Error('a number of a person is sent');
      return { type: found.length === 0 ? 'checked' : 'check_refused', number: effect.number };
    }
    case 'attach_photo':
      return null;
  }
}

/** From wherever it stands: help leaves the question standing, and `batal` leads out. */
function leaves(walk: Walk): void {
  const question = prompt(parseState(walk.state), walk.context, []).text;
  const help = walk.say('bantuan').at(-1)?.text ?? '';
  if (!help.includes('Sesudah dikirim')) throw new Error(`no help in: ${help}`);
  const after = prompt(parseState(walk.state), walk.context, []).text;
  if (after !== question) throw new Error('help has moved the question');
  for (let tries = 0; tries < 3 && walk.inner.draft !== null; tries += 1) {
    walk.say('batal');
    if (walk.inner.ask?.type === 'cancel') walk.say('ya');
  }
  if (walk.inner.draft !== null) throw new Error('no way out');
}

it('any way through the dialogue is answered, keeps its state, and leads out again', () => {
  let steps = 0;
  const reached = new Set<string>();
  fc.assert(
    fc.property(walks, (all) => {
      const walk = new Walk();
      for (const one of all) {
        walk.take(one);
        steps += 1;
        const { ask, draft } = walk.inner;
        reached.add(ask === null ? (draft?.kind ?? 'menu') : ask.type);
      }
      for (const { type } of walk.effects) reached.add(type);
      leaves(walk);
    }),
    { numRuns: many },
  );
  expect(steps).toBeGreaterThanOrEqual(20_000);
  expect([...reached].sort()).toEqual(
    [
      ...['menu', 'new_poor_household', 'pmks_case', 'no_longer_eligible', 'data_update', 'field_check'],
      ...[
        'pick_check',
        'list_checks',
        'load_check',
        'report_check',
        'kind',
        'format',
        'cancel',
        'restart',
        'drafts',
        'pick',
        'withdraw',
        'object',
      ],
      ...[
        'submit_report',
        'resubmit_report',
        'list_reports',
        'load_correction',
        'look_up',
        'look_alike',
        'show_report',
      ],
      ...['withdraw_report', 'object_report', 'set_digest', 'attach_photo'],
    ].sort(),
  );
}, 60_000);

it('the same inputs give the same state and effects', () => {
  fc.assert(
    fc.property(walks, (all) => {
      const [one, other] = [new Walk(), new Walk()];
      for (const each of all) {
        one.take(each);
        other.take(each);
      }
      expect(other.state).toEqual(one.state);
      expect(other.effects).toEqual(one.effects);
    }),
    { numRuns: 15 },
  );
}, 60_000);
