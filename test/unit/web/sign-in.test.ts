import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.js';
import { appWith, password, world } from './fakes.js';
import { Browser, hidden } from './browser.js';

const door = '/console/masuk';

describe('signing in', () => {
  it('opens a session in an HttpOnly, SameSite=Lax cookie and leads to the queue', async () => {
    const app = await appWith(world());
    const answer = await new Browser(app).post(door, { username: 'reviewer', password }, door);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/console');
    const cookie = answer.cookies.find(({ name }) => name === 'sipmas');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie?.secure).toBeUndefined();
  });

  it('uses a __Host- cookie with Secure behind HTTPS, and promises HTTPS', async () => {
    const app = await appWith(world(), { config: { secureCookies: true } });
    const browser = new Browser(app);
    const page = await browser.get(door);
    expect(page.headers['strict-transport-security']).toContain('max-age');
    const answer = await browser.post(door, { username: 'reviewer', password }, door);
    const cookie = answer.cookies.find(({ name }) => name === '__Host-sipmas');
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
    expect(cookie?.domain).toBeUndefined();
  });

  it('never adopts a token that the browser brought along, and ends an earlier session', async () => {
    const w = world();
    const browser = new Browser(await appWith(w));
    browser.cookies.set('sipmas', 'ditanam-orang-lain');
    await browser.post(door, { username: 'reviewer', password }, door);
    expect(browser.cookies.get('sipmas')).not.toBe('ditanam-orang-lain');
    expect(w.signedOut).toEqual(['ditanam-orang-lain']);
  });

  it('makes form tokens from before signing in worthless', async () => {
    const browser = new Browser(await appWith(world()));
    const before = hidden((await browser.get(door)).body, '_csrf');
    await browser.signIn();
    const answer = await browser.post('/console/keluar', { _csrf: before });
    expect(answer.statusCode).toBe(403);
  });

  it('keeps the user name and says what is wrong after a wrong password', async () => {
    const answer = await new Browser(await appWith(world())).post(
      door,
      { username: 'uji-nama', password: 'x' },
      door,
    );
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('value="uji-nama"');
    expect(answer.body).toContain('Nama pengguna atau kata sandi salah');
    expect(answer.cookies.some(({ name }) => name === 'sipmas')).toBe(false);
  });

  it('says how long a locked account stays locked', async () => {
    const w = world();
    w.faults.signIn = new AppError('auth.locked', { minutes: 7 });
    const answer = await new Browser(await appWith(w)).post(door, { username: 'reviewer', password }, door);
    expect(answer.statusCode).toBe(429);
    expect(answer.body).toContain('7 menit');
  });

  it('stops a flood of attempts from one address', async () => {
    const browser = new Browser(await appWith(world()));
    const csrf = hidden((await browser.get(door)).body, '_csrf');
    const codes = new Set<number>();
    for (let n = 0; n < 31; n += 1) {
      codes.add((await browser.post(door, { username: 'a', password: 'b', _csrf: csrf })).statusCode);
    }
    expect([...codes]).toEqual([401, 429]);
  });

  it('ends the session on signing out', async () => {
    const w = world();
    const browser = new Browser(await appWith(w));
    await browser.signIn();
    const answer = await browser.post('/console/keluar', {}, '/console');
    expect(answer.headers.location).toBe(door);
    expect(w.signedOut).toHaveLength(1);
    expect(browser.cookies.has('sipmas')).toBe(false);
    expect((await browser.get(door)).body).toContain('Anda sudah keluar');
    expect((await browser.get('/console')).statusCode).toBe(303);
  });
});

describe('the page to return to', () => {
  it('is the one that was asked for, without the words of a search', async () => {
    const browser = new Browser(await appWith(world()));
    const turned = await browser.get('/console/data-pemda?q=uji&desa=64.08.01.2001');
    expect(turned.headers.location).toBe(
      '/console/masuk?next=%2Fconsole%2Fdata-pemda%3Fdesa%3D64.08.01.2001',
    );
    const door = String(turned.headers.location);
    const next = hidden((await browser.get(door)).body, 'next');
    const answer = await browser.post('/console/masuk', { username: 'reviewer', password, next }, door);
    expect(answer.headers.location).toBe('/console/data-pemda?desa=64.08.01.2001');
  });

  it.each([
    'https://jahat.example/console',
    '//jahat.example/console',
    '/\\jahat.example/console',
    '/console/../../jahat',
    '/consolejahat',
    '/simulator',
    'javascript:alert(1)',
    '/console/masuk?next=/console/masuk',
    ' //jahat.example',
    '/\t/jahat.example/console',
  ])('is never another site or an odd address: %s', async (next) => {
    const browser = new Browser(await appWith(world()));
    const answer = await browser.post(door, { username: 'reviewer', password, next }, door);
    expect(answer.headers.location).toBe('/console');
  });

  it('is the case page for a decision whose session ended', async () => {
    const browser = new Browser(await appWith(world()));
    const answer = await browser.post('/console/kasus/019aa000-0000-7000-8000-000000000001/putusan', {});
    expect(answer.headers.location).toBe(
      '/console/masuk?next=%2Fconsole%2Fkasus%2F019aa000-0000-7000-8000-000000000001',
    );
  });
});
