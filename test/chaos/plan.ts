/** What a person wants to report: what they say, what they are asked, and what must be stored of it. */
import type { CorrectableField, Report, ReportKind } from '../../src/domain/report/report.js';
import { syntheticKk, syntheticNik } from '../support/reports.js';
import type { Random } from './random.js';

export interface Step {
  /** null: a photo. */
  readonly say: string | null;
  /** The answer to it, which is the next question. */
  readonly hear: RegExp;
}

/** A report as it must be stored, but for what only the database knows. */
export interface Said {
  /** Without photos, desa and entry. */
  readonly report: Report;
  readonly photos: number;
  /** Case whose entry in Data Pemda it is about; null: none. */
  readonly entryOf: string | null;
}

export interface Plan {
  readonly kind: ReportKind;
  readonly said: Said;
  /** Begins it, and hears the first question. */
  readonly begin: Step;
  /** Up to the summary. */
  readonly steps: readonly Step[];
  /** What a reviewer may ask to have corrected. */
  readonly correction: Correction;
}

export interface Correction {
  readonly field: CorrectableField;
  readonly asks: RegExp;
  readonly say: string;
  readonly change: Partial<Report>;
}

/** A household that the person has reported, and that stands in Data Pemda. */
export interface Recorded {
  readonly number: string;
  readonly name: string;
  readonly kk: string;
  readonly nik: string;
}

/** What a plan is made of. */
export interface Subject {
  /** Of the whole run, from 1. */
  readonly n: number;
  readonly name: string;
  readonly random: Random;
  readonly photos: number;
  readonly urgent: boolean;
}

export const summary = /Mohon periksa:/;
export const common = {
  desaCode: '',
  photos: [],
  location: null,
  urgent: false,
  note: null,
  duplicateReason: null,
};
export const address = { line: 'Jalan Percobaan', rt: '003', rw: '001' };
export const saidAddress = 'Jalan Percobaan RT 3 RW 1';

export const kkOf = syntheticKk;
export const nikOf = syntheticNik;

/** The question for photos, its answers, and the emergency mark at the summary. */
export function endOf({ photos, urgent }: Pick<Subject, 'photos' | 'urgent'>): readonly Step[] {
  const sent = photos === 0 ? [] : [{ say: null, hear: /1 foto diterima/ }];
  const marked = urgent ? [{ say: 'darurat', hear: /ditandai DARURAT/ }] : [];
  return [...sent, { say: photos === 0 ? 'lewati' : 'selesai', hear: summary }, ...marked];
}
