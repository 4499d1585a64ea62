import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.js';
import { Browser, hidden } from './browser.js';
import { appWith, ids, reporterView, world, type World } from './fakes.js';

const page = `/console/pelapor/${ids.reporter}`;

async function adminOf(w: World): Promise<Browser> {
  w.role = 'admin';
  const browser = new Browser(await appWith(w));
  await browser.signIn();
  return browser;
}

describe('the list of reporters', () => {
  it('passes its filters on, and links each reporter and desa that nobody reports for', async () => {
    const w = world();
    const browser = await adminOf(w);
    const { body } = await browser.get('/console/pelapor?q=+uji+&status=suspended&desa=&cursor=bukan');
    expect(w.enrolled).toEqual([
      ['list', { q: 'uji', status: 'suspended', kecamatan: undefined, desa: undefined, cursor: undefined }],
    ]);
    expect(body).toContain(`href="${page}"`);
    expect(body).toContain('href="/console/pelapor/serah?desa=64.08.04.2002"');
    expect(body).toContain('3 laporan terbuka');
  });

  it('tells nobody enrolled from nobody found, and says who blocked the bot', async () => {
    const w = world();
    const [row] = w.reporters;
    if (row === undefined) throw new Error('no row');
    w.reporters = [{ ...row, channels: [{ channel: 'telegram', status: 'blocked' }] }];
    const browser = await adminOf(w);
    expect((await browser.get('/console/pelapor')).body).toContain('memblokir bot');
    w.reporters = [{ ...row, channels: [] }];
    expect((await browser.get('/console/pelapor')).body).toContain('Belum terhubung');
    w.reporters = [];
    expect((await browser.get('/console/pelapor')).body).toContain('Belum ada pelapor');
    expect((await browser.get('/console/pelapor?status=left')).body).toContain(
      'Tidak ada pelapor yang cocok',
    );
  });
});

describe('the page of a reporter', () => {
  it('keeps what was typed into the form that failed', async () => {
    const w = world();
    w.faults.change = new AppError('input.invalid', { field: 'phone' });
    const browser = await adminOf(w);
    const form = { name: 'Uji Baru', role: 'psm', phone: '12', desa: ['64.08.05.2001'] };
    const answer = await browser.post(`${page}/ubah`, form, page);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Nomor telepon ini tidak dikenali');
    expect(answer.body).toContain('value="Uji Baru"');
    expect(answer.body).toMatch(/value="64.08.05.2001" checked/);
    expect(answer.body).toMatch(/name="phone"[^>]*aria-invalid="true"/);
  });

  it('says why who has no desa cannot be active again', async () => {
    const w = world();
    w.reporterView = { ...reporterView, status: 'left', desa: [] };
    w.faults.setStatus = new AppError('input.invalid', { field: 'desa' });
    const answer = await (await adminOf(w)).post(`${page}/status`, { status: 'active' }, page);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Pilih paling sedikit satu desa');
  });

  it('shows a new code on the answer alone, in no address and in no other page', async () => {
    const browser = await adminOf(world());
    const made = await browser.post(`${page}/undangan`, {}, page);
    expect(made.statusCode).toBe(200);
    expect(made.body).toContain('/start K7M4-2XQ9');
    expect(made.body).toContain('DAFTAR K7M4-2XQ9');
    expect(made.headers['cache-control']).toBe('no-store');
    expect(JSON.stringify(made.headers)).not.toContain('K7M4');
    expect((await browser.get(page)).body).not.toContain('K7M4-2XQ9');
  });

  it.each(['/status', '/putus'])('refuses a form of nobody’s at %s', async (suffix) => {
    const w = world();
    const answer = await (await adminOf(w)).post(page + suffix, { status: 'king', contact: 'x' }, page);
    expect(answer.statusCode).toBe(422);
    expect(w.enrolled).toEqual([]);
  });
});

describe('a handover', () => {
  const form = `/console/pelapor/serah?desa=64.08.04.2001&dari=${ids.reporter}`;
  const common = { desa: '64.08.04.2001', dari: ids.reporter };
  const nobody = { successor: '', name: '', role: '', phone: '' };

  it('goes to somebody enrolled, or to somebody new', async () => {
    const w = world();
    const browser = await adminOf(w);
    const done = await browser.post(
      '/console/pelapor/serah',
      { ...common, ...nobody, successor: ids.case },
      form,
    );
    expect(done.headers.location).toBe(page);
    const person = { name: 'Uji Baru', role: 'psm', phone: '0812' };
    await browser.post('/console/pelapor/serah', { ...common, successor: '', ...person }, form);
    const asked = { desaCode: common.desa, fromId: common.dari };
    expect(w.enrolled).toEqual([
      ['handOver', { ...asked, to: { type: 'existing', id: ids.case } }],
      ['handOver', { ...asked, to: { type: 'new', person } }],
    ]);
    expect((await browser.get(page)).body).toContain('2 laporan terbuka diteruskan');
  });

  it('keeps what was typed when it is refused', async () => {
    const w = world();
    w.faults.handOver = new AppError('input.invalid', { field: 'name' });
    const typed = { ...common, ...nobody, name: 'X', role: 'psm' };
    const answer = await (await adminOf(w)).post('/console/pelapor/serah', typed, form);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toMatch(/name="name" value="X"/);
  });

  it('is of a desa that there is', async () => {
    const browser = await adminOf(world());
    expect((await browser.get('/console/pelapor/serah?desa=99.99')).statusCode).toBe(404);
    expect((await browser.get('/console/pelapor/serah?desa=64.08.04.2001&dari=x')).statusCode).toBe(404);
  });
});

