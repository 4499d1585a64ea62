/** The columns of each source, as its files have them, and the row that one subject becomes in them. */
import { type Disability } from '../../src/domain/report/parts.js';
import { type Entry } from './errors.js';
import { type Household, type Person } from './people.js';
import { type Desa } from './places.js';

export const sources = ['DTKS', 'DTSEN', 'P3KE', 'PMKS'] as const;
export type Source = (typeof sources)[number];

/** A text, or what Excel keeps as a number: a day (ISO date), or digits that were typed as a number. */
export type Cell = string | { readonly day: string } | { readonly number: string };
export type Row = readonly Cell[];

export interface Verification {
  /** ISO date */
  readonly day: string;
  readonly officer: string;
  readonly result: string;
}

/** What a source says of somebody. */
export interface Subject {
  readonly entry: Entry;
  readonly household: Household;
  readonly person: Person;
  /** The person's place in the household, from 0. */
  readonly index: number;
  /** Where the entry's desa is; its code is left out where only its name was typed. */
  readonly desa: Desa;
  readonly desaByName: boolean;
  readonly desil: number;
  /** When the desil was reckoned; ISO date. */
  readonly ranked: string;
  readonly status: string;
  /** DUKCAPIL: whether the NIK was found there. */
  readonly padan: boolean;
  readonly verification: Verification | null;
  /** "01" to "26" */
  readonly category: string;
  readonly note: string;
  readonly disability: Disability | null;
}

interface Column {
  readonly name: string;
  /** What stands in it, for those who make it wrong. */
  readonly part?: 'nik' | 'name' | 'date' | 'desaCode' | 'desaName' | 'category';
  readonly cell: (subject: Subject) => Cell;
}

const text = (value: string | null) => value ?? '';
const day = (value: string | null, as: 'dd/mm/yyyy' | 'yyyy-mm-dd'): Cell => {
  if (value === null) return '';
  return as === 'yyyy-mm-dd' ? value : { day: value };
};
const disabilityWords: Readonly<Record<Disability, string>> = {
  physical: 'fisik',
  sight: 'netra',
  hearing: 'rungu',
  speech: 'wicara',
  intellectual: 'intelektual',
  mental: 'mental',
  multiple: 'ganda',
};
/** Of the region and the household; the same in every delivery. */
const number = (subject: Subject) =>
  subject.household.desa.code.slice(0, 5).replace('.', '') + String(subject.household.n).padStart(9, '0');
const code = (subject: Subject) => (subject.desaByName ? '' : subject.desa.code);

