import { builtInSensitive } from '../../src/domain/pmks/categories.js';
import { isSensitiveReport } from '../../src/domain/report/report.js';
import type { TelegramPhone } from '../support/telegram-server.js';
import { summary, type Plan, type Recorded, type Said } from './plan.js';
import { planOf } from './plans.js';
import { pick, type Random } from './random.js';
import type { Button, Decided, ReviewDesk } from './reviewers.js';
import { PatientTalk } from './talk.js';

const NUMBER = /LP-\d{4}-\d{5,}-[0-9A-Z]/;
const objection = 'Sudah kami datangi lagi, datanya benar';

/** What a person knows of a report of theirs. */
export interface Told {
  readonly number: string;
  said: Said;
  withdrawn: boolean;
  objected: boolean;
}

export interface Habits {
  readonly desaCode: string;
  /** Wants the news of a report as a digest, until it is decided. */
  readonly digests: boolean;
  /** Leaves a draft alone now and then until reminded of it. */
  readonly dawdles: boolean;
}

/** One person who reports by Telegram, again and again. */
export class ReportingPerson {
  readonly told: Told[] = [];
  /** Decisions of which no news came. */
  unheard = 0;
  /** Reminders that did not come. */
  notReminded = 0;
  /** Drafts put aside and sent in the end. */
  putAside = 0;
  readonly desaCode: string;
  private readonly talk: PatientTalk;
  private recorded: readonly Recorded[] = [];

  constructor(
    phone: TelegramPhone,
    private readonly desk: ReviewDesk,
    private readonly random: Random,
    private readonly habits: Habits,
  ) {
    this.talk = new PatientTalk(phone);
    this.desaCode = habits.desaCode;
  }

  get said(): number {
    return this.talk.said;
  }

  get askedAgain(): number {
    return this.talk.askedAgain;
  }

  async introduce(): Promise<void> {
    await this.talk.introduce();
  }

  /** Sends a report, or two of which the first is put aside meanwhile, and waits for the decisions. */
  async report(next: () => number): Promise<void> {
    const plan = this.plan(next());
    await this.talk.tell(plan.begin.say, plan.begin.hear);
    const at = plan.steps.length < 4 ? plan.steps.length : Math.floor(this.random() * 4);
    await this.answer(plan.steps.slice(0, at));
    if (this.random() < 0.2) await this.insert(next(), plan);
    if (this.habits.dawdles && this.random() < 0.06) await this.dawdle();
    await this.answer(plan.steps.slice(at));
    await this.follow(plan, await this.send(plan));
  }

  private plan(n: number, other?: Plan['kind']): Plan {
    for (;;) {
      const { random } = this;
      const recorded = this.recorded.length === 0 ? null : pick(random, this.recorded);
      const subject = {
        n,
        name: `Uji Contoh ${inLetters(n)}`,
        random,
        photos: random() < 0.2 ? 1 : 0,
        urgent: random() < 0.15,
      };
      const plan = planOf(subject, recorded);
      // One report at a time is about somebody known: the others would be found with them.
      if (plan.kind !== other && (other === undefined || !isAboutRecorded(plan, recorded))) return plan;
    }
  }

  private async answer(steps: Plan['steps']): Promise<void> {
    for (const { say, hear } of steps) await this.talk.tell(say, hear);
  }

  /** Another report first, of another kind; then back to the one that was put aside. */
  private async insert(n: number, open: Plan): Promise<void> {
    const plan = this.plan(n, open.kind);
    const { say, hear } = plan.begin;
    await this.talk.tell(say, /Masih ada laporan yang belum dikirim/, String(say));
    await this.talk.tell('2', hear);
    await this.answer(plan.steps);
    await this.follow(plan, await this.send(plan));
    await this.talk.tell('draf', /Mau meneruskan yang mana/, 'draf');
    await this.talk.tell('1', /Meneruskan laporan/, 'draf');
    this.putAside += 1;
  }

  private async dawdle(): Promise<void> {
    const reminded = await this.talk.hears(this.talk.heardSoFar(), /belum dikirim: .*Jawabannya masih/);
    if (!reminded) this.notReminded += 1;
  }

