import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenAt, chainHash, GENESIS } from '../../../src/domain/case/chain.js';
import { approvalStep } from '../../../src/domain/case/approval.js';
import type { CaseEvent, CaseEventData } from '../../../src/domain/case/events.js';
import { foldCase, mayFollow } from '../../../src/domain/case/fold.js';
import type { NewPoorHousehold } from '../../../src/domain/report/new-poor-household.js';
import { unasked } from '../../support/report-defaults.js';

const answers: NewPoorHousehold = {
  ...unasked,
  members: [],
  desaCode: '64.08.04.2003',
  kk: '6408010101200001',
  nik: '6408014101800001',
  name: 'Uji Contoh Satu',
  birthDate: '1980-01-01',
  sex: 'P',
  address: { line: 'Jalan Uji', rt: '001', rw: '002' },
  memberCount: 3,
  indicators: [],
  photos: [],
};
const corrected = { ...answers, name: 'Uji Contoh Diperbaiki' };

function history(...data: CaseEventData[]): CaseEvent[] {
  return data.map((one, index) => ({
    id: `event-${String(index)}`,
    caseId: 'case',
    seq: index + 1,
    actor: { kind: 'system', id: null },
    at: new Date(Date.UTC(2026, 0, 1, index)),
    data: one,
  }));
}

const submitted: CaseEventData = { type: 'submitted', answers };
const screened: CaseEventData = { type: 'screened', duplicates: 0 };
const asked: CaseEventData = {
  type: 'correction_requested',
  reason: 'unclear',
  note: 'Nama?',
  fields: ['name'],
};
const resubmitted: CaseEventData = { type: 'resubmitted', answers: corrected };
const approved: CaseEventData = { type: 'approved', note: '' };
const proposed: CaseEventData = { type: 'approval_proposed', note: 'Cocok' };
const objected: CaseEventData = { type: 'objected', note: 'Keberatan' };
const rejected: CaseEventData = { type: 'rejected', reason: 'not_poor', note: 'Mampu' };

