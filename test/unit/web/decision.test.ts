import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.js';
import { appWith, caseView, ids, world, type World } from './fakes.js';
import { Browser } from './browser.js';

const page = `/console/kasus/${ids.case}`;
const target = `${page}/putusan`;

async function reviewer(w: World): Promise<Browser> {
  const browser = new Browser(await appWith(w));
  await browser.signIn();
  return browser;
}

describe('deciding a case', () => {
  it('approves at the version that the page showed and says so on the next page, once', async () => {
    const w = world();
    const browser = await reviewer(w);
    const answer = await browser.post(target, { decision: 'approve', version: '5', note: ' Sesuai ' }, page);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe(page);
    expect(w.decided).toEqual([{ version: 5, decision: { type: 'approve', note: 'Sesuai' } }]);
    expect((await browser.get(page)).body).toContain('Laporan LP-2026-00012-K disetujui');
    expect((await browser.get(page)).body).not.toContain('Laporan LP-2026-00012-K disetujui');
  });

  it('rejects with a reason and an explanation', async () => {
    const w = world();
    const fields = { decision: 'reject', version: '5', reason: 'not_resident', note: 'Pindah' };
    await (await reviewer(w)).post(target, fields, page);
    expect(w.decided[0]?.decision).toEqual({ type: 'reject', reason: 'not_resident', note: 'Pindah' });
  });

  it('asks for the correction of the ticked fields, in the order of the form', async () => {
    const w = world();
    const fields = ['photos', 'kk', 'bukan-isian'];
    const form = {
      decision: 'ask_correction',
      version: '5',
      reason: 'unclear',
      note: 'Baris 1\r\nBaris 2',
      fields,
    };
    await (await reviewer(w)).post(target, form, page);
    expect(w.decided[0]?.decision).toEqual({
      type: 'ask_correction',
      reason: 'unclear',
      note: 'Baris 1\nBaris 2',
      fields: ['kk', 'photos'],
    });
  });

  it('sends the chosen example where no question was written, and only one of ours', async () => {
    const example = 'Mohon kirim foto rumah dari depan dan dari dalam.';
    const form = { decision: 'ask_correction', version: '5', reason: 'photo_needed', note: ' ' };
    const w = world();
    const browser = await reviewer(w);
    await browser.post(target, { ...form, template: example }, page);
    await browser.post(target, { ...form, template: example, note: 'Tulisan saya' }, page);
    await browser.post(target, { ...form, template: 'Bukan contoh kami' }, page);
    expect(w.decided.map(({ decision }) => decision.note)).toEqual([example, 'Tulisan saya']);
  });

  it('keeps the number of a duplicate that is not found, and tells why', async () => {
    const w = world();
    const form = { decision: 'duplicate', version: '5', number: 'LP-2026-00012-K', note: 'Kembar' };
    const browser = await reviewer(w);
    await browser.post(target, form, page);
    expect(w.decided[0]?.decision).toEqual({ type: 'duplicate', number: 'LP-2026-00012-K', note: 'Kembar' });
    w.faults.decide = new AppError('case.no_such_duplicate', { state: 'withdrawn' });
    const answer = await browser.post(target, form, page);
    expect(answer.body).toContain('sudah ditutup (ditarik pelapor)');
    expect(answer.body).toMatch(/name="number"[^>]*value="LP-2026-00012-K"/);
    expect(answer.body).toContain('>Kembar</textarea>');
  });

  it('reopens and answers with a reason, which is asked for; what was typed for the later one is kept', async () => {
    const w = world();
    w.role = 'supervisor';
    w.caseView = { ...caseView, state: 'rejected', decidable: false, reopenable: true };
    const browser = await reviewer(w);
    const empty = await browser.post(target, { decision: 'reopen', version: '5', note: '' }, page);
    expect(empty.body).toContain('Pilih alasannya.');
    expect(empty.body).toContain('Tulis penjelasannya.');
    const form = { decision: 'reopen', version: '5', reason: 'new_facts', note: 'Keliru' };
    await browser.post(target, form, page);
    expect(w.acted[0]).toMatchObject(['reopen', { version: 5, reason: 'new_facts', note: 'Keliru' }]);
    w.faults.reopen = new AppError('case.already_decided', {
      by: 'Uji Supervisor',
      state: 'in_review',
      event: 'reopened',
      at: '2026-11-20T02:30:00.000Z',
    });
    w.caseView = caseView;
    const late = await browser.post(target, { ...form, note: 'Keliru juga' }, page);
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('sudah dibuka kembali oleh Uji Supervisor');
    expect(late.body).toContain('>Keliru juga</textarea>');
  });

  it.each([
    ['no reason', { decision: 'reject', reason: '', note: 'Tulisan saya' }, 'Pilih alasannya'],
    ['an unknown reason', { decision: 'reject', reason: 'entah', note: 'Tulisan saya' }, 'Pilih alasannya'],
    ['no explanation', { decision: 'reject', reason: 'other', note: '  ' }, 'Tulis penjelasannya'],
    ['no question', { decision: 'ask_correction', reason: 'unclear', note: '' }, 'Tulis pertanyaannya'],
    ['too long a note', { decision: 'reject', reason: 'other', note: 'a'.repeat(1001) }, 'Terlalu panjang'],
    [
      'an identity number',
      { decision: 'reject', reason: 'other', note: 'NIK 6408 0101 0120 0001' },
      '16 digit',
    ],
  ])('shows what is wrong and keeps what was typed: %s', async (_name, form, sentence) => {
    const w = world();
    const answer = await (await reviewer(w)).post(target, { ...form, version: '5', fields: ['kk'] }, page);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(sentence);
    expect(w.decided).toEqual([]);
    if (form.note.trim() !== '') expect(answer.body).toContain(`>${form.note}</textarea>`);
    if (form.decision === 'ask_correction') {
      expect(answer.body).toMatch(/value="kk" checked/);
      expect(answer.body).toMatch(/<option selected value="unclear">/);
    }
  });

  it('tells the second of two deciders who was first, and keeps what they typed', async () => {
    const w = world();
    w.faults.decide = new AppError('case.already_decided', {
      by: 'Uji Verifikator Dua',
      state: 'rejected',
      at: '2026-11-20T02:30:00.000Z',
    });
    const browser = await reviewer(w);
    w.caseView = { ...caseView, state: 'rejected', decidable: false };
    const form = {
      decision: 'ask_correction',
      version: '5',
      reason: 'unclear',
      note: 'Tulisan panjang saya',
    };
    const csrfPage = '/console/data-pemda';
    const answer = await browser.post(target, form, csrfPage);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain(
      'Sudah diputuskan oleh Uji Verifikator Dua pada 20 November 2026 pukul 10.30 WITA: Ditolak.',
    );
    expect(answer.body).toContain('>Tulisan panjang saya</textarea>');
  });

  it('offers the forms again, filled, when the report changed meanwhile but still waits', async () => {
    const w = world();
    w.faults.decide = new AppError('case.wrong_state', { state: 'in_review' });
    const browser = await reviewer(w);
    w.caseView = { ...caseView, version: 7 };
    const form = { decision: 'reject', version: '5', reason: 'not_poor', note: 'Tulisan saya' };
    const answer = await browser.post(target, form, page);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Laporan ini sudah berubah');
    expect(answer.body).toContain('name="version" value="7"');
    expect(answer.body).toMatch(/<option selected value="not_poor">/);
    expect(answer.body).toContain('>Tulisan saya</textarea>');
  });

  it('says so when the duplicate check still runs, offers no form, and looks again', async () => {
    const w = world();
    w.caseView = { ...caseView, state: 'submitted', decidable: false, duplicates: [] };
    const answer = await (await reviewer(w)).get(page);
    expect(answer.body).toContain('Pemeriksaan ganda masih berjalan');
    expect(answer.body).not.toContain('putusan" class="stack"');
    expect(answer.body).toContain('Masih diperiksa.');
    expect(answer.body).toContain('data-refresh="5"');
    w.caseView = { ...w.caseView, state: 'in_review', decidable: true };
    expect((await (await reviewer(w)).get(page)).body).not.toContain('data-refresh');
  });

  it.each([[{}], [{ decision: 'hapus', version: '5' }], [{ decision: 'approve', version: 'x' }]])(
    'refuses what none of its forms sends: %j',
    async (form) => {
      const w = world();
      const answer = await (await reviewer(w)).post(target, form, page);
      expect(answer.statusCode).toBe(422);
      expect(w.decided).toEqual([]);
    },
  );
});

