/** A conversation with the dialogue alone: what the use cases would do for it is canned. */
import { initialState, parseState, step } from '../../src/dialogue/engine.js';
import type { State } from '../../src/dialogue/state.js';
import type {
  CheckAsked,
  ConversationState,
  DialogueContext,
  DialogueInput,
  Effect,
  Fed,
  ReportDetail,
  StepResult,
} from '../../src/dialogue/types.js';
import type { Choice, InboundContent, OutboundBody } from '../../src/domain/channel/message.js';
import { pmksCategories } from '../../src/domain/pmks/categories.js';

export const desaSatu = { code: '64.08.04.2001', name: 'Uji Satu', kecamatan: 'Contoh Utara' };
export const desaDua = { code: '64.08.04.2002', name: 'Uji Dua', kecamatan: 'Contoh Utara' };

const START = Date.UTC(2026, 10, 20, 2);
const source = { kind: 'telegram', account: '1', fileId: 'file' } as const;

type Matches = (Fed & { type: 'looked_up' })['matches'];

export interface TalkOptions {
  /** Field checks that wait for this person. */
  readonly checks?: readonly (CheckAsked & { readonly number: string })[];
  readonly checked?: Fed & { type: 'checked' | 'check_refused' };
  readonly desa?: DialogueContext['reporter']['desa'];
  readonly state?: ConversationState;
  /** What a correction, or the list of reports, brings. */
  readonly correction?: Fed & { type: 'correction' };
  readonly reports?: (Fed & { type: 'reports' })['items'];
  readonly resubmission?: Fed;
  /** Who is known by any NIK or KK, or by each. */
  readonly matches?: Matches | ((effect: Effect & { type: 'look_up' }) => Matches);
  /** Whether somebody alike is recorded. */
  readonly alike?: (effect: Effect & { type: 'look_alike' }) => boolean;
  /** Reports as they are told when one is asked for. */
  readonly details?: readonly ReportDetail[];
  readonly withdrawal?: Fed;
  readonly objection?: Fed;
  readonly guideUrl?: string;
  /** With limits other than those that the service comes with. */
  readonly categories?: DialogueContext['categories'];
}

export class Talk {
  state: ConversationState;
  /** All but the looking. */
  readonly effects: Effect[] = [];
  readonly lookUps: (Effect & { type: 'look_up' })[] = [];
  readonly looksForAlike: (Effect & { type: 'look_alike' })[] = [];
  /** Answers to the last input. */
  replies: readonly OutboundBody[] = [];
  private said = 0;
  private now = START;
  desa: DialogueContext['reporter']['desa'];

  constructor(private readonly options: TalkOptions = {}) {
    this.state = options.state ?? initialState();
    this.desa = options.desa ?? [desaSatu];
  }

  get inner(): State {
    return parseState(this.state);
  }

  /** All that was answered to the last input. */
  get text(): string {
    return this.replies.map((reply) => reply.text).join('\n');
  }

  get choices(): readonly Choice[] {
    return this.replies.at(-1)?.choices ?? [];
  }

  say(...texts: readonly string[]): string {
    for (const text of texts) this.hear({ type: 'text', text });
    return this.text;
  }

  /** Presses a button of the last answer by its label. */
  press(label: RegExp): string {
    const choice = this.choices.find((candidate) => label.test(candidate.label));
    if (choice === undefined) throw new Error(`no button ${String(label)} in: ${this.text}`);
    return this.pressToken(choice.token);
  }

  pressToken(token: string): string {
    this.hear({ type: 'choice', token }, { pressedOn: 'message-1' });
    return this.text;
  }

  photo(caption?: string): string {
    this.hear({ type: 'photo', source, ...(caption === undefined ? {} : { caption }) });
    return this.text;
  }

  pdf(): string {
    this.hear({ type: 'pdf', source });
    return this.text;
  }

  /** What no person said. */
  tell(input: DialogueInput): string {
    this.said += 1;
    const { state, replies, effects } = step(this.state, input, this.context);
    this.state = state;
    this.replies = replies;
    this.effects.push(...effects);
    return this.text;
  }

  wait(ms: number): void {
    this.now += ms;
  }

