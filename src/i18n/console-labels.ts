import type { CaseState, CorrectionReason, RejectReason } from '../domain/case/events.js';
import type { CorrectableField } from '../domain/report/new-poor-household.js';

export const caseStateLabels: Readonly<Record<CaseState, string>> = {
  submitted: 'Diterima',
  in_review: 'Sedang diverifikasi',
  needs_correction: 'Perlu perbaikan',
  resubmitted: 'Sudah diperbaiki',
  approved: 'Disetujui',
  rejected: 'Ditolak',
  registered: 'Tercatat di Data Pemda',
};
export const rejectReasonLabels: Readonly<Record<RejectReason, string>> = {
  not_poor: 'Tidak termasuk miskin',
  already_registered: 'Sudah terdaftar',
  not_resident: 'Bukan warga desa ini',
  data_not_credible: 'Data tidak meyakinkan',
  other: 'Alasan lain',
};
export const correctionReasonLabels: Readonly<Record<CorrectionReason, string>> = {
  unclear: 'Tidak jelas',
  incomplete: 'Tidak lengkap',
  contradictory: 'Bertentangan',
  photo_needed: 'Perlu foto',
  other: 'Alasan lain',
};
export const fieldLabels: Readonly<Record<CorrectableField, string>> = {
  kk: 'No. KK',
  nik: 'NIK',
  name: 'Nama',
  birthDate: 'Tanggal lahir',
  address: 'Alamat',
  memberCount: 'Jumlah anggota',
  indicators: 'Keadaan rumah tangga',
  photos: 'Foto',
};
export const reporterRoleLabels: Readonly<Record<string, string>> = {
  kepala_desa: 'Kepala desa',
  lurah: 'Lurah',
  operator_desa: 'Operator desa',
  tksk: 'TKSK',
  psm: 'PSM',
};
export const indicatorLabels: Readonly<Record<string, string>> = {};
