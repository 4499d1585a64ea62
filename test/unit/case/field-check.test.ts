import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { Actor, CaseEvent, CaseEventData } from '../../../src/domain/case/events.js';
import {
  answersAsked,
  checkQuestions,
  checkQuestionsOf,
  differences,
  mayCheck,
  type CheckResult,
} from '../../../src/domain/case/field-check.js';
import { applyEvent, foldCase, isOpen, type CaseSnapshot } from '../../../src/domain/case/fold.js';
import { household, pmks } from '../../support/kinds.js';

const caseId = uuidv7();
const [reporter, neighbour, other] = [uuidv7(), uuidv7(), uuidv7()];
const [reviewer, second] = [uuidv7(), uuidv7()];
const byUser = (id: string): Actor => ({ kind: 'user', id });
const byReporter = (id: string): Actor => ({ kind: 'reporter', id });
const system: Actor = { kind: 'system', id: null };
const answers = household('64.08.01.2001');
const secret = pmks('64.08.01.2001', { categories: ['16'] });

const result: CheckResult = {
  found: true,
  answers: [
    { question: 'lives_there', finding: 'matches' },
    { question: 'house', finding: 'differs' },
  ],
  note: 'Dinding sudah tembok.',
  photos: [],
  location: null,
};
const order = (checker = { kind: 'reporter' as const, id: neighbour }): CaseEventData => ({
  type: 'field_check_ordered',
  checker,
  dueOn: '2026-12-02',
  questions: ['lives_there', 'house'],
  note: '',
});

/** A case in review, and what happens to it. */
class Story {
  readonly events: CaseEvent[] = [];
  snapshot: CaseSnapshot | null = null;

  constructor() {
    this.add(byReporter(reporter), { type: 'submitted', answers });
    this.add(system, { type: 'screened', duplicates: 0 });
  }

  add(actor: Actor, data: CaseEventData): string {
    const seq = this.events.length + 1;
    const event = { id: uuidv7(), caseId, seq, actor, at: new Date(seq), data };
    this.snapshot = applyEvent(this.snapshot, event);
    this.events.push(event);
    return event.id;
  }

  get check() {
    return this.snapshot?.fieldCheck ?? null;
  }

  report(checkId: string, actor: Actor = byReporter(neighbour), told: CheckResult = result) {
    return this.add(actor, { type: 'field_check_reported', checkId, result: told });
  }
}

