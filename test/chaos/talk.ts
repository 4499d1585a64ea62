import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import type { TelegramPhone } from '../support/telegram-server.js';

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

/** A person's side of the chat: says something, and waits for the answer to it. */
export class PatientTalk {
  /** Messages sent, button presses included. */
  said = 0;
  /** Times that nothing was heard and they asked again. */
  askedAgain = 0;

  constructor(private readonly phone: TelegramPhone) {}

  heardSoFar(): number {
    return this.phone.heard().length;
  }

  introduce(): Promise<string> {
    return this.ask(() => this.phone.shareNumber(), /Bapak\/Ibu sudah dikenal/, 'lanjut');
  }

  /** `again`: what is said when no answer comes; it changes nothing. null: a photo. */
  tell(text: string | null, answer: RegExp, again = 'lanjut'): Promise<string> {
    const speak = () => (text === null ? this.phone.sendPhoto(housePhoto) : this.phone.say(text));
    return this.ask(speak, answer, again);
  }

  press(button: RegExp, answer: RegExp): Promise<string> {
    return this.ask(() => this.phone.press(button), answer, 'lanjut');
  }

  /** False when it did not come, however long they waited. */
  async hears(from: number, news: RegExp, about = ''): Promise<boolean> {
    for (let attempt = 1; attempt <= TIMES_ASKED; attempt += 1) {
      const found = await this.wait(from, (text) => text.includes(about) && news.test(text));
      if (found !== null) return true;
    }
    return false;
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