describe('a form without a valid token', () => {
  it.each([
    ['missing', {}],
    ['invented', { _csrf: 'karangan' }],
  ])('is refused with a page that says what to do: %s', async (_name, token) => {
    const w = world();
    const answer = await (await reviewer(w)).post(target, { decision: 'approve', version: '5', ...token });
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('kedaluwarsa');
    expect(w.decided).toEqual([]);
  });

  it('is refused when the token is another session’s', async () => {
    const w = world();
    const app = await appWith(w);
    const [one, two] = [new Browser(app), new Browser(app)];
    await one.signIn();
    await two.signIn();
    const stolen = /name="_csrf" value="([^"]*)"/.exec((await two.get(page)).body)?.[1] ?? '';
    const answer = await one.post(target, { decision: 'approve', version: '5', _csrf: stolen });
    expect(answer.statusCode).toBe(403);
  });
});

describe('the decision forms of each kind', () => {
  it.each([
    [
      'new_poor_household',
      ['memberCount', 'indicators'],
      ['categories', 'since'],
      'not_poor',
      'still_eligible',
    ],
    ['pmks_case', ['categories', 'disability'], ['indicators', 'gone'], 'category_not_met', 'not_poor'],
    ['no_longer_eligible', ['reason', 'since'], ['address', 'gone'], 'still_eligible', 'not_poor'],
    ['data_update', ['place', 'gone'], ['memberCount', 'categories'], 'not_resident', 'category_not_met'],
  ] as const)(
    'offer what can be corrected and why it can be rejected: %s',
    async (kind, has, lacks, reason, not) => {
      const w = world();
      w.caseView = { ...caseView, kind };
      const { body } = await (await reviewer(w)).get(page);
      for (const field of has) expect(body).toContain(`name="fields" value="${field}"`);
      for (const field of lacks) expect(body).not.toContain(`name="fields" value="${field}"`);
      expect(body).toContain(`<option value="${reason}">`);
      expect(body).not.toContain(`<option value="${not}">`);
    },
  );

  it('tells the decider that the report was withdrawn meanwhile, and keeps what they typed', async () => {
    const w = world();
    w.faults.decide = new AppError('case.wrong_state', { state: 'withdrawn' });
    const browser = await reviewer(w);
    w.caseView = { ...caseView, state: 'withdrawn', decidable: false };
    const form = { decision: 'reject', version: '5', reason: 'other', note: 'Tulisan saya' };
    const answer = await browser.post(target, form, '/console/data-pemda');
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Pelapor menarik laporan ini sebelum putusan Anda masuk');
    expect(answer.body).toContain('>Tulisan saya</textarea>');
  });

  it.each(['Apa benar ODHA?', 'Korban tindak  KEKERASAN itu siapa?', 'kasus tuna susila'])(
    'let no sensitive category out by name: %s',
    async (note) => {
      const w = world();
      const form = { decision: 'ask_correction', version: '5', reason: 'unclear', note };
      const answer = await (await reviewer(w)).post(target, form, page);
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('kategori sensitif');
      expect(w.decided).toEqual([]);
    },
  );
});