  hear(
    content: InboundContent,
    { pressedOn, chat = 'private' }: { pressedOn?: string; chat?: 'private' | 'group' } = {},
  ): StepResult {
    this.now += 1_000;
    this.said += 1;
    const body = { chat, content, ...(pressedOn === undefined ? {} : { pressedOn }) };
    const replies: OutboundBody[] = [];
    let last: StepResult;
    let input: DialogueInput | null = { type: 'message', body };
    do {
      last = step(this.state, input, this.context);
      this.state = last.state;
      replies.push(...last.replies);
      for (const effect of last.effects) {
        if (effect.type === 'look_up') this.lookUps.push(effect);
        else if (effect.type === 'look_alike') this.looksForAlike.push(effect);
        else this.effects.push(effect);
      }
      input = this.carryOut(last.effects);
    } while (input !== null);
    this.replies = replies;
    return last;
  }

  get context(): DialogueContext {
    return {
      now: new Date(this.now),
      timeZone: 'Asia/Makassar',
      messageId: `00000000-0000-4000-8000-${String(this.said).padStart(12, '0')}`,
      reporter: { name: 'Uji Contoh Kades', desa: this.desa },
      homeRegion: '64.08',
      bounds: { south: -1.3, west: 115.6, north: 2, east: 119.1 },
      guideUrl: this.options.guideUrl ?? null,
      categories: this.options.categories ?? pmksCategories,
      drafts: { remindAfterHours: [24, 72], lapseAfterHours: 336, noticeHours: 24 },
    };
  }

  private carryOut(effects: readonly Effect[]): DialogueInput | null {
    for (const effect of effects) {
      const fed = this.resultOf(effect);
      if (fed !== null) return { type: 'fed', fed };
    }
    return null;
  }

  private resultOf(effect: Effect): Fed | null {
    const { correction, reports = [], resubmission } = this.options;
    switch (effect.type) {
      case 'submit_report':
        return { type: 'submitted', number: 'LP-2026-00001-Q' };
      case 'resubmit_report':
        return resubmission ?? { type: 'resubmitted', number: effect.number };
      case 'list_reports':
        return { type: 'reports', items: reports };
      case 'load_correction': {
        const { number } = effect;
        const wanted = correction !== undefined && (number === null || number === correction.number);
        return wanted ? correction : { type: 'no_correction', number };
      }
      case 'look_up': {
        const { matches = [] } = this.options;
        return { type: 'looked_up', matches: typeof matches === 'function' ? matches(effect) : matches };
      }
      case 'look_alike':
        return { type: 'looked_alike', alike: this.options.alike?.(effect) ?? false };
      case 'show_report': {
        const { number } = effect;
        const report = this.options.details?.find((one) => one.number === number) ?? null;
        return { type: 'report', number, report };
      }
      case 'withdraw_report':
        return this.options.withdrawal ?? { type: 'withdrawn', number: effect.number };
      case 'object_report':
        return this.options.objection ?? { type: 'objected', number: effect.number };
      case 'set_digest':
        return { type: 'digest_set', on: effect.on };
      case 'list_checks':
        return { type: 'checks', items: this.options.checks ?? [] };
      case 'load_check': {
        const { number } = effect;
        const check = this.options.checks?.find((one) => one.number === number) ?? null;
        return { type: 'check', number, check };
      }
      case 'report_check':
        return this.options.checked ?? { type: 'checked', number: effect.number };
      case 'attach_photo':
        return null;
    }
  }
}

export const kk = '6408010101200001';
/** Of a made-up man born on 1 January 1980. */
export const nik = '6408010101800001';

/** Begins a report of a poor household at once. */
export const start = 'lapor miskin baru';

/** Right answers to every question, in order. */
export const answers = [
  kk,
  nik,
  'Uji Contoh Satu',
  'Jalan Percobaan RT 3 RW 1',
  'empat orang',
  'lewati',
  '1, 3 dan 5',
  'lewati',
] as const;

/** A talk that stands at the summary. */
export function atSummary(options: TalkOptions = {}): Talk {
  const talk = new Talk(options);
  talk.say(start, ...answers);
  return talk;
}
