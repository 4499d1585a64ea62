import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenAt, chainHash, GENESIS } from '../../../src/domain/case/chain.js';
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
    });
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
