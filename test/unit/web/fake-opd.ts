import { noGrant } from '../../../src/domain/access/agency.js';
import { AppError } from '../../../src/errors.js';
import type { OpdAdminServices, OpdReadServices } from '../../../src/usecases/opd/services.js';

export function fakeOpdAdmin(): OpdAdminServices {
  const made = async () =>
    ({ ok: true, id: '019aa000-0000-7000-8000-000000000009', text: 'sipmas_contoh_uji' }) as const;
  return {
    access: async (_actor, id) => ({
      agency: { id, code: 'uji', name: 'OPD Uji', contact: null, active: true, version: 1 },
      policy: { grant: noGrant, perMinute: 600, version: 0 },
      policyHistory: [],
      keys: [],
      kecamatan: [{ code: '64.08.04', name: 'Kecamatan Contoh' }],
      home: { code: '64.08', name: 'Kabupaten Contoh' },
      programs: [],
      webhooks: [],
      mayChange: true,
    }),
    savePolicy: async () => ({ ok: true }),
    makeKey: made,
    rotateKey: made,
    addWebhook: made,
    setWebhook: async () => ({ agencyId: '019aa000-0000-7000-8000-000000000009' }),
    tellAgain: async () => ({ agencyId: '019aa000-0000-7000-8000-000000000009' }),
    revokeKey: async () => ({ agencyId: '019aa000-0000-7000-8000-000000000009' }),
  };
}

/** Knows no key. */
export function fakeOpdRead(): OpdReadServices {
  const refused = async () => {
    throw new AppError('auth.required');
  };
  return {
    holder: refused,
    lookUp: refused,
    person: refused,
    people: refused,
    changes: refused,
    recordAid: refused,
    withdrawAid: refused,
    aidLists: refused,
    aidListRows: refused,
  };
}
