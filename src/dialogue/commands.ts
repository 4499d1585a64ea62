/** Words that work everywhere, whatever is asked. */
import { readNumber } from '../domain/case/number.js';
import { kindIn, type KindSaid } from './kinds.js';
import { plainWords } from './parse/text.js';

type Plain = 'cancel' | 'back' | 'resume' | 'help' | 'drafts';

export type Command =
  | { readonly name: Plain }
  | { readonly name: 'start' | 'format'; readonly said: KindSaid | null }
  | { readonly name: 'digest'; readonly on: boolean }
  /** null: the other way than it is. */
  | { readonly name: 'urgent'; readonly on: boolean | null }
  /** `readable`: false when what follows the word was meant for a number and is none. */
  | {
      readonly name: 'status' | 'correct' | 'withdraw' | 'object' | 'check';
      readonly number: string | null;
      readonly readable: boolean;
    };

const plainCommands: ReadonlyMap<string, Plain> = new Map(
  (
    [
      ['cancel', ['batal', 'batalkan', 'cancel', 'stop', 'berhenti']],
      ['back', ['kembali', 'mundur', 'back']],
      ['resume', ['lanjut', 'lanjutkan', 'teruskan']],
      ['help', ['bantuan', 'bantu', 'help', 'tolong', 'menu', 'panduan', 'cara lapor']],
      ['drafts', ['draf', 'draft', 'daftar draf', 'lihat draf', 'konsep']],
    ] as const
  ).flatMap(([name, words]) => words.map((word) => [word, name] as const)),
);

const startWords = new Set([
  'mulai',
  'start',
  'lapor',
  'mulai lapor',
  'mau lapor',
  'laporan baru',
  'buat laporan',
]);
const urgentWords: ReadonlyMap<string, boolean | null> = new Map([
  ['darurat', null],
  ['mendesak', null],
  ['tandai darurat', true],
  ['bukan darurat', false],
  ['tidak darurat', false],
]);
const START_KIND = /^(?:mulai|lapor|mau lapor|laporan baru|buat laporan)(?: lapor(?:an)?)? (.+)$/;
const FORMAT = /^(?:format|formulir|minta format|contoh format)(?: (.+))?$/;
const DIGEST = /^ringkasan(?: (mati|off|stop|berhenti|nonaktif|hidup|nyala|on|aktif))?$/;
const ABOUT_REPORT =
  /^(status|cek status|perbaiki|perbaikan|tarik|sanggah|tugas cek lapangan|cek lapangan|tugas)(?: laporan)?(?: (.+))?$/;
const off = new Set(['mati', 'off', 'stop', 'berhenti', 'nonaktif']);
const reportCommands: ReadonlyMap<string, 'status' | 'correct' | 'withdraw' | 'object' | 'check'> = new Map([
  ['status', 'status'],
  ['cek status', 'status'],
  ['perbaiki', 'correct'],
  ['perbaikan', 'correct'],
  ['tarik', 'withdraw'],
  ['sanggah', 'object'],
  ['tugas', 'check'],
  ['cek lapangan', 'check'],
  ['tugas cek lapangan', 'check'],
]);

/** A command as it is typed (`Batal`, `/status`, `perbaiki LP-2026-00012-K`); null: an answer. */
export function readCommand(text: string): Command | null {
  // Telegram adds the bot's name where there are several, and what a link to the bot carries.
  const slashed = /^\s*\/([a-z]+)(?:@\w+)?(?:\s|$)/i.exec(text)?.[1]?.toLowerCase();
  const plain = plainWords(text).replace(/^\//, '');
  return commandIn(plain) ?? (slashed === undefined ? null : commandIn(slashed));
}

function commandIn(plain: string): Command | null {
  const name = plainCommands.get(plain);
  if (name !== undefined) return { name };
  if (startWords.has(plain)) return { name: 'start', said: null };
  const urgent = urgentWords.get(plain);
  if (urgent !== undefined) return { name: 'urgent', on: urgent };
  const digest = DIGEST.exec(plain);
  if (digest !== null) return { name: 'digest', on: !off.has(digest[1] ?? '') };
  return withKind(plain) ?? aboutReport(plain);
}

function withKind(plain: string): Command | null {
  const format = FORMAT.exec(plain);
  if (format !== null) return { name: 'format', said: format[1] === undefined ? null : kindIn(format[1]) };
  const kind = START_KIND.exec(plain)?.[1];
  const said = kind === undefined ? null : kindIn(kind);
  return said === null ? null : { name: 'start', said };
}

function aboutReport(plain: string): Command | null {
  const found = ABOUT_REPORT.exec(plain);
  const name = reportCommands.get(found?.[1] ?? '');
  if (found === null || name === undefined) return null;
  const typed = (found[2] ?? '').replaceAll(' ', '');
  // `perbaiki nama`, `perbaiki 3` means an answer, not a report.
  if (typed !== '' && !/\d{4}/.test(typed)) return null;
  const number = readNumber(typed);
  return { name, number, readable: typed === '' || number !== null };
}
