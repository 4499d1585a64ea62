/**
 * The people of the trial mode. All of them are made up and look it; their passwords are published,
 * so nothing of this may ever exist in production.
 */
import type { StaffRole } from '../../src/domain/access/scope.js';

export interface TrialReporter {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly phone: string;
  /** Places in the sorted list of the region's desa. */
  readonly desa: readonly number[];
}

export const trialReporters: readonly TrialReporter[] = [
  {
    id: '00000000-0000-7000-8000-000000000101',
    name: 'Pelapor Uji Satu',
    role: 'kepala_desa',
    phone: '+6281100000001',
    desa: [0],
  },
  {
    id: '00000000-0000-7000-8000-000000000102',
    name: 'Pelapor Uji Dua',
    role: 'operator_desa',
    phone: '+6281100000002',
    desa: [1],
  },
  {
    id: '00000000-0000-7000-8000-000000000103',
    name: 'Pelapor Uji Tiga',
    role: 'tksk',
    phone: '+6281100000003',
    desa: [0, 1, 2],
  },
];

export interface TrialAccount {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly role: StaffRole;
}

export const trialAccounts: readonly TrialAccount[] = [
  {
    id: '00000000-0000-7000-8000-000000000201',
    username: 'verifikator',
    password: 'coba-verifikator',
    name: 'Verifikator Uji Satu',
    role: 'reviewer',
  },
  {
    id: '00000000-0000-7000-8000-000000000202',
    username: 'verifikator2',
    password: 'coba-verifikator2',
    name: 'Verifikator Uji Dua',
    role: 'reviewer',
  },
  {
    id: '00000000-0000-7000-8000-000000000203',
    username: 'supervisor',
    password: 'coba-supervisor',
    name: 'Supervisor Uji',
    role: 'supervisor',
  },
  {
    id: '00000000-0000-7000-8000-000000000204',
    username: 'admin',
    password: 'coba-admin',
    name: 'Admin Uji',
    role: 'admin',
  },
];