describe('a field check', () => {
  it('stands in a case in review, one at a time, and comes back with its result', () => {
    const story = new Story();
    const id = story.add(byUser(reviewer), order());
    expect(story.snapshot?.state).toBe('in_review');
    expect(story.check).toMatchObject({ id, state: 'open', orderedBy: reviewer, result: null });
    expect(() => story.add(byUser(reviewer), order())).toThrow();
    story.report(id);
    expect(story.check).toMatchObject({ state: 'reported', result });
    expect(story.snapshot?.state).toBe('in_review');
    story.add(byUser(reviewer), { type: 'approved', note: '' });
    expect(story.check?.state).toBe('settled');
  });

  it('takes its result from whoever was asked, or from the office, once, and only to what was asked', () => {
    const story = new Story();
    const id = story.add(byUser(reviewer), order());
    expect(() => story.report(id, byReporter(other))).toThrow();
    expect(() => story.report(id, system)).toThrow();
    expect(() => story.report(uuidv7())).toThrow();
    const more: CheckResult = { ...result, answers: [{ question: 'aid', finding: 'matches' }] };
    expect(() => story.report(id, byReporter(neighbour), more)).toThrow();
    story.report(id, byUser(second));
    expect(() => story.report(id)).toThrow();
  });

  it('is ordered and taken back by the office alone', () => {
    const story = new Story();
    expect(() => story.add(byReporter(neighbour), order())).toThrow();
    expect(() => story.add(byUser(reviewer), { type: 'field_check_cancelled', note: 'x' })).toThrow();
    story.add(byUser(reviewer), order());
    story.add(byUser(second), { type: 'field_check_cancelled', note: 'Salah orang' });
    expect(story.check?.state).toBe('cancelled');
    story.add(byUser(second), order({ kind: 'reporter', id: other }));
    expect(story.check).toMatchObject({ state: 'open', checker: { id: other } });
  });

  it('ends with a decision or a withdrawal, but not with a question to the reporter', () => {
    const ends: readonly [Actor, CaseEventData][] = [
      [byUser(reviewer), { type: 'approved', note: '' }],
      [byUser(reviewer), { type: 'rejected', reason: 'other', note: 'x' }],
      [byReporter(reporter), { type: 'withdrawn', note: '' }],
    ];
    for (const [actor, data] of ends) {
      const story = new Story();
      const id = story.add(byUser(reviewer), order());
      story.add(actor, data);
      expect(story.check?.state).toBe('dropped');
      expect(() => story.report(id)).toThrow();
    }
    const story = new Story();
    const id = story.add(byUser(reviewer), order());
    story.add(byUser(reviewer), { type: 'correction_requested', reason: 'unclear', note: '?', fields: [] });
    expect(story.check?.state).toBe('open');
    story.report(id);
    expect(story.check?.state).toBe('reported');
  });

  it('leaves a reporter once the case is theirs, or sensitive', () => {
    const handed = new Story();
    handed.add(byUser(reviewer), order());
    handed.add(byUser(reviewer), { type: 'handed_over', fromReporterId: reporter, toReporterId: other });
    expect(handed.check?.state).toBe('open');
    handed.add(byUser(reviewer), { type: 'handed_over', fromReporterId: other, toReporterId: neighbour });
    expect(handed.check?.state).toBe('dropped');

    const sensitive = new Story();
    sensitive.add(byUser(reviewer), order());
    sensitive.add(byUser(reviewer), {
      type: 'correction_requested',
      reason: 'unclear',
      note: '?',
      fields: [],
    });
    sensitive.add(byReporter(reporter), { type: 'resubmitted', answers: secret });
    expect(sensitive.check?.state).toBe('dropped');
  });

  it('voids a first approval: there is something new to know', () => {
    const story = new Story();
    story.add(byUser(reviewer), { type: 'approval_proposed', note: '' });
    story.add(byUser(second), order());
    expect(story.snapshot?.proposal).toBeNull();
  });

  it('in any order of events is open only while the case is, and folds to the same', () => {
    const datas = fc.constantFrom<[Actor, (checkId: string) => CaseEventData]>(
      [byUser(reviewer), () => order()],
      [byUser(reviewer), () => order({ kind: 'reporter', id: other })],
      [byUser(second), () => ({ type: 'field_check_cancelled', note: 'x' })],
      [byReporter(neighbour), (checkId) => ({ type: 'field_check_reported', checkId, result })],
      [byUser(second), (checkId) => ({ type: 'field_check_reported', checkId, result })],
      [byUser(reviewer), () => ({ type: 'approval_proposed', note: '' })],
      [byUser(reviewer), () => ({ type: 'approved', note: '' })],
      [byUser(second), () => ({ type: 'rejected', reason: 'other', note: 'x' })],
      [byUser(second), () => ({ type: 'reopened', note: 'x' })],
      [byUser(reviewer), () => ({ type: 'correction_requested', reason: 'unclear', note: '?', fields: [] })],
      [byReporter(reporter), () => ({ type: 'resubmitted', answers })],
      [byReporter(reporter), () => ({ type: 'resubmitted', answers: secret })],
      [system, () => ({ type: 'screened', duplicates: 0 })],
      [byReporter(reporter), () => ({ type: 'withdrawn', note: '' })],
      [byUser(reviewer), () => ({ type: 'handed_over', fromReporterId: reporter, toReporterId: neighbour })],
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(datas, { minLength: 1, maxLength: 30 }), (all) => {
        const story = new Story();
        for (const [actor, dataOf] of all) {
          const before = story.check;
          const length = story.events.length;
          try {
            story.add(actor, dataOf(before?.id ?? uuidv7()));
          } catch {
            // What may not happen changes nothing.
            expect([story.check, story.events.length]).toEqual([before, length]);
            continue;
          }
          const { check, snapshot } = story;
          seen.add(check?.state ?? 'none');
          if (check?.state === 'open' && snapshot !== null) expect(isOpen(snapshot.state)).toBe(true);
          // A result stays what it was told to be, whatever follows.
          if (before?.result !== null && before !== null && check?.id === before.id) {
            expect(check.result).toBe(before.result);
          }
          if (before !== null && check?.id !== before.id) expect(before.state).not.toBe('open');
        }
        expect(foldCase(story.events)).toEqual(story.snapshot);
      }),
      { numRuns: 400 },
    );
    expect([...seen].sort()).toEqual(['cancelled', 'dropped', 'none', 'open', 'reported', 'settled']);
  });
});

describe('the rules of field checks', () => {
  const of = { reporterId: reporter, ownerId: other, sensitive: false };

  it('nobody checks their own report, and no reporter a sensitive one', () => {
    const by = (id: string) => mayCheck({ kind: 'reporter', id }, of);
    expect([reporter, other, neighbour].map(by)).toEqual([false, false, true]);
    const hidden = { ...of, sensitive: true };
    expect(mayCheck({ kind: 'reporter', id: neighbour }, hidden)).toBe(false);
    expect(mayCheck({ kind: 'user', id: reviewer }, hidden)).toBe(true);
  });

  it('what is answered was asked, each once; who was not found answers nothing', () => {
    expect(answersAsked(['lives_there', 'house'], result)).toBe(true);
    expect(answersAsked(['lives_there'], result)).toBe(false);
    expect(answersAsked(['lives_there', 'house'], { ...result, found: false })).toBe(false);
    const twice = [...result.answers, ...result.answers];
    expect(answersAsked(['lives_there', 'house'], { ...result, answers: twice })).toBe(false);
    expect(differences(result)).toEqual(['house']);
  });

  it('each kind of report has its own things to look at', () => {
    const used = new Set(Object.values(checkQuestionsOf).flat());
    expect([...used].sort()).toEqual([...checkQuestions].sort());
  });
});
