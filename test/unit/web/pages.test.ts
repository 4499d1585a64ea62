import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.js';
import { appWith, caseView, ids, world, type World } from './fakes.js';
import { Browser } from './browser.js';

async function signedIn(w: World): Promise<Browser> {
  const browser = new Browser(await appWith(w));
  await browser.signIn();
  return browser;
}

describe('the queue', () => {
  it('asks for what waits for a decision unless told otherwise, and passes filters on', async () => {
    const w = world();
    const browser = await signedIn(w);
    await browser.get('/console');
    await browser.get(
      '/console?status=rejected&kecamatan=64.08.04&desa=&lama=7&foto=ya&urut=newest&cursor=abc',
    );
    await browser.get('/console?status=karangan&kategori=16&pemegang=siapa&lama=2&foto=1&urut=acak');
    expect(w.filters.map((filter) => JSON.stringify(filter))).toEqual([
      '{}',
      '{"state":"rejected","kecamatan":"64.08.04","age":7,"photos":true,"sort":"newest","cursor":"abc"}',
      '{}',
    ]);
  });

  it('searches for what was typed without ever having it in an address', async () => {
    const w = world();
    const browser = await signedIn(w);
    const nik = '6408010101200001';
    const answer = await browser.post(
      '/console/cari',
      { q: ` ${nik} `, status: 'all', foto: 'ya' },
      '/console',
    );
    expect(answer.statusCode).toBe(303);
    const address = String(answer.headers.location);
    expect(address).toMatch(/^\/console\?status=all&foto=ya&cari=[\w-]+$/);
    w.rows = [caseView, { ...caseView, id: ids.otherCase }];
    const { body } = await browser.get(address);
    expect(w.filters.at(-1)).toMatchObject({ state: 'all', photos: true, q: nik });
    // It stands in the field, where it can be corrected, and in no link.
    expect(body.split(nik)).toHaveLength(2);
    expect(body).toContain(`value="${nik}"`);
    expect(body).toContain('cursor=lanjut');
    // In the open only a case number is looked for.
    await browser.get(`/console?q=${nik}`);
    expect(w.filters.at(-1)).toMatchObject({ q: undefined });
    await browser.get('/console?q=LP-2026-00012-K');
    const changed = address.replace(/cari=(.)/, (_, first) => `cari=${first === 'A' ? 'B' : 'A'}`);
    for (const wrong of [changed, '/console?cari=A', '/console?cari=%00']) {
      await browser.get(wrong);
      expect(w.filters.at(-1)).toMatchObject({ q: undefined });
    }
  });

  it('nor does the search in Data Pemda have it there, or in a link to a file', async () => {
    const w = world();
    const browser = await signedIn(w);
    const kk = '6408010101200001';
    const typed = { q: kk, kecamatan: '64.08.04' };
    const answer = await browser.post('/console/data-pemda/cari', typed, '/console/data-pemda');
    const address = String(answer.headers.location);
    expect(address).toMatch(/^\/console\/data-pemda\?kecamatan=64\.08\.04&cari=[\w-]+$/);
    const { body } = await browser.get(address);
    expect(w.filters.at(-1)).toMatchObject({ kecamatan: '64.08.04', q: kk });
    expect(body.split(kk)).toHaveLength(2);
    await browser.get(`/console/data-pemda?q=${kk}`);
    expect(w.filters.at(-1)).toMatchObject({ q: undefined });
  });

  it('links each case by its number and the next page with the filters kept', async () => {
    const w = world();
    w.rows = [caseView, { ...caseView, id: ids.otherCase, number: 'LP-2026-00013-X' }];
    const { body } = await (await signedIn(w)).get('/console?kind=pmks_case&urut=due');
    expect(body).toContain(
      `<a class="number" href="/console/kasus/${ids.otherCase}?daftar=ya&amp;kind=pmks_case&amp;urut=due" data-row="true">LP-2026-00013-X</a>`,
    );
    expect(body).toContain('href="/console?kind=pmks_case&amp;urut=due&amp;cursor=lanjut"');
  });

  it('says that nothing waits when nothing does', async () => {
    const w = world();
    w.rows = [];
    const browser = await signedIn(w);
    expect((await browser.get('/console')).body).toContain('Tidak ada laporan yang menunggu putusan');
    expect((await browser.get('/console?foto=ya')).body).toContain('Tidak ada laporan yang cocok');
  });

  it('weighs less than 100 kB with everything that it loads', async () => {
    const w = world();
    w.rows = Array.from({ length: 25 }, () => caseView);
    const app = await appWith(w);
    const browser = new Browser(app);
    await browser.signIn();
    const { body } = await browser.get('/console');
    const assets = [...body.matchAll(/"(\/aset\/[^"]+)"/g)].map(([, url = '']) => url);
    expect(assets).toHaveLength(6);
    const loaded = await Promise.all(assets.map((url) => app.inject({ url })));
    const bytes = loaded.reduce((sum, { rawPayload }) => sum + rawPayload.length, Buffer.byteLength(body));
    expect(bytes).toBeLessThan(100_000);
  });
});

