import type { ObjectionOutcome } from '../domain/case/events.js';
import { objectionResult } from './case-actions.js';

/** What is said to people unasked: number, state, and the reviewer's question or reason. No more. */
export const notifications = {
  needs_correction: (number: string, question: string) =>
    `Laporan ${number} perlu perbaikan.\nPertanyaan pemeriksa: ${question}\nBalas PERBAIKI ${number} untuk menjawab.`,
  correctLabel: 'Perbaiki',
  approved: (number: string) => `Laporan ${number} disetujui. Terima kasih.`,
  rejected: (number: string, reason: string, note: string) =>
    `Laporan ${number} ditolak.\nAlasan: ${reason}. ${note}`,
  edited: (number: string) => `Isian laporan ${number} diperbaiki oleh Dinas Sosial.`,
  registered: (number: string) => `Laporan ${number} sudah tercatat di Data Pemda.`,
  aidRecorded: (number: string) => `Laporan ${number}: bantuan tercatat.`,
  duplicate: (number: string, same: string) =>
    `Laporan ${number} sama dengan ${same}, jadi tidak dicatat dua kali. Bila menurut Bapak/Ibu berbeda, balas SANGGAH ${number}.`,
  otherReport: (number: string | null) => (number === null ? 'laporan lain' : `laporan ${number}`),
  otherEntry: (number: string | null) =>
    number === null ? 'data yang sudah tercatat' : `Data Pemda ${number}`,
  reopened: (number: string) => `Laporan ${number} dibuka kembali dan sedang diverifikasi.`,
  objectionAnswered: (
    number: string,
    { outcome, reopens }: { readonly outcome: ObjectionOutcome; readonly reopens: boolean },
    note: string,
  ) =>
    `Sanggahan untuk laporan ${number} dijawab: ${objectionResult(outcome, reopens)}.\nJawaban Dinas Sosial: ${note}`,
  objectionLapsed: (number: string) =>
    `Sanggahan untuk laporan ${number} tidak dijawab sampai batas waktunya. Untuk bertanya, silakan hubungi Dinas Sosial.`,
  urgentWaiting: (number: string, kecamatan: string) =>
    `Laporan darurat menunggu: ${number}, Kecamatan ${kecamatan}. Mohon segera dibuka di konsol.`,
} as const;

/** One message for the news of a day. `left`: how many more reports there are than are shown. */
export function digest(news: readonly string[], left: number): string {
  const lines = news.map((text) => `• ${text.replaceAll('\n', ' ')}`);
  const more = left === 0 ? [] : [`Masih ada kabar tentang ${String(left)} laporan lain.`];
  return ['Kabar laporan Bapak/Ibu:', ...lines, ...more, 'Balas STATUS untuk melihat daftar laporan.'].join(
    '\n',
  );
}
