/** The API as its own document says: every operation, every problem that is told of, judged by the document's schemas. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { FastifyInstance } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { addDays } from '../../src/domain/time.js';
import { apiProblems, type ApiProblem } from '../../src/i18n/opd-api.js';
import { deliveryTypes, signTelling } from '../../src/domain/opd/webhook.js';
import { agencyWithKey, setGrant, wholeGrant } from '../support/agencies.js';
import { openTestContainer } from '../support/container.js';
import { household, pmks, registered } from '../support/kinds.js';
import { ApiClient, type ApiAnswer } from '../support/opd-api.js';
import { whileDatabaseIsAway } from '../support/outage.js';
import { startRecordedApp } from '../support/recorded-app.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { importedAs, sourceRow } from '../support/source-rows.js';

interface Documented {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Answered>> }>>>
  >;
  readonly webhooks: Readonly<Record<string, { readonly post: Telling }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}
interface Telling {
  readonly parameters: readonly { readonly name: string }[];
  readonly requestBody: {
    readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } };
  };
}
interface Answered {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;
}

const absent = '019aa000-0000-7000-8000-00000000dead';
/** Of a key's form; that there is none must be asked of the database. */
const unheardOf = `sipmas_ujicoba1_${'A'.repeat(43)}`;

describe('the api', () => {
  let container: Container;
  let app: FastifyInstance;
  let url: string;
  let document: Documented;
  let key: string;
  let client: ApiClient;
  /** Of whom, and of which list of aid, there is something to tell. */
  const known = { person: '', list: '', aid: '' };
  const judge = new Ajv2020({ strict: false, validateFormats: false });
  const seen = new Set<string>();

  beforeAll(async () => {
    container = await openTestContainer();
    const site = await startRecordedApp(container);
    ({ app, url } = site);
    document = (await new ApiClient(app, null).get('/openapi.json')).json() as Documented;
    // As references in it are written, it is the root.
    judge.addSchema(document, 'api');
    await importedAs(
      container,
      'DTSEN',
      [1, 2, 3].map((n) => sourceRow(n, { kk: syntheticKk(n), phone: '+628120000001' })),
    );
    await importedAs(container, 'PMKS', [
      sourceRow(4, { desil: null, category: '08' }),
      sourceRow(5, { category: '16' }),
    ]);
    const by = await syntheticContact(container);
    const who = { nik: syntheticNik(6), name: 'Uji Kepala', kk: syntheticKk(6) };
    await registered(container, by, household('64.08.04.2001', who));
    await registered(
      container,
      by,
      pmks('64.08.04.2001', { nik: syntheticNik(7), name: 'Uji Pemda', categories: ['11'] }),
    );
    const program = { agencyId: null, active: true, version: 1, createdAt: new Date() };
    await container.database.aidProgram.createMany({
      data: ['beras', 'sembako'].map((code) => ({ ...program, code, name: `Bantuan ${code}` })),
    });
    const made = await agencyWithKey(container, { ...wholeGrant, programs: ['beras'] });
    ({ key } = made);
    client = new ApiClient(app, key);
  });

  /** Throws unless the document says that this may be answered, of this form. */
  const asDocumented = (method: 'get' | 'post', path: string, answer: ApiAnswer): ApiAnswer => {
    const { status, headers, body } = answer;
    const documented = document.paths[path]?.[method]?.responses[String(status)];
    if (documented === undefined)
      throw new Error(`${method} ${path}: ${String(status)} is not in the document\n${body}`);
    seen.add(`${method} ${path} ${String(status)}`);
    const streamed = String(headers['content-type']).includes('ndjson');
    for (const name of Object.keys(documented.headers ?? {})) {
      // What is streamed has no ETag: that would be known at its end.
      if (!streamed || name !== 'ETag') expect(headers).toHaveProperty(name.toLowerCase());
    }
    if (documented.content === undefined) {
      expect(body).toBe('');
      return answer;
    }
    const type = String(headers['content-type']).split(';')[0] ?? '';
    const schema = documented.content[type]?.schema;
    if (schema === undefined) throw new Error(`${method} ${path}: ${type} is not in the document`);
    const validate = judge.compile({ $ref: `api${schema.$ref}` });
    const told = type.endsWith('ndjson')
      ? body
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown)
      : [answer.json()];
    for (const one of told) expect([validate(one), validate.errors]).toEqual([true, null]);
    return answer;
  };
  const idOf = async (n: number): Promise<string> => {
    const { items } = (await client.post('/people/look-up', { nik: syntheticNik(n) })).json() as {
      items: { id: string }[];
    };
    return items[0]?.id ?? '';
  };

  let daysOfAid = 0;
  /** One request of each operation, that is answered with data where nothing is broken. */
  const everyOperation = async (by: ApiClient) => {
    daysOfAid += 1;
    const givenOn = addDays('2026-01-01', daysOfAid);
    const aid = { personId: known.person, program: 'beras', givenOn, goods: 'Beras 10 kg' };
    const once = by.with({ 'idempotency-key': `setiap-${String(daysOfAid)}` });
    const asked = [
      ['get', '/me', () => by.get('/me')],
      ['post', '/people/look-up', () => by.post('/people/look-up', { nik: syntheticNik(1) })],
      ['get', '/people/{id}', () => by.get(`/people/${known.person}`)],
      ['get', '/people', () => by.get('/people')],
      ['get', '/aid-lists', () => by.get('/aid-lists')],
      ['get', '/aid-lists/{id}/rows', () => by.get(`/aid-lists/${known.list}/rows`)],
      ['post', '/aid', () => once.post('/aid', aid)],
      ['post', '/aid/{id}/withdrawal', () => by.post(`/aid/${known.aid}/withdrawal`, { reason: 'content' })],
      ['get', '/changes', () => by.get('/changes')],
    ] as const;
    expect(asked.map(([method, path]) => `${method} ${path}`).toSorted()).toEqual(documentedOperations());
    return Promise.all(asked.map(async ([method, path, ask]) => ({ method, path, answer: await ask() })));
  };
  const documentedOperations = () =>
    Object.entries(document.paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
      .toSorted();

  it('answers each operation as its document says', async () => {
    const id = await idOf(1);
    known.person = id;
    for (const [method, path, answer] of [
      ['get', '/me', await client.get('/me')],
      ['post', '/people/look-up', await client.post('/people/look-up', { nik: syntheticNik(1) })],
      ['post', '/people/look-up', await client.post('/people/look-up', { kk: syntheticKk(2) })],
      ['get', '/people/{id}', await client.get(`/people/${id}`)],
      ['get', '/people', await client.get('/people?limit=500')],
      ['get', '/changes', await client.get('/changes')],
      ['get', '/changes', await client.with({ accept: 'application/x-ndjson' }).get('/changes?limit=100000')],
    ] as const) {
      expect(asDocumented(method, path, answer).status).toBe(200);
    }
  });

  it('answers 304 to who has it already', async () => {
    const id = await idOf(1);
    for (const [path, asked] of [
      ['/me', '/me'],
      ['/people/{id}', `/people/${id}`],
      ['/people', '/people?desilMax=3'],
    ] as const) {
      const etag = String((await client.get(asked)).headers['etag']);
      const again = asDocumented('get', path, await client.with({ 'if-none-match': etag }).get(asked));
      expect([path, again.status]).toEqual([path, 304]);
    }
    // A cursor's seal is another each time; with the cursor given it stays.
    const { next } = (await client.get('/changes')).json() as { next: string };
    const asked = `/changes?cursor=${encodeURIComponent(next)}`;
    const etag = String((await client.get(asked)).headers['etag']);
    expect(
      asDocumented('get', '/changes', await client.with({ 'if-none-match': etag }).get(asked)).status,
    ).toBe(304);
  });

  it('tells what is wrong with a request, field by field', async () => {
    const wrong = asDocumented(
      'post',
      '/people/look-up',
      await client.post('/people/look-up', { nik: '123' }),
    );
    expect(wrong.json()).toMatchObject({ status: 422, code: 'invalid', errors: [{ field: 'nik' }] });
    const { purpose: _, ...none } = { purpose: '' };
    const silent = new ApiClient(app, key, none);
    for (const [method, path, answer] of [
      ['post', '/people/look-up', await client.post('/people/look-up', {})],
      [
        'post',
        '/people/look-up',
        await client.post('/people/look-up', { nik: syntheticNik(1), kk: syntheticKk(1) }),
      ],
      ['post', '/people/look-up', await silent.post('/people/look-up', { nik: syntheticNik(1) })],
      [
        'post',
        '/people/look-up',
        await client.with({ purpose: 'other' }).post('/people/look-up', { nik: syntheticNik(1) }),
      ],
      [
        'post',
        '/people/look-up',
        await client.with({ 'content-type': 'application/json' }).post('/people/look-up', '{'),
      ],
      ['get', '/people/{id}', await client.get('/people/123')],
      ['get', '/people', await client.get('/people?desilMax=11')],
      ['get', '/people', await silent.get('/people')],
      ['get', '/changes', await client.get('/changes?limit=0')],
      ['get', '/changes', await client.get('/changes?limit=100001')],
    ] as const) {
      expect(asDocumented(method, path, answer).status).toBe(422);
    }
    expect(
      await container.database.accessLog.count({ where: { purpose: null, agencyId: { not: null } } }),
    ).toBe(0);
  });

  it('refuses whom it does not know, and what is not JSON or too large', async () => {
    const nobody = new ApiClient(app, null);
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path, method })),
    );
    for (const { path, method } of operations) {
      const asked = path.replace('{id}', absent);
      const answer = method === 'get' ? await nobody.get(asked) : await nobody.post(asked, {});
      expect(asDocumented(method as 'get', path, answer).status).toBe(401);
    }
    const look = '/people/look-up';
    const text = client.with({ 'content-type': 'text/plain' });
    expect(asDocumented('post', look, await text.post(look, 'nik')).status).toBe(415);
    expect(asDocumented('post', look, await client.post(look, { nik: '1'.repeat(20_000) })).status).toBe(413);
    expect(asDocumented('get', '/people/{id}', await client.get(`/people/${absent}`)).status).toBe(404);
  });

  it('records aid once, however often and by however many it is sent at once', async () => {
    const personId = await idOf(1);
    const aid = { personId, program: 'beras', givenOn: '2026-10-01', goods: 'Beras 10 kg' };
    const send = async (key: string | null, body: object, by = client) => {
      const as = key === null ? by : by.with({ 'idempotency-key': key });
      return asDocumented('post', '/aid', await as.post('/aid', body));
    };
    const answers = await Promise.all([1, 2, 3, 4].map(() => send('satu', aid)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const outcomes = answers.map((answer) => answer.json() as { id: string; status: string });
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['recorded', 'same', 'same', 'same']);
    expect(new Set(outcomes.map(({ id }) => id)).size).toBe(1);
    expect(await container.database.aidGiven.count()).toBe(1);
    expect((await send('dua', aid)).json()).toMatchObject({ status: 'already', id: outcomes[0]?.id });
    expect((await send('satu', { ...aid, goods: 'Gula 1 kg' })).json()).toMatchObject({ code: 'key_reused' });
    for (const [wrong, field] of [
      [{ ...aid, givenOn: '2999-01-01' }, 'givenOn'],
      [{ ...aid, goods: null }, 'amount'],
      [{ ...aid, goods: null, amount: -5 }, 'amount'],
      [{ ...aid, goods: syntheticNik(1) }, 'goods'],
      [{ program: 'beras', givenOn: '2026-10-01' }, 'personId'],
    ] as const) {
      expect((await send('tiga', wrong)).json()).toMatchObject({ status: 422, errors: [{ field }] });
    }
    expect((await send(null, aid)).json()).toMatchObject({ errors: [{ field: 'header idempotency-key' }] });
    // Neither a programme nor a person outside the grant, nor without the action.
    expect((await send('empat', { ...aid, program: 'sembako' })).status).toBe(404);
    expect((await send('empat', { ...aid, personId: absent })).status).toBe(404);
    const { key: far } = await agencyWithKey(container, {
      ...wholeGrant,
      programs: ['beras'],
      areas: ['64.08.01'],
    });
    expect((await send('empat', aid, new ApiClient(app, far))).status).toBe(404);
    const { key: reader } = await agencyWithKey(container, {
      ...wholeGrant,
      programs: ['beras'],
      actions: ['read'],
    });
    expect((await send('empat', aid, new ApiClient(app, reader))).status).toBe(404);
    const text = client.with({ 'idempotency-key': 'lima', 'content-type': 'text/plain' });
    expect(asDocumented('post', '/aid', await text.post('/aid', 'x')).status).toBe(415);
    expect((await send('lima', { goods: 'x'.repeat(20_000) })).status).toBe(413);
    const told = (await client.get(`/people/${personId}`)).json() as { aid: object[] };
    expect(told.aid).toEqual([
      { program: 'beras', givenOn: '2026-10-01', amount: null, goods: 'Beras 10 kg' },
    ]);
    expect(
      await container.database.accessLog.count({ where: { action: 'api.aid_recorded', subject: personId } }),
    ).toBe(5);
  });

  it('tells of approved lists of its programmes, within its areas, as they were frozen', async () => {
    const { database, storage } = container;
    const users = await Promise.all(['supervisor', 'verifikator'].map((name) => staff(container, name)));
    const list = async (more: {
      program?: string;
      areas?: string[];
      sensitive?: boolean;
      state?: string;
    }) => {
      const { program = 'beras', areas = ['64.08.04'], sensitive = false, state = 'approved' } = more;
      const id = uuidv7();
      const decided = state === 'approved' ? users[1]?.id : null;
      await database.$executeRaw`
        INSERT INTO aid_list (id, name, program_code, criteria, areas, categories, sensitive, state, version, author_id,
          created_at, frozen_at, row_count, composition, sealed_to, decided_by_id, decided_at)
        VALUES (${id}::uuid, 'Uji Daftar', ${program}, '{}', ${areas}, '{}', ${sensitive}, ${state}, 1,
          ${users[0]?.id}::uuid, now(), now(), 2, '{}', 2, ${decided}::uuid,
          CASE WHEN ${state} = 'approved' THEN now() END)`;
      return id;
    };
    const seen = await list({});
    known.list = seen;
    const hidden = [
      await list({ program: 'sembako' }),
      await list({ areas: ['64.08'] }),
      await list({ areas: ['64.08.01'] }),
      await list({ sensitive: true }),
      await list({ state: 'frozen' }),
    ];
    for (const n of [1, 2]) {
      const row = uuidv7();
      const data = { nik: syntheticNik(n), kk: null, address: { line: 'Gang Uji', rt: '001', rw: null } };
      const cell = { table: 'aid_list_row', column: 'data_enc', row };
      await database.$executeRaw`
        INSERT INTO aid_list_row (id, list_id, n, person_id, name, desa_code, desil, desil_source, sources, categories,
          verified, data_enc)
        VALUES (${row}::uuid, ${seen}::uuid, ${n}::int, ${await idOf(n)}::uuid, ${`Uji Beku ${String(n)}`},
          '64.08.04.2001', 2, 'DTSEN', '{DTSEN}', '{}', true, ${storage.cipher.sealJson(data, cell)})`;
    }
    const grant = { ...wholeGrant, programs: ['beras'], areas: ['64.08.04'], groups: ['identity' as const] };
    const { key: own, agencyId } = await agencyWithKey(container, grant);
    const mine = new ApiClient(app, own);
    const lists = asDocumented('get', '/aid-lists', await mine.get('/aid-lists'));
    expect((lists.json() as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([seen]);
    const rowsOf = async (id: string, query = '') =>
      asDocumented('get', '/aid-lists/{id}/rows', await mine.get(`/aid-lists/${id}/rows${query}`));
    for (const id of [...hidden, absent]) expect((await rowsOf(id)).status).toBe(404);
    const first = (await rowsOf(seen, '?limit=1')).json() as { items: object[]; next: string };
    const identity = { nik: syntheticNik(1), name: 'Uji Beku 1', birthDate: null, sex: null };
    expect(first.items).toEqual([{ n: 1, personId: await idOf(1), desa: '64.08.04.2001', identity }]);
    const cursor = `?limit=2&cursor=${encodeURIComponent(first.next)}`;
    expect((await rowsOf(seen, cursor)).json()).toMatchObject({ items: [{ n: 2 }], next: null });
    for (const [path, asked] of [
      ['/aid-lists', '/aid-lists'],
      ['/aid-lists/{id}/rows', `/aid-lists/${seen}/rows`],
    ] as const) {
      const etag = String((await mine.get(asked)).headers['etag']);
      expect(asDocumented('get', path, await mine.with({ 'if-none-match': etag }).get(asked)).status).toBe(
        304,
      );
      expect(asDocumented('get', path, await mine.with({ purpose: 'x' }).get(asked)).status).toBe(422);
    }
    await setGrant(container, agencyId, { ...grant, groups: ['contact', 'socio_economic'] });
    expect((await rowsOf(seen, cursor)).json()).toMatchObject({ status: 410 });
    const told = (await rowsOf(seen)).json() as { items: object[] };
    const plain = {
      desa: '64.08.04.2001',
      contact: { address: 'Gang Uji RT 001' },
      desil: { value: 2, source: 'DTSEN' },
    };
    expect(told.items[0]).toEqual({ n: 1, personId: await idOf(1), ...plain });

    // Aid by a list is for its people alone; a list out of sight holds nobody.
    const give = async (n: number, listId: string, by = mine) => {
      const aid = {
        personId: await idOf(n),
        program: 'beras',
        givenOn: '2026-10-09',
        goods: 'Beras',
        listId,
      };
      const as = by.with({ 'idempotency-key': `${listId} ${String(n)}` });
      return asDocumented('post', '/aid', await as.post('/aid', aid));
    };
    for (const id of [...hidden, absent]) {
      expect((await give(1, id)).json()).toMatchObject({ status: 422, errors: [{ field: 'listId' }] });
    }
    expect((await give(3, seen)).json()).toMatchObject({ status: 422, errors: [{ field: 'listId' }] });
    expect((await give(1, 'x')).json()).toMatchObject({ status: 422, errors: [{ field: 'listId' }] });
    expect((await give(1, seen)).json()).toMatchObject({ status: 'recorded' });
    expect((await give(1, seen)).json()).toMatchObject({ status: 'same' });
    const { key: far } = await agencyWithKey(container, { ...grant, areas: ['64.08.01'] });
    expect((await give(2, seen, new ApiClient(app, far))).status).toBe(404);
    // Whom the list has in the agency's area may be given something by it, also if they have moved since.
    const moved = await idOf(2);
    const elsewhere = sourceRow(2, { desaCode: '64.08.01.2001', kk: syntheticKk(2) });
    await importedAs(container, 'DTSEN', [elsewhere], { whole: false, asOf: '2026-02-01' });
    expect((await mine.get(`/people/${moved}`)).status).toBe(404);
    expect((await give(2, seen)).json()).toMatchObject({ status: 'recorded' });
    expect(await database.aidGiven.count({ where: { listId: seen } })).toBe(2);
    expect(await database.accessLog.count({ where: { action: 'api.aid_list_read', subject: seen } })).toBe(5);
  });

  it('takes back what the agency recorded itself, once, with a reason, and what is no one else’s', async () => {
    const { database } = container;
    const aid = { personId: await idOf(3), program: 'beras', givenOn: '2026-10-02', amount: 600_000 };
    const record = async (key: string) =>
      (await client.with({ 'idempotency-key': key }).post('/aid', aid)).json() as {
        id: string;
        status: string;
      };
    const { id } = await record('tarik');
    known.aid = id;
    const path = '/aid/{id}/withdrawal';
    const withdraw = async (body: string | object, of = id, by = client) =>
      asDocumented('post', path, await by.post(`/aid/${of}/withdrawal`, body));
    for (const [body, field] of [
      [{}, 'reason'],
      [{ reason: 'x' }, 'reason'],
      [{ reason: 'other' }, 'note'],
      [{ reason: 'person', note: `NIK ${syntheticNik(3)}` }, 'note'],
      [{ reason: 'person', note: 'x'.repeat(301) }, 'note'],
    ] as const) {
      expect((await withdraw(body)).json()).toMatchObject({ status: 422, errors: [{ field }] });
    }
    const { key: other } = await agencyWithKey(container, { ...wholeGrant, programs: ['beras'] });
    const why = { reason: 'content' };
    expect((await withdraw(why, id, new ApiClient(app, other))).status).toBe(404);
    expect((await withdraw(why, absent)).status).toBe(404);
    expect(asDocumented('post', path, await client.post('/aid/x/withdrawal', why)).status).toBe(422);
    const text = client.with({ 'content-type': 'text/plain' });
    expect((await withdraw('x', id, text)).status).toBe(415);
    expect((await withdraw({ reason: 'person', note: 'x'.repeat(20_000) })).status).toBe(413);
    expect(await database.aidGiven.count({ where: { id, withdrawnAt: null } })).toBe(1);
    const answers = await Promise.all([1, 2, 3].map(() => withdraw(why)));
    for (const answer of answers) expect(answer.json()).toEqual({ id, status: 'withdrawn' });
    const first = await database.aidGiven.findUniqueOrThrow({ where: { id } });
    expect((await withdraw({ reason: 'other', note: 'Lain lagi' })).status).toBe(200);
    expect(await database.aidGiven.findUniqueOrThrow({ where: { id } })).toEqual(first);
    expect(first).toMatchObject({ withdrawnReason: 'content', withdrawnNote: null });
    expect((await client.get(`/people/${aid.personId}`)).json()).toMatchObject({ aid: [] });
    expect((await record('tarik')).status).toBe('same');
    expect((await record('tarik lagi')).status).toBe('recorded');
    const log = await database.accessLog.findMany({ where: { action: 'api.aid_withdrawn', subject: id } });
    expect(log).toHaveLength(4);
  });

  it('ends a cursor when the list, the grant or the feed is another, or the agency', async () => {
    const { agencyId, key: own } = await agencyWithKey(container);
    const mine = new ApiClient(app, own);
    const { next } = (await mine.get('/people?limit=1')).json() as { next: string };
    const { next: at } = (await mine.get('/changes?limit=1')).json() as { next: string };
    const people = (more: string) => `/people?cursor=${encodeURIComponent(next)}${more}`;
    const changes = `/changes?cursor=${encodeURIComponent(at)}`;
    expect((await mine.get(people('&limit=1'))).status).toBe(200);
    const ended = async (path: '/people' | '/changes', asked: string, by = mine) => {
      expect(asDocumented('get', path, await by.get(asked)).json()).toMatchObject({
        status: 410,
        code: 'cursor_expired',
      });
    };
    await ended('/people', people('&desilMax=5'));
    await ended('/people', people(''), client);
    await ended('/changes', changes, client);
    await ended('/changes', '/changes?cursor=abc');
    await setGrant(container, agencyId, { ...wholeGrant, areas: ['64.08.04'] });
    await ended('/people', people(''));
    await ended('/changes', changes);
    const { next: fresh } = (await mine.get('/changes?limit=1')).json() as { next: string };
    await container.database.$executeRaw`UPDATE change_feed SET system = 'another'`;
    await ended('/changes', `/changes?cursor=${encodeURIComponent(fresh)}`);
  });

  it('holds each key to its rate, and says when to come again', async () => {
    const { agencyId } = await agencyWithKey(container);
    const { key: slow } = await agencyWithKey(container, wholeGrant, 3);
    const asking = new ApiClient(app, slow);
    for (let left = 2; left >= 0; left -= 1) {
      expect((await asking.get('/me')).headers['ratelimit-remaining']).toBe(String(left));
    }
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path, method })),
    );
    for (const { path, method } of operations) {
      const asked = path.replace('{id}', absent);
      const answer = method === 'get' ? await asking.get(asked) : await asking.post(asked, {});
      expect(asDocumented(method as 'get', path, answer).json()).toMatchObject({
        status: 429,
        code: 'too_many',
      });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect((await client.get('/me')).status).toBe(200);
    expect(agencyId).not.toBe('');
  });

  /** What a fault is told as: these words, and nothing of what happened. */
  const problem = (code: ApiProblem, status: number) => ({
    ...apiProblems[code],
    type: `/api/v1#${code}`,
    status,
    code,
  });

  it('says that its database is away, and when to come again', async () => {
    const before = await everyOperation(client);
    expect(before.map(({ answer }) => answer.status)).toEqual(before.map(() => 200));
    await whileDatabaseIsAway(container, async () => {
      // Who asks is remembered for seconds; of /me there is nothing else to ask the database.
      const unknown = new ApiClient(app, unheardOf);
      const answers = [...(await everyOperation(client)), ...(await everyOperation(unknown))];
      for (const { method, path, answer } of answers) {
        if (path === '/me' && answer.status === 200) continue;
        expect([path, asDocumented(method, path, answer).status]).toEqual([path, 503]);
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
        expect(answer.json()).toEqual(problem('unavailable', 503));
      }
      expect(answers.filter(({ answer }) => answer.status === 503)).toHaveLength(answers.length - 1);
    });
    const after = await everyOperation(client);
    expect(after.filter(({ answer }) => answer.status >= 500)).toEqual([]);
  });

  it('tells nothing of a fault of its own but that there was one', async () => {
    const { database } = container;
    const given = await database.aidGiven.count();
    const broken = async (table: 'access_log' | 'api_key', by: ApiClient) => {
      await database.$executeRawUnsafe(`ALTER TABLE ${table} RENAME TO mislaid`);
      try {
        return await everyOperation(by);
      } finally {
        await database.$executeRawUnsafe(`ALTER TABLE mislaid RENAME TO ${table}`);
      }
    };
    // What cannot be noted is not told; and who cannot be known is told nothing.
    const unnoted = (await broken('access_log', client)).filter(({ path }) => path !== '/me');
    const unknown = await broken('api_key', new ApiClient(app, unheardOf));
    for (const { method, path, answer } of [...unnoted, ...unknown]) {
      expect([path, asDocumented(method, path, answer).status]).toEqual([path, 500]);
      expect(answer.json()).toEqual(problem('internal', 500));
    }
    expect(await database.aidGiven.count()).toBe(given);
    expect((await client.get('/me')).status).toBe(200);
  });

  it('has every answer of its document tried here', () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) =>
        Object.keys(responses).map((status) => `${method} ${path} ${status}`),
      ),
    );
    expect(documented.filter((one) => !seen.has(one))).toEqual([]);
  });

  it('says of a webhook what is sent', () => {
    const at = new Date();
    for (const type of deliveryTypes) {
      const { headers, body } = signTelling(
        { id: absent, type, madeAt: at },
        { secret: 'whsec_', keyId: absent, at },
      );
      const { parameters, requestBody } =
        document.webhooks[type === 'ping' ? 'changes.available' : type]?.post ?? {};
      const validate = judge.compile({
        $ref: `api${requestBody?.content['application/json'].schema.$ref ?? ''}`,
      });
      expect([validate(JSON.parse(body)), validate.errors]).toEqual([true, null]);
      for (const { name } of parameters ?? []) expect(headers).toHaveProperty(name);
    }
  });

  it('is known to the log before it is answered, and shown there', async () => {
    const before = await container.database.accessLog.count();
    await client
      .with({ purpose: 'other', 'purpose-note': 'Uji coba saja' })
      .post('/people/look-up', { nik: syntheticNik(5) });
    const rows = await container.database.accessLog.findMany({ orderBy: { id: 'asc' }, skip: before });
    expect(rows).toMatchObject([
      { action: 'api.looked_up', purpose: 'other', purposeNote: 'Uji coba saja', rowCount: 1, userId: null },
      { action: 'api.sensitive_read' },
    ]);
    expect(url).not.toBe('');
  });
});
