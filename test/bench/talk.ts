/** What many reporters write, each the next answer of their own report. */
import { syntheticKk, syntheticNik } from '../support/reports.js';
import { telegramUpdate } from './load.js';

export interface TalkOptions {
  readonly chats: number;
  /** The report is sent at its end; otherwise it is given up there, and begun again. */
  readonly sends: boolean;
}

const FIRST_CHAT = 1_000_000;

/** A report with one wrong answer and one edit at the summary. Every line gets one reply. */
function lines({ sends }: TalkOptions, report: number): readonly string[] {
  return [
    'lapor miskin baru',
    '12345',
    syntheticKk(report),
    syntheticNik(report),
    `Uji Contoh ${nameOf(report)}`,
    'Jalan Percobaan RT 3 RW 1',
    'empat',
    'lewati',
    '1, 3 dan 5',
    'lewati',
    'ubah jumlah anggota',
    '5 orang',
    ...(sends ? ['kirim'] : ['batal', 'ya']),
  ];
}

/** In letters: a name holds no digits. */
function nameOf(report: number): string {
  return String(report).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
}

export class Talk {
  private said = 0;

  constructor(private readonly options: TalkOptions) {}

  /** Next update of the next chat. The chats stand at different questions: every moment has all kinds. */
  next(): string {
    const { chats } = this.options;
    const chat = this.said % chats;
    const turn = Math.floor(this.said / chats);
    this.said += 1;
    return update(this.said, chat, { text: this.line(chat, turn) });
  }

  private line(chat: number, turn: number): string {
    const { length } = lines(this.options, 0);
    const place = turn - (chat % length);
    if (place < 0) return 'lanjut';
    const report = Math.floor(place / length) * this.options.chats + chat;
    return lines(this.options, report)[place % length] ?? '';
  }
}

/** The number that a chat's reporter is enrolled with. */
export function phoneOf(chat: number): string {
  return `+62812${String(chat).padStart(8, '0')}`;
}

/** The reporter of each chat shares their number. Message ids below those of the talk. */
export function shareNumber(chat: number): string {
  const contact = { phone_number: phoneOf(chat).slice(1), first_name: 'Uji', user_id: FIRST_CHAT + chat };
  return update(-chat - 1, chat, { contact });
}

function update(n: number, chat: number, content: object): string {
  return telegramUpdate(n, FIRST_CHAT + chat, content);
}