describe('the state of a case', () => {
  it('follows from its events', () => {
    const events = history(submitted, screened, asked, resubmitted, screened, approved);
    expect(foldCase(events)).toEqual({
      state: 'approved',
      version: 6,
      answers: corrected,
      objection: null,
      proposal: null,
      fieldCheck: null,
      editors: [],
    });
  });

  const by = (userId: string, event: CaseEvent): CaseEvent => ({
    ...event,
    actor: { kind: 'user', id: userId },
  });

  it('keeps a first approval until anything but a handover follows', () => {
    const handover: CaseEventData = { type: 'handed_over', fromReporterId: 'r1', toReporterId: 'r2' };
    const [one, two, three, four] = history(submitted, screened, proposed, handover);
    if (one === undefined || two === undefined || three === undefined || four === undefined)
      throw new Error();
    const standing = foldCase([one, two, by('a', three), four]);
    expect(standing).toMatchObject({ state: 'in_review', proposal: { by: 'a', note: 'Cocok' } });
    const [, , , , asks, answered, again] = history(
      submitted,
      screened,
      proposed,
      handover,
      asked,
      resubmitted,
      screened,
    );
    if (asks === undefined || answered === undefined || again === undefined) throw new Error();
    expect(foldCase([one, two, by('a', three), four, asks, answered, again])).toMatchObject({
      state: 'in_review',
      proposal: null,
    });
  });

  it.each(['a', 'b'])('takes another person than the first for the approval: %s', (second) => {
    const [one, two, three, four] = history(submitted, screened, proposed, approved);
    if (one === undefined || two === undefined || three === undefined || four === undefined)
      throw new Error();
    const fold = () => foldCase([one, two, by('a', three), by(second, four)]);
    if (second === 'a') expect(fold).toThrow();
    else expect(fold()).toMatchObject({ state: 'approved', proposal: null });
  });

  const edited: CaseEventData = { type: 'edited', reason: 'typing', note: 'Salah ketik', answers: corrected };

  it('with an edit is approved by another than its editor, until the reporter sends it anew', () => {
    const fold = (...events: readonly (readonly [CaseEventData, string])[]) =>
      foldCase(history(...events.map(([data]) => data)).map((event, n) => by(events[n]?.[1] ?? '', event)));
    const begun = [
      [submitted, 'r'],
      [screened, 'r'],
      [edited, 'a'],
    ] as const;
    expect(fold(...begun)).toMatchObject({ state: 'in_review', answers: corrected, editors: ['a'] });
    expect(() => fold(...begun, [approved, 'a'])).toThrow();
    expect(fold(...begun, [approved, 'b'])).toMatchObject({ state: 'approved' });
    expect(fold(...begun, [proposed, 'a'], [approved, 'b'])).toMatchObject({ state: 'approved' });
    expect(fold(...begun, [proposed, 'b'], [approved, 'a'])).toMatchObject({ state: 'approved' });
    expect(fold(...begun, [proposed, 'a'], [edited, 'b'])).toMatchObject({
      proposal: null,
      editors: ['a', 'b'],
    });
    expect(() => fold(...begun, [edited, 'b'], [approved, 'b'])).toThrow();
    const anew = [...begun, [asked, 'b'], [resubmitted, 'r'], [screened, 'r']] as const;
    expect(fold(...anew, [approved, 'a'])).toMatchObject({ state: 'approved', editors: [] });
    expect(() => fold([submitted, 'r'], [edited, 'a'])).toThrow();
  });

  it.each([
    [false, null, [], 'approve'],
    [true, null, [], 'propose'],
    [false, null, ['a'], 'propose'],
    [false, null, ['b'], 'approve'],
    [false, 'b', ['a'], 'approve'],
    [true, 'a', ['b'], 'second_person_needed'],
  ] as const)(
    'approving, sensitive %s, proposed by %s, edited by %j: %s',
    (sensitive, first, editors, step) => {
      const proposal = first === null ? null : { by: first, at: new Date(0), note: '' };
      expect(approvalStep({ sensitive }, { proposal, editors }, 'a')).toBe(step);
    },
  );

  it('is reopened by an upheld objection, unless it stands in Data Pemda', () => {
    const answer = (outcome: 'upheld' | 'refused', reopens: boolean): CaseEventData => ({
      type: 'objection_answered',
      outcome,
      reopens,
      note: 'Jawaban',
    });
    const refusal = [submitted, screened, rejected, objected] as const;
    expect(foldCase(history(...refusal, answer('upheld', true)))).toMatchObject({
      state: 'in_review',
      objection: { state: 'upheld' },
    });
    expect(foldCase(history(...refusal, answer('refused', false)))).toMatchObject({
      state: 'rejected',
      objection: { state: 'refused' },
    });
    expect(foldCase(history(...refusal, answer('upheld', true), rejected)).objection).toBeNull();
    const entry = { entryId: 'e', entryNumber: 'DP', version: 1 } as const;
    const written: CaseEventData = { type: 'registered', ...entry };
    const inUse = [submitted, screened, approved, written, objected] as const;
    expect(foldCase(history(...inUse, answer('upheld', false)))).toMatchObject({ state: 'registered' });
    const reopened: CaseEventData = { type: 'reopened', note: 'Keliru' };
    for (const impossible of [
      [...inUse, answer('upheld', true)],
      [...refusal, answer('upheld', false)],
      [submitted, screened, rejected, answer('refused', false)],
      [...refusal, reopened],
      [submitted, screened, approved, reopened],
    ]) {
      expect(() => foldCase(history(...impossible))).toThrow();
    }
  });

  it('cannot come from events in an impossible order', () => {
    for (const impossible of [
      history(screened),
      history(submitted, approved),
      history(submitted, screened, approved, rejected),
      history(submitted, screened, asked, approved),
      history(submitted, submitted),
    ]) {
      expect(() => foldCase(impossible)).toThrow();
    }
  });

  it('lets nothing follow a rejection', () => {
    for (const { type } of [submitted, screened, asked, resubmitted, approved, rejected]) {
      expect(mayFollow(type, 'rejected')).toBe(false);
    }
  });
});

describe('the hash chain', () => {
  const link = (events: readonly CaseEvent[]) => {
    let prevHash = GENESIS;
    return events.map((event) => {
      const chained = {
        event: { ...event, type: event.data.type, reasonCode: null },
        dataMac: event.id,
        prevHash,
      };
      const hash = chainHash(chained);
      prevHash = hash;
      return { ...chained, hash };
    });
  };
  const chain = link(history(submitted, screened, asked, resubmitted, screened, approved));

  it('holds as written', () => {
    expect(brokenAt(chain)).toBeNull();
  });

  it('shows any changed, dropped or moved event', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: chain.length - 1 }),
        fc.constantFrom('mac', 'actor', 'time', 'drop', 'swap'),
        (at, fault) => {
          const broken = chain.map((one) => ({ ...one, event: { ...one.event } }));
          const victim = broken[at];
          const other = broken[(at + 1) % broken.length];
          if (victim === undefined || other === undefined) return;
          if (fault === 'mac') victim.dataMac = 'forged';
          if (fault === 'actor') victim.event.actor = { kind: 'reporter', id: 'forged' };
          if (fault === 'time') victim.event.at = new Date(0);
          if (fault === 'swap') [victim.event, other.event] = [other.event, victim.event];
          const tampered = fault === 'drop' && at < broken.length - 1 ? broken.toSpliced(at, 1) : broken;
          fc.pre(fault !== 'drop' || at < broken.length - 1);
          expect(brokenAt(tampered)).not.toBeNull();
        },
      ),
    );
  });
});
