/**
 * The people of the trial mode. All of them are made up and look it; their passwords are published,
 * so nothing of this may ever exist in production.
 */
import type { Grant, StaffRole } from '../../src/domain/access/scope.js';

export interface TrialReporter {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly phone: string;
  /** Places in the sorted list of the region's desa. */
  readonly desa: readonly number[];
  /** Absent: active. */
  readonly status?: 'suspended';
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
  {
    id: '00000000-0000-7000-8000-000000000104',
    name: 'Pelapor Uji Empat',
    role: 'psm',
    phone: '+6281100000004',
    desa: [3, 4],
  },
  {
    id: '00000000-0000-7000-8000-000000000105',
    name: 'Pelapor Uji Lima',
    role: 'lurah',
    phone: '+6281100000005',
    // Of Kutai Timur the kelurahan Teluk Lingga, as 93 is Singa Geweh; elsewhere some desa.
    desa: [26],
  },
  {
    id: '00000000-0000-7000-8000-000000000106',
    name: 'Pelapor Uji Enam',
    role: 'lurah',
    phone: '+6281100000006',
    desa: [93],
  },
  {
    id: '00000000-0000-7000-8000-000000000107',
    name: 'Pelapor Uji Tujuh',
    role: 'operator_desa',
    phone: '+6281100000007',
    desa: [5],
    status: 'suspended',
  },
];

export interface TrialAccount {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly grants?: readonly Grant[];
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
    grants: ['sensitive'],
  },
  {
    id: '00000000-0000-7000-8000-000000000204',
    username: 'admin',
    password: 'coba-admin',
    name: 'Admin Uji',
    role: 'admin',
  },
  {
    // A sensitive case is approved by two people.
    id: '00000000-0000-7000-8000-000000000205',
    username: 'supervisor2',
    password: 'coba-supervisor2',
    name: 'Supervisor Uji Dua',
    role: 'supervisor',
    grants: ['sensitive'],
  },
];