  private async send({ said }: Plan): Promise<Told> {
    const receipt = await this.talk.tell('kirim', /Laporan diterima, No\.|^Laporan Bapak\/Ibu:/, 'status');
    const number = NUMBER.exec(receipt)?.[0];
    if (number === undefined) throw new Error(`no number in: ${receipt}`);
    const told: Told = { number, said, withdrawn: false, objected: false };
    this.told.push(told);
    return told;
  }

  private async follow(plan: Plan, told: Told): Promise<void> {
    if (this.random() < 0.08) return this.withdraw(told);
    if (this.random() < 0.15) await this.correct(plan, told);
    const decision = pick(this.random, ['approve', 'approve', 'reject'] as const);
    const news = decision === 'approve' ? [/disetujui/, /sudah tercatat/] : [/ditolak/];
    const whole = await this.decided(told, decision, news);
    if (decision === 'approve') this.remember(plan, told, whole);
    if (this.random() < 0.15) await this.object(told);
  }

  private async withdraw(told: Told): Promise<void> {
    const { number } = told;
    await this.talk.tell(`tarik ${number}`, /Tarik laporan/, `tarik ${number}`);
    await this.talk.tell('ya, salah orang', /sudah ditarik|Status: Ditarik/, `status ${number}`);
    told.withdrawn = true;
  }

  private async object(told: Told): Promise<void> {
    const { number } = told;
    await this.talk.tell(`sanggah ${number}`, /Mengapa Bapak\/Ibu keberatan/, `sanggah ${number}`);
    await this.talk.tell(objection, /Sanggahan untuk laporan|Sanggahan sedang/, `status ${number}`);
    told.objected = true;
  }

  private async correct({ correction }: Plan, told: Told): Promise<void> {
    const { field, asks, say, change } = correction;
    const asked = await this.decided(told, 'ask_correction', [/perlu perbaikan/], field);
    await (asked ? this.talk.press(/Perbaiki/, asks) : this.talk.tell(`perbaiki ${told.number}`, asks));
    await this.talk.tell(say, summary);
    await this.talk.tell('kirim', /Perbaikan diterima|^Laporan Bapak\/Ibu:/, 'status');
    told.said = { ...told.said, report: Object.assign({ ...told.said.report }, change) };
  }

  /** Households that are known to stand in Data Pemda: each is spoken of again once. */
  private remember({ said }: Plan, { number }: Told, whole: boolean): void {
    const { report } = said;
    const about = 'kk' in report ? report.kk : null;
    this.recorded = this.recorded.filter(({ kk }) => kk !== about);
    if (!whole || report.kind !== 'new_poor_household') return;
    const { name, kk, nik } = report;
    if (kk === null || nik === null) return;
    this.recorded = [...this.recorded, { number, name, kk, nik }];
  }

  /** Lets the desk decide; true when all the news of it came. */
  private async decided(
    { number, said }: Told,
    button: Button,
    news: readonly RegExp[],
    field?: Decided['field'],
  ): Promise<boolean> {
    const from = this.talk.heardSoFar();
    // A question is not for a digest; of the rest that came together only the last is told.
    const digested = this.habits.digests && field === undefined;
    if (digested) await this.talk.tell('ringkasan', /sekali sehari sebagai ringkasan/, 'ringkasan');
    await this.desk.decide({
      number,
      button,
      sensitive: isSensitiveReport(said.report, builtInSensitive),
      field,
    });
    if (digested) await this.talk.tell('ringkasan mati', /kabar dikirim langsung/, 'ringkasan mati');
    const wanted = digested ? news.slice(-1) : news;
    const heard = await Promise.all(wanted.map((one) => this.talk.hears(from, one, number)));
    this.unheard += heard.filter((one) => !one).length;
    return !heard.includes(false);
  }
}

function isAboutRecorded({ said: { report } }: Plan, recorded: Recorded | null): boolean {
  return recorded !== null && 'kk' in report && report.kk === recorded.kk;
}

/** Names hold no digits: 27 is "ba". */
function inLetters(n: number): string {
  const letter = String.fromCharCode(97 + (n % 26));
  return n < 26 ? letter : inLetters(Math.floor(n / 26)) + letter;
}