export const columns: Readonly<Record<Source, readonly Column[]>> = {
  DTKS: [
    { name: 'ID DTKS', cell: (of) => number(of) + String(of.index).padStart(2, '0') },
    { name: 'NIK', part: 'nik', cell: (of) => text(of.entry.nik) },
    { name: 'No KK', cell: (of) => text(of.entry.kk) },
    { name: 'Nama', part: 'name', cell: (of) => text(of.entry.name) },
    { name: 'Tgl Lahir', part: 'date', cell: (of) => day(of.entry.birthDate, 'dd/mm/yyyy') },
    { name: 'Jenis Kelamin', cell: (of) => text(of.entry.sex) },
    { name: 'Nama Ibu Kandung', cell: (of) => text(of.entry.motherName) },
    { name: 'Hubungan Keluarga', cell: (of) => of.person.relation },
    { name: 'Pekerjaan', cell: (of) => of.person.occupation },
    { name: 'Alamat', cell: (of) => text(of.entry.address) },
    { name: 'Kode Kecamatan', cell: (of) => (of.desaByName ? '' : of.desa.code.slice(0, 8)) },
    { name: 'Kecamatan', cell: (of) => of.desa.kecamatan.toUpperCase() },
    { name: 'Kode Desa/Kelurahan', part: 'desaCode', cell: code },
    { name: 'Desa/Kelurahan', part: 'desaName', cell: (of) => of.desa.name.toUpperCase() },
    { name: 'Status', cell: (of) => of.status },
  ],
  DTSEN: [
    { name: 'id_keluarga', cell: (of) => `K${number(of)}` },
    { name: 'no_urut_anggota', cell: (of) => String(of.index + 1) },
    { name: 'nik', part: 'nik', cell: (of) => text(of.entry.nik) },
    { name: 'no_kk', cell: (of) => text(of.entry.kk) },
    { name: 'nama', part: 'name', cell: (of) => text(of.entry.name) },
    { name: 'tanggal_lahir', part: 'date', cell: (of) => day(of.entry.birthDate, 'yyyy-mm-dd') },
    { name: 'jenis_kelamin', cell: (of) => sexInWords(of.entry.sex) },
    { name: 'hubungan_keluarga', cell: (of) => of.person.relation },
    { name: 'pekerjaan', cell: (of) => of.person.occupation },
    { name: 'alamat', cell: (of) => text(of.entry.address) },
    { name: 'kode_desa', part: 'desaCode', cell: (of) => code(of).replaceAll('.', '') },
    { name: 'nama_desa', part: 'desaName', cell: (of) => of.desa.name },
    { name: 'nama_kecamatan', cell: (of) => of.desa.kecamatan },
    { name: 'desil_nasional', cell: (of) => String(of.desil) },
    { name: 'tanggal_pemeringkatan', cell: (of) => day(of.ranked, 'yyyy-mm-dd') },
  ],
  P3KE: [
    { name: 'ID Keluarga P3KE', cell: (of) => `P3KE-${number(of)}` },
    { name: 'NIK', part: 'nik', cell: (of) => text(of.entry.nik) },
    { name: 'Nama Kepala Keluarga', part: 'name', cell: (of) => text(of.entry.name) },
    { name: 'Tanggal Lahir', part: 'date', cell: (of) => day(of.entry.birthDate, 'dd/mm/yyyy') },
    { name: 'Jenis Kelamin', cell: (of) => sexInWords(of.entry.sex) },
    { name: 'Alamat', cell: (of) => text(of.entry.address) },
    { name: 'Kode Kemendagri', part: 'desaCode', cell: code },
    { name: 'Desa/Kelurahan', part: 'desaName', cell: (of) => of.desa.name.toUpperCase() },
    { name: 'Kecamatan', cell: (of) => of.desa.kecamatan.toUpperCase() },
    { name: 'Desil P3KE', cell: (of) => String(of.desil) },
    { name: 'Padan Dukcapil', cell: (of) => (of.padan ? 'Ya' : 'Tidak') },
    { name: 'Tanggal Verifikasi', cell: (of) => day(of.verification?.day ?? null, 'dd/mm/yyyy') },
    { name: 'Petugas Verifikasi', cell: (of) => text(of.verification?.officer ?? null) },
    { name: 'Hasil Verifikasi', cell: (of) => text(of.verification?.result ?? null) },
  ],
  PMKS: [
    { name: 'nik', part: 'nik', cell: (of) => text(of.entry.nik) },
    { name: 'nama', part: 'name', cell: (of) => text(of.entry.name) },
    { name: 'tgl_lahir', part: 'date', cell: (of) => day(of.entry.birthDate, 'dd/mm/yyyy') },
    { name: 'jenis_kelamin', cell: (of) => text(of.entry.sex) },
    { name: 'kode_kategori', part: 'category', cell: (of) => of.category },
    { name: 'catatan', cell: (of) => of.note },
    {
      name: 'jenis_disabilitas',
      cell: (of) => (of.disability === null ? '' : disabilityWords[of.disability]),
    },
  ],
};

function sexInWords(sex: 'L' | 'P' | null): string {
  if (sex === null) return '';
  return sex === 'L' ? 'Laki-laki' : 'Perempuan';
}

/** "25/08/1979" */
export function dayInText(isoDate: string): string {
  return isoDate.split('-').reverse().join('/');
}
