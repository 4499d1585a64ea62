/** Guessing passwords and codes over the wire, from as many addresses as somebody may have. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { accountsOf, consoleOf, web } from '../../src/parts.js';
import { appCode, makeUser, userPassword } from '../support/accounts.js';
import { ConsoleHttp } from '../support/console-http.js';
import { openTestContainer, type TestContainerOptions } from '../support/container.js';

const MINUTE = 60_000;
const from = { ip: '127.0.0.1', userAgent: '' };

describe('guessing', () => {
  let container: Container;
  let url: string;
  let ahead = 0;
  let n = 0;
  const now = () => new Date(Date.now() + ahead);

  const serve = async (options: TestContainerOptions) => {
    const opened = await openTestContainer(options);
    const site = await web.start(opened);
    afterAll(() => site.stop());
    return { container: opened, url: site.url };
  };
  beforeAll(async () => {
    const env = { TRIAL: 'false', TRUST_PROXY: 'true' };
    ({ container, url } = await serve({ env, clock: { now } }));
  });
  beforeEach(() => {
    ahead += 60 * MINUTE;
  });

  const made = async () => {
    n += 1;
    const username = `uji.tebak${String(n)}`;
    return { username, id: await makeUser(container, { username, role: 'reviewer' }) };
  };
  /** Who has a second factor; the code of the moment is still good. */
  const guarded = async () => {
    const { username, id } = await made();
    const { token } = await consoleOf(container).signIn({ username, password: userPassword, ...from });
    const { secret } = await accountsOf(container).offerSecondFactor(token);
    const input = { code: appCode(secret, now()), password: userPassword };
    const { codes } = await accountsOf(container).confirmSecondFactor(token, input, from);
    ahead += 2 * MINUTE;
    return { username, id, secret, codes };
  };
  /** A browser at an address of its own, as the proxy tells it. */
  let addresses = 0;
  const somewhere = (origin = url, forwarded?: string) => {
    addresses += 1;
    const address = forwarded ?? `203.0.${String(addresses >> 8)}.${String(addresses & 255)}`;
    return ConsoleHttp.visitor(origin, { 'x-forwarded-for': address });
  };
  const send = async (browser: ConsoleHttp, path: string, mark: string, fields: Record<string, string>) => {
    const { action, values } = await browser.form(path, mark);
    const { status } = await browser.request(action, {
      method: 'POST',
      body: new URLSearchParams({ ...values, ...fields }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return status;
  };
  const signIn = (browser: ConsoleHttp, username: string, password: string) =>
    send(browser, '/console/masuk', 'username', { username, password });
  const giveCode = (browser: ConsoleHttp, code: string) =>
    send(browser, '/console/masuk/kode', 'one-time-code', { code });
  const halfway = async (username: string) => {
    const browser = somewhere();
    expect(await signIn(browser, username, userPassword)).toBe(303);
    return browser;
  };
  const isWithin = async (browser: ConsoleHttp) => (await browser.request('/console/akun')).status === 200;

  it('a password locks the account, from wherever it is done, also for who knows it, and for a time', async () => {
    const { username } = await made();
    const tried = await Promise.all(
      Array.from({ length: 16 }, (_, at) => signIn(somewhere(), username, `tebakan nomor ${String(at)}`)),
    );
    expect(tried.filter((status) => status !== 429)).toHaveLength(5);
    expect(await signIn(somewhere(), username, userPassword)).toBe(429);
    const { username: other } = await made();
    expect(await signIn(somewhere(), other, userPassword)).toBe(303);
    ahead += 16 * MINUTE;
    expect(await signIn(somewhere(), username, userPassword)).toBe(303);
  });

  it.each(['the app’s codes', 'recovery codes'])(
    '%s locks the account, whichever of its half-open sessions it is done in',
    async (which) => {
      const { username, secret, codes } = await guarded();
      const sessions = [await halfway(username), await halfway(username), await halfway(username)];
      const wrong = (at: number) =>
        which === 'recovery codes' ? `AAAAA-AAA${String(10 + at)}` : String(100_000 + at);
      const tried: number[] = [];
      for (let at = 0; at < 9; at += 1) {
        // The session goes on; the address is another one each time.
        const session = sessions[at % 3]?.at({ 'x-forwarded-for': `198.51.100.${String(at)}` });
        if (session !== undefined) tried.push(await giveCode(session, wrong(at)));
      }
      // Signing in has taken three tries of five.
      expect(tried).toEqual([422, 422, ...Array.from({ length: 7 }, () => 429)]);
      for (const right of [appCode(secret, now()), codes[0] ?? '']) {
        expect(await giveCode(sessions[0] ?? somewhere(), right)).toBe(429);
      }
      expect(await isWithin(sessions[0] ?? somewhere())).toBe(false);
      ahead += 16 * MINUTE;
      const later = await halfway(username);
      expect(await giveCode(later, appCode(secret, now()))).toBe(303);
      expect(await isWithin(later)).toBe(true);
    },
  );

  it('is limited by address, which is the one that the proxy saw, whatever its sender wrote before it', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 34; at += 1) {
      const browser = somewhere(url, `192.0.2.${String(at)}, 198.18.7.7`);
      statuses.push(await signIn(browser, `siapa${String(at)}`, 'x'));
    }
    expect(statuses.slice(0, 30)).not.toContain(429);
    expect(statuses.slice(30)).toEqual([429, 429, 429, 429]);
    const { id, username } = await made();
    const honest = somewhere(url, '192.0.2.1, 198.18.9.9');
    expect(await signIn(honest, username, userPassword)).toBe(303);
    const seen = await container.database.consoleSession.findFirstOrThrow({ where: { userId: id } });
    expect(seen.ip).toBe('198.18.9.9');
  });

  it('is limited by address where there is no proxy, whatever its sender says', async () => {
    const bare = await serve({ env: { TRIAL: 'false' } });
    const statuses: number[] = [];
    for (let at = 0; at < 34; at += 1) {
      statuses.push(await signIn(somewhere(bare.url), `siapa${String(at)}`, 'x'));
    }
    expect(statuses.slice(30)).toEqual([429, 429, 429, 429]);
  });
});
