import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bulkActions,
  commonReasons,
  isDecision,
  passedOver,
  type BulkFacts,
} from '../../../src/domain/case/bulk.js';
import { caseStates } from '../../../src/domain/case/events.js';
import { isWaiting } from '../../../src/domain/case/fold.js';
import { offeredReasons } from '../../../src/domain/reference/reference.js';
import { reportKinds } from '../../../src/domain/report/report.js';
import { plainReference } from '../web/fake-reference.js';

const facts = fc.record<BulkFacts>({
  kind: fc.constantFrom(...reportKinds),
  state: fc.constantFrom(...caseStates),
  version: fc.integer({ min: 2, max: 4 }),
  chosenVersion: fc.integer({ min: 2, max: 4 }),
  sensitive: fc.boolean(),
  holder: fc.constantFrom('me', 'nobody', 'other'),
  duplicates: fc.boolean(),
  fieldCheck: fc.boolean(),
});
const rights = fc.record({ sensitive: fc.boolean(), takeOver: fc.boolean() });
const action = fc.constantFrom(...bulkActions);

describe('an action for many reports', () => {
  it('decides no sensitive case, nothing that changed, and nothing that another works on', () => {
    fc.assert(
      fc.property(action, facts, rights, (what, of, may) => {
        if (!isDecision(what) || passedOver(what, of, may) !== null) return;
        expect(of).toMatchObject({ state: 'in_review', sensitive: false, version: of.chosenVersion });
        expect(of.holder).not.toBe('other');
        if (what === 'approve') expect(of.duplicates).toBe(false);
        expect(of.fieldCheck).toBe(false);
      }),
    );
  });

  it('touches claims only on what waits, of sensitive cases only by those who may decide them', () => {
    fc.assert(
      fc.property(action, facts, rights, (what, of, may) => {
        if (isDecision(what) || passedOver(what, of, may) !== null) return;
        expect(isWaiting(of.state)).toBe(true);
        expect(of.sensitive && !may.sensitive).toBe(false);
        if (what === 'take') expect(of.holder).not.toBe('other');
        if (what === 'release') expect(of.holder === 'me' || may.takeOver).toBe(true);
      }),
    );
  });

  it('tells of a sensitive case that may not be seen nothing but that it is sensitive', () => {
    fc.assert(
      fc.property(action, facts, facts, (what, one, other) => {
        const blind = { sensitive: false, takeOver: false };
        const told = (of: BulkFacts) => passedOver(what, { ...of, sensitive: true }, blind);
        expect([told(one), told(other)]).toEqual(['sensitive', 'sensitive']);
      }),
    );
  });

  it('does what is plain', () => {
    const plain: BulkFacts = {
      kind: 'pmks_case',
      state: 'in_review',
      version: 2,
      chosenVersion: 2,
      sensitive: false,
      holder: 'me',
      duplicates: false,
      fieldCheck: false,
    };
    for (const what of bulkActions)
      expect(passedOver(what, plain, { sensitive: false, takeOver: false })).toBeNull();
  });

  it('has reasons for whatever kinds come together', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...reportKinds)), (kinds) => {
        const common = commonReasons(plainReference, 'reject_reason', kinds);
        expect(common.some(({ code }) => code === 'other')).toBe(kinds.length > 0);
        for (const kind of kinds) {
          expect(offeredReasons(plainReference, 'reject_reason', kind)).toEqual(
            expect.arrayContaining([...common]),
          );
        }
      }),
    );
  });
});
