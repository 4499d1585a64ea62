/** Names of things that the chat and the console both show. */
import type { CaseState, CorrectionReason, RejectReason, ReopenReason } from '../domain/case/events.js';
import type { AdviceResult, IndicatorId } from '../domain/report/indicators.js';
import type { DataChange } from '../domain/report/data-update.js';
import type { IneligibleReason } from '../domain/report/no-longer-eligible.js';
import type { Disability, PhotoRole, Relation, Schooling } from '../domain/report/parts.js';
import type { CorrectableField, ReportKind } from '../domain/report/report.js';

export const kindLabels: Readonly<Record<ReportKind, string>> = {
  new_poor_household: 'Rumah tangga miskin baru',
  pmks_case: 'Kasus PMKS',
  no_longer_eligible: 'Tidak layak lagi',
  data_update: 'Pemutakhiran data',
};

export const caseStateLabels: Readonly<Record<CaseState, string>> = {
  submitted: 'Diterima',
  in_review: 'Sedang diverifikasi',
  needs_correction: 'Perlu perbaikan',
  resubmitted: 'Sudah diperbaiki',
  approved: 'Disetujui',
  rejected: 'Ditolak',
  duplicate: 'Duplikat',
  registered: 'Tercatat di Data Pemda',
  withdrawn: 'Ditarik pelapor',
};

/** Within a sentence; "Data Pemda" stays as it is. */
export const inSentence = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);

export const rejectReasonLabels: Readonly<Record<RejectReason, string>> = {
  not_poor: 'Tidak termasuk miskin',
  category_not_met: 'Tidak sesuai kategori yang dilaporkan',
  still_eligible: 'Masih layak menerima',
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

export const reopenReasonLabels: Readonly<Record<ReopenReason, string>> = {
  decision_mistaken: 'Putusan keliru',
  new_facts: 'Ada keterangan baru',
  objection_right: 'Sanggah pelapor ternyata benar',
  duplicate_mistaken: 'Ternyata bukan duplikat',
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
  location: 'Lokasi',
  categories: 'Kategori PMKS',
  disability: 'Jenis disabilitas',
  note: 'Keterangan',
  reason: 'Alasan',
  since: 'Sejak tanggal',
  place: 'Tempat asal atau tujuan',
  gone: 'Anggota yang keluar',
};

/** What a reporter can have changed in a report, besides what can be asked of them. */
export const changedLabels: typeof fieldLabels &
  Readonly<Record<'sex' | 'members' | 'change' | 'urgent' | 'duplicateReason', string>> = {
  ...fieldLabels,
  sex: 'Jenis kelamin',
  members: 'Anggota',
  change: 'Jenis perubahan',
  urgent: 'Tanda darurat',
  duplicateReason: 'Alasan tetap melapor',
};

/** As on the family card. */
export const relationLabels: Readonly<Record<Relation, string>> = {
  head: 'Kepala keluarga',
  husband: 'Suami',
  wife: 'Istri',
  child: 'Anak',
  child_in_law: 'Menantu',
  grandchild: 'Cucu',
  parent: 'Orang tua',
  parent_in_law: 'Mertua',
  relative: 'Famili lain',
  servant: 'Pembantu',
  other: 'Lainnya',
};

export const schoolingLabels: Readonly<Record<Schooling, string>> = {
  none: 'Tidak/belum sekolah',
  unfinished_sd: 'Belum tamat SD',
  sd: 'SD',
  smp: 'SMP',
  sma: 'SMA',
  higher: 'Perguruan tinggi',
};

export const disabilityLabels: Readonly<Record<Disability, string>> = {
  physical: 'Fisik',
  sight: 'Netra',
  hearing: 'Rungu',
  speech: 'Wicara',
  intellectual: 'Intelektual',
  mental: 'Mental',
  multiple: 'Ganda',
};

export const photoRoleLabels: Readonly<Record<PhotoRole, string>> = {
  house_front: 'Rumah depan',
  house_inside: 'Rumah dalam',
  ktp: 'KTP',
  kk: 'KK',
  person: 'Orang',
  minutes: 'Berita acara',
  other: 'Lain',
};

export const ineligibleReasonLabels: Readonly<Record<IneligibleReason, string>> = {
  income_risen: 'Penghasilan sudah cukup',
  official: 'Sudah jadi ASN, TNI, Polri, atau pegawai tetap',
  owns_business: 'Punya usaha yang cukup',
  owns_assets: 'Punya rumah, tanah, atau kendaraan yang cukup',
  supported: 'Dibiayai keluarga yang mampu',
  other: 'Alasan lain',
};

export const dataChangeLabels: Readonly<Record<DataChange, string>> = {
  moved: 'Pindah',
  died: 'Meninggal',
  address: 'Alamat berubah',
  members: 'Anggota berubah',
  new_arrival: 'Warga baru',
};

export const reporterRoleLabels: Readonly<Record<string, string>> = {
  kepala_desa: 'Kepala desa',
  lurah: 'Lurah',
  operator_desa: 'Operator desa',
  tksk: 'TKSK',
  psm: 'PSM',
};

export const sexLabels = { L: 'Laki-laki', P: 'Perempuan' } as const;

export const indicatorLabels: Readonly<Record<IndicatorId, string>> = {
  floor_area: 'Luas lantai kurang dari 8 m² per orang',
  floor_material: 'Lantai tanah, bambu, atau kayu murah',
  wall_material: 'Dinding bambu, rumbia, kayu murah, atau tanpa plester',
  no_latrine: 'Tidak punya jamban sendiri',
  electricity: 'Tanpa listrik atau daya 450 VA',
  drinking_water: 'Air minum tidak terlindung (sumur, sungai, hujan)',
  cooking_fuel: 'Memasak dengan kayu, arang, atau minyak tanah',
  rare_protein: 'Makan daging, susu, atau ayam paling banyak seminggu sekali',
  one_clothes_set: 'Hanya satu stel pakaian baru setahun',
  few_meals: 'Makan satu atau dua kali sehari',
  no_health_care: 'Tidak sanggup membayar berobat di puskesmas',
  low_income: 'Penghasilan kepala keluarga di bawah Rp600.000 sebulan',
  head_schooling: 'Kepala keluarga paling tinggi tamat SD',
  no_savings: 'Tidak punya tabungan atau barang senilai Rp500.000',
  food_share: 'Lebih dari separuh pengeluaran untuk makan',
  no_fixed_home: 'Tidak punya tempat tinggal tetap',
};

export const adviceLabels: Readonly<Record<AdviceResult, string>> = {
  destitute: 'Fakir miskin',
  poor: 'Miskin',
  not_enough_signs: 'Tanda belum cukup',
};
