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
import type { Decision, StaffActor } from '../../src/usecases/console-services.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { writtenIn } from '../support/written.js';
import { ineligible, objectTo, pmks } from '../support/kinds.js';
import { submitKind } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticNik } from '../support/reports.js';
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
    const ids = [
      target.caseId,
      target.entryId,
      target.personId,
      target.householdId,
      target.photoId,
      target.twinId,
      target.reporterId,
    ];
    const plain = (text: string) =>
      [
        ...ids,
        target.userId,
        target.importId,
        target.runId,
        target.viewId,
        target.deliveryId,
        target.uploadId,
        target.pairId,
        target.agencyId,
        target.apiKeyId,
        target.webhookId,
      ]
        .reduce<string>((rest, id) => rest.replaceAll(id ?? absentId, absentId), text)
        .replace(/(name="_csrf" value=")[^"]*/g, '$1');
    return {
      status,
      type: headers['content-type'],
      location: plain(String(headers['location'] ?? '')),
      body: plain(body),
    };
  };
  const written = () => writtenIn(container);

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

  const states = [
    'in_review',
    'proposed',
    'proposed_own',
    'needs_correction',
    'rejected',
    'objected',
  ] as const;
  const acts = ['approve', 'reject', 'ask_correction', 'reopen', 'answer_objection'] as const;
  interface Attempt {
    readonly person: Person;
    readonly state: (typeof states)[number];
    readonly act: (typeof acts)[number];
    readonly sensitive: boolean;
    readonly desa: string;
  }
  /** The event that it comes to, as the documents say; null: none. */
  const expected = ({ person, state, act, sensitive, desa }: Attempt): string | null => {
    const here = { sensitive, desa };
    const supervises = knows(person, here) && person.role === 'supervisor';
    const waits = state === 'in_review' || state === 'proposed' || state === 'proposed_own';
    if (act === 'reopen') return supervises && state === 'rejected' ? 'reopened' : null;
    if (act === 'answer_objection') return supervises && state === 'objected' ? 'objection_answered' : null;
    if (!knows(person, here) || !waits) return null;
    if (act === 'reject') return 'rejected';
    if (act === 'ask_correction') return 'correction_requested';
    if (!sensitive || state === 'proposed') return 'approved';
    // Nobody is the second of the two that a sensitive case takes after being the first.
    return state === 'in_review' ? 'approval_proposed' : null;
  };
  let made = 5000;
  const standing = async ({ person, state, sensitive, desa }: Attempt) => {
    made += 1;
    const subject = { nik: syntheticNik(made), name: `Uji Putusan ${String(made)}` };
    const report = sensitive ? pmks(desa, { ...subject, categories: ['16'] }) : ineligible(desa, subject);
    const sender = await syntheticContact(container);
    const caseId = await submitKind(container, sender, report);
    const decide = (actor: StaffActor, decision: Decision) =>
      decideCase(container, actor, { caseId, version: 2, decision, ip: '' });
    const supervisor = await staff(container, 'supervisor');
    const note = 'Uji.';
    if (sensitive && state === 'proposed') await decide(supervisor, { type: 'approve', note });
    if (sensitive && state === 'proposed_own') {
      // Whoever proposed it could do so then, whatever they may do now.
      await decide({ ...supervisor, id: person.id }, { type: 'approve', note });
    }
    if (state === 'needs_correction') {
      await decide(supervisor, { type: 'ask_correction', reason: 'unclear', note, fields: [] });
    }
    if (state === 'rejected' || state === 'objected') {
      await decide(supervisor, { type: 'reject', reason: 'other', note });
    }
    if (state === 'objected') await objectTo(container, sender, { caseId, note: 'Mohon dilihat lagi.' });
    return caseId;
  };

  it('decides what is decided by whom the rules say, and nothing else', { timeout: 120_000 }, async () => {
    const eventsOf = async (caseId: string) =>
      (await container.database.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' } })).map(
        ({ type }) => type,
      );
    const attempt = fc.record({
      person: fc.constantFrom(...world.people.filter(({ session }) => session === 'whole')),
      state: fc.constantFrom(...states),
      act: fc.constantFrom(...acts),
      sensitive: fc.boolean(),
      desa: fc.constantFrom(...new Set(world.targets.map(({ desa }) => desa))),
    });
    await fc.assert(
      fc.asyncProperty(attempt, async (given) => {
        const caseId = await standing(given);
        const before = await eventsOf(caseId);
        const visitor = new Visitor(recorded.app, given.person.token);
        const reason = {
          reject: 'other',
          ask_correction: 'unclear',
          reopen: 'new_facts',
          answer_objection: 'refused',
        };
        const answer = await visitor.post(`/console/kasus/${caseId}/putusan`, {
          decision: given.act,
          version: String(before.length),
          note: 'Uji sekarang.',
          ...(given.act in reason ? { reason: reason[given.act as keyof typeof reason] } : {}),
        });
        const event = expected(given);
        expect(await eventsOf(caseId)).toEqual([...before, ...(event === null ? [] : [event])]);
        if (event === null) expect([404, 409, 422]).toContain(answer.status);
        else expect(answer.status).toBe(303);
      }),
      { numRuns: Number(process.env['ROUTE_RUNS'] ?? 700) / 7 },
    );
  });
});
