import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.js';
import { appWith, caseView, ids, webhookSecret, world } from './fakes.js';
import { Browser } from './browser.js';

const html = { accept: 'text/html' };

describe('headers', () => {
  it.each(['/', '/console/masuk', '/simulator', '/tidak-ada', '/aset/sipmas.css'])(
    'let a browser load and frame nothing foreign: %s',
    async (url) => {
      const { headers } = await (await appWith(world())).inject({ url, headers: html });
      const policy = String(headers['content-security-policy']);
      for (const rule of [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ]) {
        expect(policy.split(';')).toContain(rule);
      }
      expect(policy).not.toContain('unsafe-inline');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['strict-transport-security']).toBeUndefined();
    },
  );

  it('keep personal pages out of caches, and hashed files in them', async () => {
    const app = await appWith(world());
    const browser = new Browser(app);
    await browser.signIn();
    const page = await browser.get(`/console/kasus/${ids.case}`);
    expect(page.headers['cache-control']).toBe('no-store');
    const [, css = ''] = /"(\/aset\/sipmas\.css\?v=[0-9a-f]+)"/.exec(page.body) ?? [];
    const hashed = await app.inject({ url: css });
    expect(hashed.headers['cache-control']).toContain('immutable');
    expect(hashed.headers.etag).toBeDefined();
    expect((await app.inject({ url: '/aset/sipmas.css?v=lama' })).headers['cache-control']).toBe('no-cache');
    expect((await app.inject({ url: '/aset/../app.ts' })).statusCode).toBe(404);
  });
});

describe('errors', () => {
  it.each(['/tidak-ada', '/console/tidak-ada', '/simulator/tidak-ada', '/%zz'])(
    'are a page in words: %s',
    async (url) => {
      const answer = await (await appWith(world())).inject({ url, headers: html });
      expect([400, 404]).toContain(answer.statusCode === 422 ? 400 : answer.statusCode);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.body).not.toMatch(/zz|Error|at \//);
    },
  );

  it('are problem JSON for programs', async () => {
    const answer = await (await appWith(world())).inject({ url: '/simulator/tidak-ada/messages' });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' });
  });

  it.each([
    [new Error('rahasia: 6408010101200001'), 500, 'kesalahan di sisi kami'],
    [new AppError('database.unavailable'), 503, 'Coba lagi sebentar lagi'],
    [new AppError('not_found'), 404, 'bukan untuk Anda'],
  ])('carry a status and a sentence, and no details: %s', async (fault, status, sentence) => {
    const lines: string[] = [];
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    const w = world();
    w.faults.queue = fault;
    const browser = new Browser(await appWith(w, { logger: pino(sink) }));
    await browser.signIn();
    const found = await browser.post('/console/cari', { q: '6408010101200001' }, '/console/peringatan');
    const answer = await browser.get(String(found.headers.location));
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(sentence);
    expect(answer.body).not.toContain('rahasia');
    expect(lines.join('')).not.toMatch(/6408010101200001|rahasia/);
    expect(lines.join('')).toContain('"route":"/console"');
  });
});

describe('health', () => {
  it('tells a process that is up from one that is ready', async () => {
    const w = world();
    const app = await appWith(w);
    expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200);
    expect((await app.inject({ url: '/readyz' })).statusCode).toBe(200);
    w.ready = false;
    const answer = await app.inject({ url: '/readyz' });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ ready: false, parts: { database: 'failing' } });
  });

  it('serves metrics as Prometheus text', async () => {
    const answer = await (await appWith(world())).inject({ url: '/metrics' });
    expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4');
    expect(answer.body).toContain('sipmas_up 1');
  });
});

describe('the Telegram webhook', () => {
  const update = { update_id: 1 };
  const call = async (w: ReturnType<typeof world>, secret?: string) =>
    (await appWith(w)).inject({
      method: 'POST',
      url: '/webhook/telegram',
      headers: secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret },
      payload: update,
    });

  it('takes an update and answers 200', async () => {
    const w = world();
    const answer = await call(w, webhookSecret);
    expect(answer.statusCode).toBe(200);
    expect(w.updates).toEqual([update]);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['content-security-policy']).toBeUndefined();
  });

  it.each([undefined, '', 'salah', webhookSecret.replace('1', '2'), `${webhookSecret}x`])(
    'refuses a wrong secret: %s',
    async (secret) => {
      const w = world();
      expect((await call(w, secret)).statusCode).toBe(401);
      expect(w.updates).toEqual([]);
    },
  );

  it.each([new AppError('database.unavailable'), new Error('apa saja')])(
    'asks Telegram to send again when it was not taken: %s',
    async (fault) => {
      const w = world();
      w.faults.webhook = fault;
      expect((await call(w, webhookSecret)).statusCode).toBe(503);
    },
  );

  it('does not exist without a bot', async () => {
    const app = await appWith(world(), { telegramWebhook: null });
    expect((await app.inject({ method: 'POST', url: '/webhook/telegram', payload: {} })).statusCode).toBe(
      404,
    );
  });
});

describe('the front page', () => {
  it('offers the simulator only when it is on', async () => {
    const off = await appWith(world(), { simulator: null });
    expect((await off.inject({ url: '/' })).body).not.toContain('/simulator');
    expect((await off.inject({ url: '/simulator' })).statusCode).toBe(404);
    expect((await (await appWith(world())).inject({ url: '/' })).body).toContain('href="/simulator"');
  });

  it('warns that everything is synthetic in trial mode only', async () => {
    const real = await appWith(world(), { config: { trial: false } });
    expect((await real.inject({ url: '/console/masuk' })).body).not.toMatch(/Mode coba|Akun coba/);
    expect((await (await appWith(world())).inject({ url: '/console/masuk' })).body).toContain('Akun coba');
  });

  it('shows no case to those who are not signed in', async () => {
    const app = await appWith(world());
    for (const url of [
      `/console/kasus/${ids.case}`,
      `/console/kasus/${ids.case}/foto/${ids.photo}`,
      '/console/sistem',
    ]) {
      const answer = await app.inject({ url });
      expect(answer.statusCode).toBe(303);
      expect(answer.body).not.toContain(caseView.subjectName);
    }
  });
});
