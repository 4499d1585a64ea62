import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayAccess, needsSecondFactor, staffMay } from '../../../src/domain/access/scope.js';

const two = fc.integer({ min: 1, max: 20 }).map((n) => String(n).padStart(2, '0'));
const desa = fc.tuple(two, two, two, fc.integer({ min: 1001, max: 2099 })).map((parts) => parts.join('.'));

describe('scope', () => {
  it('covers a desa through the desa, its kecamatan or its kabupaten, and through nothing else', () => {
    fc.assert(
      fc.property(desa, desa, fc.integer({ min: 2, max: 4 }), (own, other, depth) => {
        const area = own.split('.').slice(0, depth).join('.');
        const reach = { regions: [area] };
        expect(mayAccess(reach, own)).toBe(true);
        expect(mayAccess(reach, other)).toBe(other.split('.').slice(0, depth).join('.') === area);
      }),
    );
  });

  it('is not widened by a code that merely begins alike', () => {
    expect(mayAccess({ regions: ['64.08.1'] }, '64.08.12.2001')).toBe(false);
    expect(mayAccess({ regions: ['64.08.04.101'] }, '64.08.04.1010')).toBe(false);
  });

  it('is empty for a person without regions', () => {
    expect(mayAccess({ regions: [] }, '64.08.04.1010')).toBe(false);
  });

  it('lets an admin run the service without reading cases', () => {
    const admin = { role: 'admin', grants: [] } as const;
    expect(staffMay(admin, 'manage_reporters')).toBe(true);
    expect(staffMay(admin, 'manage_users')).toBe(true);
    expect(staffMay(admin, 'read_cases')).toBe(false);
    expect(staffMay(admin, 'read_overview')).toBe(false);
    expect(staffMay({ role: 'reviewer', grants: [] }, 'compare_reviewers')).toBe(false);
    for (const role of ['reviewer', 'supervisor'] as const) {
      expect(staffMay({ role, grants: ['sensitive'] }, 'manage_reporters')).toBe(false);
      expect(staffMay({ role, grants: ['sensitive'] }, 'manage_users')).toBe(false);
    }
  });

  it('shows sensitive cases by the grant: to no admin, and to nobody by the role alone', () => {
    for (const action of ['read_sensitive', 'decide_sensitive'] as const) {
      for (const role of ['reviewer', 'supervisor', 'admin'] as const) {
        expect(staffMay({ role, grants: [] }, action)).toBe(false);
        expect(staffMay({ role, grants: ['sensitive'] }, action)).toBe(role !== 'admin');
      }
    }
  });

  it('asks a second factor of all but reviewers without a grant', () => {
    expect(needsSecondFactor({ role: 'reviewer', grants: [] })).toBe(false);
    expect(needsSecondFactor({ role: 'reviewer', grants: ['sensitive'] })).toBe(true);
    expect(needsSecondFactor({ role: 'supervisor', grants: [] })).toBe(true);
    expect(needsSecondFactor({ role: 'admin', grants: [] })).toBe(true);
  });
});
