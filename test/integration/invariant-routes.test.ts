/**
 * Every route, whoever asks, whatever it is about: allowed exactly what the rules say (test/support/route-rules.ts
 * is their table), refused without a sign that it exists, and never a word of what one may not know.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { makeToken } from '../../src/usecases/accounts/session.js';
import {
  makeAccessWorld,
  sessionRow,
  type AccessWorld,
  type Person,
  type Target,
} from '../support/access-world.js';
import { openTestContainer } from '../support/container.js';
import { startRecordedApp, type RecordedApp } from '../support/recorded-app.js';
import { absentId, absentOf, addressOf, knows, routeRules, type RouteRule } from '../support/route-rules.js';
import { Visitor, type Answer } from '../support/visitor.js';

describe('every route', () => {
  let container: Container;
  let recorded: RecordedApp;
  let world: AccessWorld;
  const visitors = new Map<string, Visitor>();

  beforeAll(async () => {
    container = await openTestContainer({
      env: {
        TELEGRAM_BOT_TOKEN: '700000001:uji',
        TELEGRAM_WEBHOOK_SECRET: 'rahasia-untuk-uji-saja',
        PUBLIC_URL: 'http://sipmas.invalid',
      },
    });
    recorded = await startRecordedApp(container);
    world = await makeAccessWorld(container);
  });

  const ruleOf = (route: string): RouteRule => {
    const rule = routeRules[route];
    if (rule === undefined)
      throw new Error(`${route} has no rule: add its line to test/support/route-rules.ts`);
    return rule;
  };
  const visitorOf = async (person: Person, { fresh }: RouteRule): Promise<Visitor> => {
    if (fresh === true && person.token !== null) {
      const token = makeToken();
      const row = sessionRow(person, token);
      if (row !== null) await container.database.consoleSession.create({ data: row });
      return new Visitor(recorded.app, token);
    }
    const visitor = visitors.get(person.id) ?? new Visitor(recorded.app, person.token);
    visitors.set(person.id, visitor);
    return visitor;
  };
  const ask = async (route: string, person: Person, target: Target): Promise<Answer> => {
    const [method, path] = route.split(' ') as ['GET' | 'POST', string];
    const rule = ruleOf(route);
    const { query = {}, fields = {} } = rule.ask?.(target) ?? {};
    const search = new URLSearchParams(query).toString();
    const url = addressOf(path, rule, target) + (search === '' ? '' : `?${search}`);
    const visitor = await visitorOf(person, rule);
    return visitor.send({ method, url, fields, endless: rule.endless === true });
  };
  /** What an answer shows, but for what is another each time. */
  const shown = ({ status, headers, body }: Answer, target: Target) => {
    const ids = [target.caseId, target.entryId, target.photoId, target.twinId, target.reporterId];
    const plain = (text: string) =>
      [...ids, target.userId, target.importId, target.runId, target.viewId]
        .reduce<string>((rest, id) => rest.replaceAll(id ?? absentId, absentId), text)
        .replace(/(name="_csrf" value=")[^"]*/g, '$1');
    return {
      status,
      type: headers['content-type'],
      location: plain(String(headers['location'] ?? '')),
      body: plain(body),
    };
  };
  /** Counts what stands in the database, and what was last written to it, but for sessions. */
  const written = async () => {
    const tables = await container.database.$queryRaw<{ name: string }[]>`
      SELECT quote_ident(table_name) AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        AND table_name NOT IN ('console_session', 'region', 'pmks_category', '_prisma_migrations')`;
    const sums = tables.map(
      ({ name }) =>
        `SELECT '${name}' AS of, count(*)::int AS rows, max(xmin::text::bigint)::text AS last FROM ${name}`,
    );
    return container.database.$queryRawUnsafe<object[]>(`${sums.join(' UNION ALL ')} ORDER BY 1`);
  };

  const isRefused = (person: Person, rule: RouteRule, target: Target) =>
    person.session !== 'whole' || !rule.may(person, target);

  /** Throws unless it is answered as the rules say. */
  const judge = async (route: string, person: Person, target: Target) => {
    const rule = ruleOf(route);
    const ok = rule.ok ?? [200, 303];
    if (rule.guard !== 'session' || !isRefused(person, rule, target)) {
      const answer = await ask(route, person, target);
      expect(ok).toContain(answer.status);
      if (rule.subject !== null && rule.alike !== true) {
        expect(shown(answer, target)).not.toEqual(shown(await ask(route, person, absentOf(target)), target));
      }
      return answer;
    }
    await (await visitorOf(person, rule)).token();
    const before = await written();
    const answer = await ask(route, person, target);
    if (rule.looks?.(person, target) !== true) expect(await written()).toEqual(before);
    if (person.session !== 'whole') {
      expect([answer.status, answer.headers['location']]).toEqual([
        303,
        expect.stringMatching(/^\/console\/masuk\?next=/),
      ]);
    }
    const absent =
      rule.subject === null && person.session === 'whole'
        ? await askNothing(route, person)
        : await ask(route, person, absentOf(target));
    expect(shown(answer, target)).toEqual(shown(absent, target));
    return answer;
  };
  const askNothing = async (route: string, person: Person) =>
    (await visitorOf(person, ruleOf(route))).send({
      method: route.startsWith('GET') ? 'GET' : 'POST',
      url: '/console/tidak-ada',
    });
  /** Nobody reads the name or number of whom they may not know, on whatever page. */
  const expectNothingTold = ({ body }: Answer, person: Person) => {
    const hidden = world.targets.filter((t) => person.session !== 'whole' || !knows(person, t));
    const told = hidden.filter(
      ({ marks: [name = '-', nik = '-'] }) => body.includes(name) || body.includes(nik),
    );
    expect(told.map(({ name }) => name)).toEqual([]);
  };
  const check = async (route: string, person: Person, target: Target) => {
    try {
      expectNothingTold(await judge(route, person, target), person);
    } catch (error) {
      const who = `${person.session} ${person.role}${person.sensitive ? ' with the grant' : ''}`;
      const where = person.regions.join(', ');
      throw new Error(`${route}, asked by a ${who} of [${where}] about ${target.name}`, { cause: error });
    }
  };

  /** Mostly of whole sessions, and of what there is. */
  const anyCall = () => {
    const [about, without] = [true, false].map((is) =>
      recorded.routes.filter((route) => (ruleOf(route).subject !== null) === is),
    ) as [string[], string[]];
    const [whole, broken] = [true, false].map((is) =>
      world.people.filter(({ session }) => (session === 'whole') === is),
    ) as [Person[], Person[]];
    const isThere = (route: string) => (t: Target) => !addressOf(route, ruleOf(route), t).includes(absentId);
    return fc
      .oneof(
        { weight: 4, arbitrary: fc.constantFrom(...about) },
        { weight: 1, arbitrary: fc.constantFrom(...without) },
      )
      .chain((route) =>
        fc.tuple(
          fc.constant(route),
          fc.oneof(
            { weight: 5, arbitrary: fc.constantFrom(...whole) },
            { weight: 1, arbitrary: fc.constantFrom(...broken) },
          ),
          fc.constantFrom(...world.targets.filter(isThere(route))),
        ),
      );
  };

  it('has a rule, and every rule has its route', () => {
    const unruled = recorded.routes.filter((route) => routeRules[route] === undefined);
    expect(unruled, 'Add a line for each to test/support/route-rules.ts; its head says how').toEqual([]);
    expect(Object.keys(routeRules).filter((route) => !recorded.routes.includes(route))).toEqual([]);
  });

  it('is answered to each role and to nobody as its rule says', { timeout: 120_000 }, async () => {
    const [near] = world.targets;
    if (near === undefined) throw new Error('no case');
    const some = world.people.filter(
      ({ role, session, regions, sensitive }) =>
        (session === 'whole' && !sensitive && regions.includes('64.08')) ||
        (session !== 'whole' && role === 'supervisor'),
    );
    for (const route of recorded.routes) for (const person of some) await check(route, person, near);
  });

  it('is answered to anybody about anything as its rule says', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyCall(), ([route, person, target]) => check(route, person, target)),
      { numRuns: Number(process.env['ROUTE_RUNS'] ?? 700) },
    );
  });
});
