/** Many reporters at once, each with the next answer of a report of their own. */
import { scripts, type Script, type Scripts } from './lines.js';
import { telegramUpdate } from './load.js';

export interface TalkOptions {
  readonly chats: number;
  /** What is written, a script to each chat in turn. */
  readonly scripts: Scripts;
  /** The report is sent at its end; otherwise it is given up there, and begun again. */
  readonly sends: boolean;
}

const FIRST_CHAT = 1_000_000;

export class Talk {
  private said = 0;
  private readonly scripts: readonly Script[];

  constructor(private readonly options: TalkOptions) {
    const end = options.sends ? ['kirim'] : ['batal', 'ya'];
    this.scripts = scripts[options.scripts].map((script) => (report) => [...script(report), ...end]);
  }

  /** Lines until every chat has begun its report. */
  get toBegin(): number {
    return Math.max(...this.scripts.map((script) => script(0).length)) * this.options.chats;
  }

  /** Next update of the next chat. The chats stand at different questions: every moment has all kinds. */
  next(): string {
    const { chats } = this.options;
    const chat = this.said % chats;
    const turn = Math.floor(this.said / chats);
    this.said += 1;
    return update(this.said, chat, { text: this.line(chat, turn) });
  }

  private line(chat: number, turn: number): string {
    const { length: kinds } = this.scripts;
    const script = this.scripts[chat % kinds];
    if (script === undefined) throw new Error('there is no script');
    const { length } = script(0);
    const place = turn - (Math.floor(chat / kinds) % length);
    if (place < 0) return 'lanjut';
    const report = Math.floor(place / length) * this.options.chats + chat;
    return script(report)[place % length] ?? '';
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