/** A form with a file, as a browser sends it. */
function fileForm(csrf: string, content: Buffer) {
  const edge = 'batas-uji';
  const part = (name: string, more: string) =>
    `--${edge}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`;
  const payload = Buffer.concat([
    Buffer.from(`${part('_csrf', '')}${csrf}\r\n`),
    Buffer.from(part('file', '; filename="uji.csv"\r\ncontent-type: text/csv')),
    content,
    Buffer.from(`\r\n--${edge}--\r\n`),
  ]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${edge}` } };
}

describe('an import', () => {
  const address = '/console/pelapor/impor';
  const upload = async (w: World, content: Buffer, csrf?: string) => {
    w.role = 'admin';
    const app = await appWith(w);
    const browser = new Browser(app);
    await browser.signIn();
    const token = csrf ?? hidden((await browser.get(address)).body, '_csrf');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { payload, headers } = fileForm(token, content);
    return app.inject({
      method: 'POST',
      url: address,
      payload,
      headers: { ...headers, cookie, accept: 'text/html' },
    });
  };

  it('takes a file with the form’s own token only', async () => {
    const w = world();
    const done = await upload(w, Buffer.from('nama'));
    expect(done.statusCode).toBe(303);
    expect(done.headers.location).toMatch(/^\/console\/pelapor\/impor\/[0-9a-f-]{36}$/);
    expect(w.enrolled).toEqual([['upload', 4]]);
    expect((await upload(w, Buffer.from('nama'), 'palsu')).statusCode).toBe(403);
    expect(w.enrolled).toHaveLength(1);
  });

  it('says on the page what is wrong with the file', async () => {
    const w = world();
    w.faults.upload = new AppError('input.invalid', { field: 'no_header' });
    const answer = await upload(w, Buffer.from('a;b'));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Baris judul tidak ditemukan');
  });

  it('cuts a file that is too large off right where that is known', async () => {
    const w = world();
    await upload(w, Buffer.alloc(3 * 1024 * 1024, 'a'));
    expect(w.enrolled).toEqual([['upload', 2 * 1024 * 1024 + 1]]);
  });

  it('shows row by row what is wrong, and saves nothing by itself', async () => {
    const w = world();
    const browser = await adminOf(w);
    const { body } = await browser.get(`${address}/${ids.entry}`);
    expect(body).toContain('No. HP: bukan nomor telepon yang benar');
    expect(body).toContain('Desa: &quot;Contoh&quot; ada di beberapa kecamatan (Utara, Selatan)');
    expect(body).toContain('Tidak ada yang perlu disimpan');
    const wrong = await browser.get(`${address}/${ids.entry}?hasil=new`);
    expect(wrong.body).toContain('Tidak ada baris dengan hasil ini');
    expect(w.enrolled).toEqual([]);
  });

  it('offers templates', async () => {
    const browser = await adminOf(world());
    const csv = await browser.get(`${address}/contoh.csv`);
    expect(csv.headers['content-disposition']).toBe('attachment; filename="contoh-pelapor.csv"');
    const xlsx = await browser.get(`${address}/contoh.xlsx`);
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });
});

describe('the page of alerts', () => {
  it('is switched, and makes a code, by whoever reviews', async () => {
    const w = world();
    const browser = new Browser(await appWith(w));
    await browser.signIn();
    const place = '/console/peringatan';
    expect((await browser.get(place)).body).toContain('Anda sedang bertugas');
    await browser.post(`${place}/siaga`, { on: '0' }, place);
    expect((await browser.post(`${place}/kode`, {}, place)).body).toContain('K7M4-2XQ9');
    await browser.post(`${place}/putus`, { contact: ids.case }, place);
    expect(w.enrolled).toEqual([
      ['setDuty', false],
      ['inviteSelf', null],
      ['disconnectSelf', ids.case],
    ]);
  });
});

describe('the pages of enrolment', () => {
  it('ask for a sign-in, and lead back to the page that the form stands on', async () => {
    const app = await appWith(world());
    for (const [url, next] of [
      [`${page}/undangan/cabut`, page],
      [`${page}/ubah`, page],
      ['/console/peringatan/siaga', '/console/peringatan'],
      ['/console/pelapor/impor', '/console/pelapor/impor'],
    ] as const) {
      const answer = await app.inject({ method: 'POST', url });
      expect(answer.headers.location).toBe(`/console/masuk?next=${encodeURIComponent(next)}`);
    }
  });
});