describe('the case page', () => {
  it('groups NIK and No. KK in fours and tells times in the office’s zone', async () => {
    const { body } = await (await signedIn(world())).get(`/console/kasus/${ids.case}`);
    expect(body).toContain('6408 0152 0380 0001');
    expect(body).toContain('6408 0101 0120 0001');
    expect(body).toContain('12 Maret 1980');
    expect(body).toContain('20 November 2026 pukul 10.00 WITA');
  });

  it('links duplicates inside the scope and only names the number of those outside', async () => {
    const { body } = await (await signedIn(world())).get(`/console/kasus/${ids.case}`);
    expect(body).toContain(`href="/console/kasus/${ids.otherCase}"`);
    expect(body).toContain('DP-2026-00001-B <small>di luar wilayah Anda</small>');
  });

  it('says in the history what a correction changed', async () => {
    const { body } = await (await signedIn(world())).get(`/console/kasus/${ids.case}`);
    expect(body).toMatch(/Yang berubah:<\/span> Jumlah anggota</);
  });

  it('serves photos privately and only as images', async () => {
    const browser = await signedIn(world());
    const answer = await browser.get(`/console/kasus/${ids.case}/foto/${ids.photo}`);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each(['bukan-id', `${ids.case}x`, '%27%20OR%201=1'])(
    'does not exist under an odd id: %s',
    async (odd) => {
      expect((await (await signedIn(world())).get(`/console/kasus/${odd}`)).statusCode).toBe(404);
    },
  );
});

describe('the menu', () => {
  /** In the menu's order, with who may open it. */
  const places: readonly (readonly [string, ...string[]])[] = [
    ['/console', 'reviewer', 'supervisor'],
    ['/console/ringkasan', 'reviewer', 'supervisor'],
    ['/console/data-pemda', 'reviewer', 'supervisor'],
    ['/console/warga', 'reviewer', 'supervisor'],
    ['/console/mutu', 'reviewer', 'supervisor'],
    ['/console/pasangan', 'reviewer', 'supervisor'],
    ['/console/bansos', 'reviewer', 'supervisor'],
    ['/console/bnba', 'supervisor'],
    ['/console/pelapor', 'admin'],
    ['/console/impor', 'admin'],
    ['/console/peringatan', 'reviewer', 'supervisor'],
    ['/console/pengguna', 'admin'],
    ['/console/catatan-akses', 'supervisor', 'admin'],
    ['/console/acuan', 'admin'],
    ['/console/kanal', 'supervisor', 'admin'],
    ['/console/sistem', 'supervisor', 'admin'],
  ];
  it.each([
    ['reviewer', '/console'],
    ['supervisor', '/console'],
    ['admin', '/console/pelapor'],
  ] as const)('shows a %s only what they may open', async (role, home) => {
    const w = world();
    w.role = role;
    const { body } = await (await signedIn(w)).get(home);
    const nav = /<nav aria-label="Menu utama">.*?<\/nav>/s.exec(body)?.[0] ?? '';
    expect([...nav.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(
      places.filter(([, ...roles]) => roles.includes(role)).map(([href]) => href),
    );
  });

  it('leads an admin, who may not read cases, past the queue', async () => {
    const w = world();
    w.role = 'admin';
    const answer = await (await signedIn(w)).get('/console');
    expect(answer.headers.location).toBe('/console/pelapor');
  });
});

describe('enrolling a reporter', () => {
  it('keeps what was typed and marks the field that is wrong', async () => {
    const w = world();
    w.role = 'admin';
    w.faults.enrol = new AppError('input.invalid', { field: 'phone_taken' });
    const form = { name: 'Uji Baru', role: 'psm', phone: '0812', desa: ['64.08.04.2002', '64.08.05.2001'] };
    const answer = await (await signedIn(w)).post('/console/pelapor', form, '/console/pelapor');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('sudah dipakai pelapor lain');
    expect(answer.body).toContain('value="Uji Baru"');
    expect(answer.body).toMatch(/value="64.08.05.2001" checked/);
    expect(answer.body).toMatch(/name="phone"[^>]*aria-invalid="true"/);
  });
});

describe('the channels page', () => {
  it('draws the QR code without inline style and looks again while pairing', async () => {
    const w = world();
    w.role = 'admin';
    const browser = await signedIn(w);
    const { body } = await browser.get('/console/kanal');
    expect(body).toContain('<noscript><meta http-equiv="refresh" content="10"/></noscript>');
    expect(body).toMatch(/<svg class="qr"[^>]*aria-label="Kode QR/);
    w.channels = w.channels.map((one) => ({ ...one, pairing: one.pairing === null ? null : 'ABCD1234' }));
    expect((await browser.get('/console/kanal')).body).toContain('>ABCD-1234</p>');
    w.channels = w.channels.map((one) => ({ ...one, state: 'online', pairing: null }));
    expect((await browser.get('/console/kanal')).body).not.toContain('http-equiv="refresh"');
  });
});
