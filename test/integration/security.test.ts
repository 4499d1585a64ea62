/** What attackers try first, on every route that the app has. */
import { unzipSync, strFromU8 } from 'fflate';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import { caseActionsOf } from '../../src/parts.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import { ownConsolePath } from '../../src/web/console/session.js';
import { appCode, makeUser, userPassword } from '../support/accounts.js';
import { makeAccessWorld, type Target } from '../support/access-world.js';
import { openTestContainer } from '../support/container.js';
import { objectTo } from '../support/kinds.js';
import { submitKind } from '../support/one-of-each-kind.js';
import { startRecordedApp, type RecordedApp } from '../support/recorded-app.js';
import { staff, syntheticContact } from '../support/reports.js';
import { addressOf, routeRules, type RouteRule } from '../support/route-rules.js';
import { Visitor, type Answer } from '../support/visitor.js';
import { wild, wildReports } from '../support/wild-reports.js';
import { writtenIn } from '../support/written.js';

describe('an attacker', () => {
  let container: Container;
  let recorded: RecordedApp;
  let targets: readonly Target[];
  let supervisor: Visitor;
  let admin: Visitor;
  let ahead = 0;

  beforeAll(async () => {
    container = await openTestContainer({
      env: { PUBLIC_URL: 'https://sipmas.invalid', SIMULATOR: 'true' },
      clock: { now: () => new Date(Date.now() + ahead) },
    });
    recorded = await startRecordedApp(container);
    ({ targets } = await makeAccessWorld(container));
    [supervisor, admin] = await Promise.all([signedIn('supervisor'), signedIn('admin')]);
  });

  const visitor = () => new Visitor(recorded.app);
  const signedIn = async (username: string, password = `coba-${username}`) => {
    const one = visitor();
    await one.signIn(username, password);
    return one;
  };
  interface Known {
    readonly route: string;
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly rule: RouteRule;
  }
  const known = (): readonly Known[] =>
    recorded.routes.map((route) => {
      const [method, path] = route.split(' ') as ['GET' | 'POST', string];
      const rule = routeRules[route];
      if (rule === undefined) throw new Error(`${route} has no rule: see test/support/route-rules.ts`);
      return { route, method, path, rule };
    });
  const urlOf = ({ path, rule }: Known, target: Target) => {
    const query = new URLSearchParams(rule.ask?.(target).query ?? {}).toString();
    return addressOf(path, rule, target) + (query === '' ? '' : `?${query}`);
  };
  const target = (): Target => {
    const [first] = targets;
    const entryId = targets.find((one) => one.entryId !== null)?.entryId ?? null;
    if (first === undefined) throw new Error('no case');
    return { ...first, entryId };
  };
  const location = ({ headers }: Answer) => String(headers['location'] ?? '');

  describe('finds on every route', () => {
    /** No pages, and called by machines alone. */
    const bare = ['/healthz', '/readyz', '/metrics', '/webhook/telegram'];

    const expectSafe = (where: string, { headers, body }: Answer) => {
      const policy = String(headers['content-security-policy']).split(';');
      const wanted = [
        "default-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
      ];
      expect(policy, where).toEqual(expect.arrayContaining([...wanted, "object-src 'none'"]));
      expect(policy.join(), where).not.toMatch(/unsafe|\*|https?:/);
      expect(headers, where).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/) as string,
      });
      if (/^(GET|POST) \/(console|simulator)/.test(where))
        expect(headers['cache-control'], where).toBe('no-store');
      for (const cookie of [headers['set-cookie'] ?? []].flat()) {
        expect(String(cookie), where).toMatch(/^__Host-[\w-]+=/);
        for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) {
          expect(String(cookie).split('; '), where).toContain(part);
        }
        expect(String(cookie), where).not.toContain('Domain');
      }
      if (!String(headers['content-type']).startsWith('text/html')) return;
      expect(body, where).not.toMatch(
        /<script(?![^>]*\ssrc="\/aset\/)|<style|<[a-z][^>]*\s(style|on[a-z]+)=/,
      );
    };

    it('headers that let nothing foreign in, and cookies that no other site gets', async () => {
      for (const one of known()) {
        if (bare.includes(one.path)) continue;
        for (const who of [visitor(), supervisor, admin]) {
          const url = urlOf(one, target());
          // A form without its token: what comes back is a page, too, and nothing is done.
          const fields = { _csrf: '' };
          const endless = one.rule.endless === true;
          const { method, route } = one;
          const sent = method === 'GET' ? { method, url, endless } : { method, url, fields };
          expectSafe(route, await who.send(sent));
        }
      }
      for (const url of ['/tidak-ada', '/console/tidak-ada', '/%zz', '/aset/%2e%2e/app.ts']) {
        const answer = await supervisor.get(url);
        expect(answer.status, url).toBeGreaterThanOrEqual(400);
        if (url !== '/%zz') expectSafe(`GET ${url}`, answer);
      }
    });

    it('that no form does anything without the token of this very session', async () => {
      const [stranger, other] = [visitor(), await signedIn('supervisor2')];
      const strangers = await stranger.token();
      const others = await other.token();
      await supervisor.token();
      const tossed = new Visitor(recorded.app);
      for (const [name, value] of supervisor.cookies) tossed.cookies.set(name, value);
      // The attacker's own secret, planted beside the session that it is to be used in.
      tossed.cookies.set('__Host-sipmas-csrf', other.cookies.get('__Host-sipmas-csrf') ?? '');
      const before = await writtenIn(container);
      for (const one of known()) {
        if (one.method !== 'POST' || !one.path.startsWith('/console')) continue;
        const { fields = {} } = one.rule.ask?.(target()) ?? {};
        const url = urlOf(one, target());
        const evil = { origin: 'https://jahat.invalid', 'sec-fetch-site': 'cross-site' };
        for (const _csrf of ['', 'salah', strangers, others]) {
          const answer = await supervisor.post(url, { ...fields, _csrf }, evil);
          expect([one.route, answer.status]).toEqual([one.route, 403]);
        }
        const answer = await tossed.post(url, { ...fields, _csrf: others });
        expect([one.route, answer.status]).toEqual([one.route, 403]);
      }
      expect(await writtenIn(container)).toEqual(before);
    });

    it('that the simulator takes no message from another site', async () => {
      const url = `/simulator/${trialReporters[0]?.id ?? ''}`;
      const before = await writtenIn(container);
      for (const origin of [
        'https://jahat.invalid',
        'null',
        'https://localhost.jahat.invalid',
        'bukan alamat',
      ]) {
        const answer = await visitor().post(url, { _csrf: '', clientId: uuidv7(), text: 'ya' }, { origin });
        expect([origin, answer.status]).toEqual([origin, 403]);
      }
      expect(await writtenIn(container)).toEqual(before);
    });
  });

  describe('cannot lead people elsewhere', () => {
    const elsewhere = [
      '//jahat.invalid',
      '///jahat.invalid',
      '/\\jahat.invalid',
      '\\\\jahat.invalid',
      '/console\\..\\..\\\\jahat.invalid',
      '/%2f%2fjahat.invalid',
      '%2f%2fjahat.invalid',
      '/\tconsole//jahat.invalid',
      '\t//jahat.invalid',
      '/console/../..//jahat.invalid',
      '/console/..//jahat.invalid/console',
      'https://jahat.invalid/console',
      'https:jahat.invalid/console',
      'http://own.invalid:80@jahat.invalid/console',
      'javascript:alert(1)//console',
      'JaVaScRiPt:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      '/console\r\nLocation: https://jahat.invalid',
      '\u0000//jahat.invalid',
      '/consolejahat',
      '@jahat.invalid/console',
      '.jahat.invalid',
      // What lies below looks like ours.
    ].flatMap((one) => [one, `${one}/console`]);
    const expectOwn = (where: string, to: string) => {
      const url = new URL(to, 'https://sipmas.invalid');
      expect([where, url.origin]).toEqual([where, 'https://sipmas.invalid']);
      expect(url.pathname).toMatch(/^\/console(\/|$)/);
      expect(to).not.toMatch(/[\r\n]/);
    };

    it('by the page to return to, however it is written', async () => {
      await makeUser(container, { username: 'uji.arah', role: 'reviewer' });
      for (const next of elsewhere) {
        const door = `/console/masuk?next=${encodeURIComponent(next)}`;
        expectOwn(next, location(await supervisor.get(door)));
        const { body } = await visitor().get(door);
        const kept = /name="next" value="([^"]*)"/.exec(body)?.[1] ?? '/console';
        expectOwn(next, kept);
        const one = visitor();
        expectOwn(next, location(await one.signIn('verifikator', 'coba-verifikator', next)));
        for (const step of ['kode', 'sandi', 'faktor-kedua']) {
          expectOwn(
            next,
            location(await visitor().get(`/console/masuk/${step}?next=${encodeURIComponent(next)}`)),
          );
        }
      }
    });

    it('by an address under which a session has ended, nor by a search', async () => {
      for (const path of [
        '//jahat.invalid/console',
        '/console//jahat.invalid',
        '/console/%2f%2fjahat.invalid',
      ]) {
        const to = location(await visitor().get(path));
        if (to !== '') expectOwn(path, to);
      }
      for (const q of elsewhere) {
        for (const list of ['/console', '/console/data-pemda']) {
          expectOwn(
            q,
            location(await supervisor.post(`${list}/cari`, { q, status: q, kecamatan: q, cursor: q })),
          );
        }
      }
    });

    it('by anything else that may be written there', () => {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.webUrl(),
            fc
              .array(
                fc.constantFrom(
                  '/',
                  '\\',
                  '.',
                  'console',
                  ':',
                  '@',
                  '%2f',
                  '\t',
                  '\n',
                  'jahat.invalid',
                  '?',
                  '#',
                ),
              )
              .map((some) => some.join('')),
          ),
          (next) => {
            const own = ownConsolePath(next);
            if (own !== null) expectOwn(next, own);
          },
        ),
        { numRuns: 2000 },
      );
    });
  });

  describe('does not come in', () => {
    const session = (one: Visitor) => one.cookies.get('__Host-sipmas');
    const isIn = async (one: Visitor) => (await one.get('/console/akun')).status === 200;
    const byToken = (token: string | undefined) => {
      const one = visitor();
      one.cookies.set('__Host-sipmas', token ?? '');
      return one;
    };

    it('by a session that was planted before somebody signed in', async () => {
      const planted = await signedIn('verifikator2');
      for (const token of ['dipasang-orang-lain', session(planted)]) {
        const victim = byToken(token);
        await victim.signIn('verifikator', 'coba-verifikator');
        expect(session(victim)).not.toBe(token);
        expect(await isIn(victim)).toBe(true);
        expect(await isIn(byToken(token))).toBe(false);
      }
    });

    it('by a cookie under another name, nor by one that was signed out', async () => {
      const one = await signedIn('verifikator');
      const token = session(one);
      for (const name of ['sipmas', '__Secure-sipmas', '__host-sipmas']) {
        const thief = visitor();
        thief.cookies.set(name, token ?? '');
        expect(await isIn(thief)).toBe(false);
      }
      await one.post('/console/keluar');
      expect(await isIn(byToken(token))).toBe(false);
    });

    it('by a code that was used; of two who send it at once, one does', async () => {
      await makeUser(container, { username: 'uji.kode', role: 'reviewer' });
      const first = await signedIn('uji.kode', userPassword);
      const { body } = await first.get('/console/akun/faktor-kedua');
      const secret = /data-testid="secret"[^>]*>([^<]+)</.exec(body)?.[1] ?? '';
      const now = () => new Date(Date.now() + ahead);
      const setUp = { code: appCode(secret, now()), password: userPassword };
      expect((await first.post('/console/akun/faktor-kedua', setUp)).status).toBe(200);
      ahead += 120_000;
      const half = await Promise.all([1, 2, 3].map(() => signedIn('uji.kode', userPassword)));
      const tokens = half.map(session);
      expect(await Promise.all(half.map(isIn))).toEqual([false, false, false]);
      const code = appCode(secret, now());
      const tried = await Promise.all(
        half.slice(0, 2).map((one) => one.post('/console/masuk/kode', { code })),
      );
      expect(tried.map(({ status }) => status).toSorted()).toEqual([303, 422]);
      const late = half[2] ?? visitor();
      expect((await late.post('/console/masuk/kode', { code })).status).toBe(422);
      expect((await Promise.all(half.map(isIn))).filter(Boolean)).toHaveLength(1);
      // A session of its own after the code: what was known before it opens nothing.
      for (const token of tokens) expect(await isIn(byToken(token))).toBe(false);
    });

    it('by a session that was known before the second factor was set up in it', async () => {
      await makeUser(container, { username: 'uji.tanam', role: 'reviewer' });
      const one = await signedIn('uji.tanam', userPassword);
      const known = session(one);
      const csrfOf = (body: string) => /name="_csrf" value="([^"]+)"/.exec(body)?.[1] ?? '';
      const { body } = await one.get('/console/akun/faktor-kedua');
      const secret = /data-testid="secret"[^>]*>([^<]+)</.exec(body)?.[1] ?? '';
      const fields = { code: appCode(secret, new Date(Date.now() + ahead)), password: userPassword };
      const answer = await one.post('/console/akun/faktor-kedua', fields);
      expect([answer.status, answer.body.includes('data-testid="recovery-codes"')]).toEqual([200, true]);
      expect(session(one)).not.toBe(known);
      expect(await isIn(byToken(known))).toBe(false);
      expect(await isIn(one)).toBe(true);
      // The page with the codes came with the new session, and its forms are that session's.
      const old = { _csrf: csrfOf(body) };
      expect((await one.post('/console/akun/sesi-lain', old)).status).toBe(403);
      const fresh = { _csrf: csrfOf(answer.body) };
      expect((await one.post('/console/akun/sesi-lain', fresh)).status).toBe(303);
    });

    it('by guessing from many addresses at once', async () => {
      await makeUser(container, { username: 'uji.tebak', role: 'reviewer' });
      const guesses = await Promise.all(
        Array.from({ length: 24 }, async (_, n) => {
          const one = visitor();
          return one.signIn('uji.tebak', `tebakan nomor ${String(n)}`);
        }),
      );
      const statuses = guesses.map(({ status }) => status);
      expect(statuses.filter((status) => status !== 429)).toHaveLength(5);
      expect((await visitor().signIn('uji.tebak', userPassword)).status).toBe(429);
    });

    it('by trying one password on many accounts from one address', async () => {
      const one = visitor();
      const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: '' };
      const _csrf = await one.token();
      headers.cookie = [...one.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const statuses: number[] = [];
      for (let n = 0; n < 34; n += 1) {
        const payload = new URLSearchParams({
          _csrf,
          username: `siapa${String(n)}`,
          password: 'x',
        }).toString();
        const options = {
          method: 'POST',
          url: '/console/masuk',
          remoteAddress: '203.0.113.9',
          headers,
        } as const;
        statuses.push((await recorded.app.inject({ ...options, payload })).statusCode);
      }
      expect(statuses.slice(0, 30)).not.toContain(429);
      expect(statuses.slice(30)).toEqual([429, 429, 429, 429]);
    });
  });

  describe('gets no file of others', () => {
    it('by putting its id behind a case, a list or a search of their own', async () => {
      const regions = ['64.08.01.2001'];
      await makeUser(container, { username: 'uji.desa', role: 'supervisor', regions });
      const own = await signedIn('uji.desa', userPassword);
      const mine = targets.find(({ desa, photoId }) => regions.includes(desa) && photoId !== null);
      const theirs = targets.find(({ desa, photoId }) => !regions.includes(desa) && photoId !== null);
      const secret = targets.find(
        ({ desa, photoId, sensitive }) => regions.includes(desa) && photoId !== null && sensitive,
      );
      if (mine === undefined || theirs === undefined || secret === undefined) throw new Error('too few');
      const photo = (caseId: string, photoId: string | null, page = '') =>
        own.get(`/console/kasus/${caseId}/foto/${photoId ?? ''}${page}`);
      expect((await photo(mine.caseId, mine.photoId)).status).toBe(200);
      const absent = await photo(mine.caseId, uuidv7());
      for (const answer of [
        await photo(mine.caseId, theirs.photoId),
        await photo(theirs.caseId, theirs.photoId),
        await photo(mine.caseId, secret.photoId),
        await photo(secret.caseId, secret.photoId),
        await photo(mine.caseId, mine.photoId, '/3'),
        await photo(mine.caseId, mine.photoId, '/2/..%2f..'),
        await photo(mine.caseId, `${mine.photoId ?? ''}%3A2`),
      ]) {
        expect([answer.status, answer.body]).toEqual([404, absent.body]);
      }
    });

    it('in an export of another place, nor by the search of somebody else', async () => {
      const own = await signedIn('uji.desa', userPassword);
      const other = targets.find(({ desa }) => desa.startsWith('64.08.10'));
      const csv = { format: 'csv', purpose: 'reporting', status: 'all', identities: '1' };
      const found = await supervisor.post('/console/cari', { q: other?.marks[0] ?? '', status: 'all' });
      const cari = new URL(location(found), 'https://sipmas.invalid').searchParams.get('cari') ?? '';
      const month = new Date().toISOString().slice(0, 7);
      for (const [list, more] of [
        ['laporan', { kecamatan: '64.08.10' }],
        ['laporan', { desa: other?.desa ?? '' }],
        ['data-pemda', { kecamatan: '64.08.10' }],
      ] as const) {
        const { status, body } = await own.post(`/console/unduh/${list}`, { ...csv, ...more });
        expect([status, parse(body, { bom: true, relax_column_count: true }).length]).toEqual([200, 1]);
      }
      const bnba = await own.post('/console/bnba', { ...csv, desa: other?.desa ?? '', bulan: month });
      expect(bnba.body.trim().split('\n')).toHaveLength(1);
      const sought = await own.get(`/console?cari=${encodeURIComponent(cari)}&status=all`);
      expect(sought.body).not.toContain(other?.marks[0] ?? '-');
    });
  });

  describe('who reports in the chat', () => {
    const isWild = (html: string) => /<img src=x|=1\+1"'>/.test(html);
    let wildTargets: readonly Target[];
    let fields: readonly string[];

    beforeAll(async () => {
      const by = await syntheticContact(container);
      const [place = target()] = targets;
      const { database } = container;
      await database.reporter.update({ where: { id: by.reporterId }, data: { name: wild } });
      await database.consoleUser.update({ where: { username: 'supervisor2' }, data: { name: wild } });
      const made = wildReports(place.desa);
      fields = made.fields;
      const [actor, colleague] = [
        await staff(container, 'supervisor'),
        await staff(container, 'supervisor2'),
      ];
      const told: Target[] = [];
      for (const report of made.reports) {
        const caseId = await submitKind(container, by, report);
        const twinId = await submitKind(container, by, report);
        const comment = { id: uuidv7(), caseId, text: wild, ip: '' };
        await caseActionsOf(container).comment(colleague, comment);
        told.push({ ...place, caseId, twinId, reporterId: by.reporterId, userId: colleague.id });
      }
      const [{ caseId: rejected } = place, { caseId: approved } = place] = told;
      const reject = { type: 'reject', reason: 'other', note: wild } as const;
      await decideCase(container, colleague, { caseId: rejected, version: 2, decision: reject, ip: '' });
      await objectTo(container, by, { caseId: rejected, note: wild });
      const approve = { type: 'approve', note: wild } as const;
      await decideCase(container, actor, { caseId: approved, version: 2, decision: approve, ip: '' });
      const { id: eventId } = await database.caseEvent.findFirstOrThrow({
        where: { caseId: approved, type: 'approved' },
      });
      await registerCase(container, { caseId: approved, eventId });
      const { entryId } = await database.registryEntryVersion.findFirstOrThrow({
        where: { caseId: approved },
      });
      wildTargets = told.map((one) => ({ ...one, entryId }));
    });

    it('can write what they like in every field that is not a choice', () => {
      expect(fields.length).toBeGreaterThan(15);
      expect(fields).toEqual(
        expect.arrayContaining([
          'new_poor_household.name',
          'new_poor_household.address.line',
          'new_poor_household.members[].work',
          'pmks_case.note',
          'no_longer_eligible.duplicateReason',
          'data_update.gone',
          'data_update.place',
        ]),
      );
    });

    it('is read as text on every page there is', async () => {
      let shown = 0;
      for (const one of known().filter(({ method, rule }) => method === 'GET' && rule.endless !== true)) {
        for (const about of one.rule.subject === 'case' ? wildTargets : wildTargets.slice(0, 1)) {
          for (const who of [supervisor, admin]) {
            const { body, headers } = await who.get(
              urlOf(one, about) + (one.path === '/console' ? '?status=all' : ''),
            );
            if (!String(headers['content-type']).startsWith('text/html')) continue;
            expect([one.route, isWild(body)]).toEqual([one.route, false]);
            if (body.includes('&lt;img src=x onerror=alert(1)>')) shown += 1;
          }
        }
      }
      // Queue, cases, comparisons, Data Pemda, reporters, users, access log.
      expect(shown).toBeGreaterThan(10);
    });

    it('is read as text where what was typed comes back', async () => {
      const url = `/console/kasus/${wildTargets[3]?.caseId ?? ''}`;
      for (const answer of [
        await visitor().signIn(wild, wild),
        await supervisor.post(`${url}/putusan`, {
          decision: 'reject',
          version: '2',
          reason: wild,
          note: wild,
        }),
        await supervisor.post(`${url}/putusan`, {
          decision: 'duplicate',
          version: '2',
          number: wild,
          note: wild,
        }),
        await admin.post('/console/pelapor', { name: wild, role: wild, phone: wild, desa: wild }),
        await admin.post('/console/pengguna', { username: wild, name: wild, role: wild, regions: wild }),
        await supervisor.post('/console/unduh/laporan', {
          purpose: 'other',
          note: `${wild} 640801010180`,
          format: wild,
        }),
      ]) {
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(isWild(answer.body)).toBe(false);
      }
      const found = await supervisor.post('/console/cari', { q: wild });
      expect((await supervisor.get(location(found))).body).toContain('&lt;img src=x onerror=alert(1)>');
    });

    it('is read as text in the simulator', async () => {
      const url = `/simulator/${trialReporters[0]?.id ?? ''}`;
      await visitor().post(url, { _csrf: '', clientId: uuidv7(), text: wild });
      const { body } = await visitor().get(url);
      const { body: later } = await visitor().get(`${url}/messages`);
      for (const html of [
        body,
        ...(JSON.parse(later) as { items: { html: string }[] }).items.map(({ html: part }) => part),
      ]) {
        expect(html).not.toContain('<img src=x');
      }
      expect(body + later).toContain('&lt;img src=x onerror=alert(1)>');
    });

    it('puts no formula into a file', async () => {
      const month = new Date().toISOString().slice(0, 7);
      const asked = {
        purpose: 'reporting',
        status: 'all',
        identities: '1',
        desa: targets[0]?.desa ?? '',
        bulan: month,
      };
      for (const list of ['/console/unduh/laporan', '/console/unduh/data-pemda', '/console/bnba']) {
        const csv = await supervisor.post(list, { ...asked, format: 'csv' });
        expect([list, csv.status]).toEqual([list, 200]);
        const cells = parse(csv.body, { bom: true, delimiter: [';', ','], relax_quotes: true }).flat();
        expect(
          cells.filter((cell) => /^\s*[=+\-@\t\r]/.test(cell) && cell !== '-'),
          list,
        ).toEqual([]);
        expect(
          cells.some((cell) => cell.includes('<img src=x')),
          list,
        ).toBe(true);

        const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: '' };
        headers.cookie = [...supervisor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const form = { ...asked, format: 'xlsx', _csrf: await supervisor.token() };
        const payload = new URLSearchParams(form).toString();
        const { rawPayload } = await recorded.app.inject({ method: 'POST', url: list, headers, payload });
        const sheets = Object.entries(unzipSync(rawPayload)).filter(([name]) =>
          name.startsWith('xl/worksheets/'),
        );
        for (const [, bytes] of sheets) {
          expect(strFromU8(bytes)).not.toMatch(/<f[ >]|<img/);
          expect(strFromU8(bytes)).toContain('&lt;img src=x');
        }
        expect(sheets).toHaveLength(1);
      }
    });
  });
});
