import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { syntheticKk, syntheticNik } from '../support/reports.js';
import type { TelegramPhone } from '../support/telegram-server.js';
import { pick, type Random } from './random.js';
import type { Button, ReviewDesk } from './reviewers.js';

const LOOK_AGAIN_MS = 100;
/** A person who hears nothing for so long asks again. */
const ASK_AGAIN_MS = 45_000;
const TIMES_ASKED = 4;
const housePhoto = {
  fileId: 'photo',
  bytes: await sharp({ create: { width: 64, height: 64, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer(),
};
const NUMBER = /LP-\d{4}-\d{5,}-[0-9A-Z]/;

/** What a person knows of a report of theirs. */
export interface Told {
  readonly number: string;
  readonly name: string;
  readonly photos: number;
}

/** One person who reports by Telegram, again and again. */
export class ReportingPerson {
  readonly told: Told[] = [];
  /** Messages sent, button presses included. */
  said = 0;
  /** Times that nothing was heard and they asked again. */
  askedAgain = 0;
  /** Decisions of which no news came. */
  unheard = 0;

  constructor(
    private readonly phone: TelegramPhone,
    private readonly desk: ReviewDesk,
    private readonly random: Random,
  ) {}

  async introduce(): Promise<void> {
    await this.ask(() => this.phone.shareNumber(), /Bapak\/Ibu sudah dikenal/, 'lanjut');
  }

  /** Sends report `n` of the run and waits for the decision, answering what is asked on the way. */
  async report(n: number): Promise<void> {
    // Now and then a household is reported a second time.
    const household = n % 10 === 9 ? n - 1 : n;
    const name = `Uji Contoh ${inLetters(n)}`;
    const photos = n % 5 === 0 ? 1 : 0;
    await this.tell('lapor miskin baru', /No\. KK/);
    await this.tell(syntheticKk(household), /NIK kepala keluarga/);
    await this.tell(syntheticNik(household), /nama kepala keluarga/);
    await this.tell(name, /alamat/i);
    await this.tell('Jalan Percobaan RT 3 RW 1', /jumlah anggota/);
    await this.tell(String(2 + (n % 8)), /Anggota 2/);
    await this.tell('lewati', /keadaan rumah tangga/);
    await this.tell('1, 3 dan 5', /foto rumah/);
    if (photos === 1) await this.ask(() => this.phone.sendPhoto(housePhoto), /1 foto diterima/, 'lanjut');
    await this.tell('lewati', /Mohon periksa/);
    const receipt = await this.tell('kirim', /Laporan diterima, No\.|^Laporan Bapak\/Ibu:/, 'status');
    const number = NUMBER.exec(receipt)?.[0];
    if (number === undefined) throw new Error(`no number in: ${receipt}`);
    const told: Told = { number, name, photos };
    this.told.push(told);
    await this.follow(told);
  }

  private async follow({ number }: Told): Promise<void> {
    if (this.random() < 0.15) {
      const asked = await this.decided(number, 'ask_correction', [/perlu perbaikan/]);
      const answer = () => (asked ? this.phone.press(/Perbaiki/) : this.phone.say(`perbaiki ${number}`));
      await this.ask(answer, /jumlah anggota/, 'lanjut');
      await this.tell('7', /Mohon periksa/);
      await this.tell('kirim', /Perbaikan diterima|^Laporan Bapak\/Ibu:/, 'status');
    }
    const decision = pick(this.random, ['approve', 'approve', 'reject'] as const);
    const news = decision === 'approve' ? [/disetujui/, /sudah tercatat/] : [/ditolak/];
    await this.decided(number, decision, news);
  }

  /** Lets the desk decide; true when all the news of it came. */
  private async decided(number: string, button: Button, news: readonly RegExp[]): Promise<boolean> {
    const from = this.heardSoFar();
    await this.desk.decide(number, button);
    const heard = await Promise.all(news.map((one) => this.hears(from, one, number)));
    this.unheard += heard.filter((one) => !one).length;
    return !heard.includes(false);
  }

  private heardSoFar(): number {
    return this.phone.heard().length;
  }

  private tell(text: string, answer: RegExp, again = 'lanjut'): Promise<string> {
    return this.ask(() => this.phone.say(text), answer, again);
  }

  private async ask(speak: () => Promise<void>, answer: RegExp, again: string): Promise<string> {
    const from = this.heardSoFar();
    this.said += 1;
    await speak();
    for (let attempt = 1; ; attempt += 1) {
      const found = await this.wait(from, (text) => answer.test(text));
      if (found !== null) return found;
      if (attempt === TIMES_ASKED) {
        throw new Error(
          `nobody said ${String(answer)}; said was:\n${this.phone.heard(from).join('\n---\n')}`,
        );
      }
      this.askedAgain += 1;
      this.said += 1;
      await this.phone.say(again);
    }
  }

  private async hears(from: number, news: RegExp, number: string): Promise<boolean> {
    for (let attempt = 1; attempt <= TIMES_ASKED; attempt += 1) {
      const found = await this.wait(from, (text) => text.includes(number) && news.test(text));
      if (found !== null) return true;
    }
    return false;
  }

  private async wait(from: number, fits: (text: string) => boolean): Promise<string | null> {
    const until = Date.now() + ASK_AGAIN_MS;
    while (Date.now() < until) {
      const found = this.phone.heard(from).find(fits);
      if (found !== undefined) return found;
      await delay(LOOK_AGAIN_MS);
    }
    return null;
  }
}

/** Names hold no digits: 27 is "ba". */
function inLetters(n: number): string {
  const letter = String.fromCharCode(97 + (n % 26));
  return n < 26 ? letter : inLetters(Math.floor(n / 26)) + letter;
}
