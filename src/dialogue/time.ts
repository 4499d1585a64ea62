/** Drafts left alone are spoken of, and end. */
import { dayIn } from '../domain/time.js';
import { dialogue } from '../i18n/dialogue.js';
import { draftLine } from './ask-prompt.js';
import { allDrafts } from './drafts.js';
import { nothingSaid, tell, type Move } from './move.js';
import { parseState, type Draft, type State } from './state.js';
import { commandToken } from './tokens.js';
import type { ConversationState, DialogueContext, DraftTimes } from './types.js';

const HOUR_MS = 3_600_000;

type Due = 'remind' | 'notice' | 'lapse';

interface Moments {
  readonly remind: number | null;
  readonly notice: number | null;
  readonly lapse: number;
}

/** When a draft has something to say next; null: it was not touched since that is noted. */
function momentsOf({ touched, reminded, noticed }: Draft, times: DraftTimes): Moments | null {
  if (touched === null) return null;
  const { remindAfterHours, lapseAfterHours, noticeHours } = times;
  const after = remindAfterHours[reminded];
  const notice = touched + (lapseAfterHours - noticeHours) * HOUR_MS;
  const remind = after === undefined ? null : touched + after * HOUR_MS;
  const lapse = touched + lapseAfterHours * HOUR_MS;
  return {
    remind: noticed || remind === null || remind >= lapse ? null : remind,
    notice: noticed || notice <= touched ? null : notice,
    lapse,
  };
}

/** When the conversation has something to say by itself; null: never. */
export function dueAt(stored: ConversationState, times: DraftTimes): Date | null {
  const moments = allDrafts(parseState(stored)).flatMap((draft) => {
    const of = momentsOf(draft, times);
    return of === null ? [] : [of.remind, of.notice, of.lapse].filter((at) => at !== null);
  });
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}

function dueOf(draft: Draft, now: number, times: DraftTimes): Due | null {
  const moments = momentsOf(draft, times);
  if (moments === null) return null;
  const isDue = (at: number | null) => at !== null && at <= now;
  if (isDue(moments.lapse)) return 'lapse';
  if (isDue(moments.notice)) return 'notice';
  return isDue(moments.remind) ? 'remind' : null;
}

/** Reminders whose time has come count as said, however late: only the last is. */
function spokenOf(draft: Draft, due: Due | null, now: number, { remindAfterHours }: DraftTimes): Draft {
  if (due === null || draft.touched === null) return draft;
  const { touched } = draft;
  const reminded = remindAfterHours.filter((hours) => touched + hours * HOUR_MS <= now).length;
  return {
    ...draft,
    reminded: Math.max(reminded, draft.reminded),
    noticed: draft.noticed || due === 'notice',
  };
}

export function hearTime(state: State, context: DialogueContext): Move {
  const now = context.now.getTime();
  const { drafts: times, timeZone } = context;
  const all = allDrafts(state).map((draft) => ({ draft, due: dueOf(draft, now, times) }));
  if (all.every(({ due }) => due === null)) return nothingSaid(state);
  const lines = all.flatMap(({ draft, due }) => {
    const line = draftLine(draft, context);
    const ends = dayIn(timeZone, new Date((draft.touched ?? now) + times.lapseAfterHours * HOUR_MS));
    return due === null ? [] : [sayOf(due, line, ends)];
  });
  const left = all.filter(({ due }) => due !== 'lapse');
  const kept = new Map(left.map(({ draft, due }) => [draft.id, spokenOf(draft, due, now, times)]));
  const next = withDrafts(state, kept);
  const active = left.some(({ draft, due }) => due !== null && draft === state.draft);
  return tell(next, { text: [...lines, hint(next, active)].join('\n'), choices: choicesOf(next, active) });
}

function sayOf(due: Due, line: string, ends: string): string {
  switch (due) {
    case 'remind':
      return dialogue.time.remind(line);
    case 'notice':
      return dialogue.time.notice(line, ends);
    case 'lapse':
      return dialogue.time.lapsed(line);
  }
}

function withDrafts(state: State, kept: ReadonlyMap<string, Draft>): State {
  const draft = state.draft === null ? null : (kept.get(state.draft.id) ?? null);
  const aside = state.aside.flatMap(({ id }) => kept.get(id) ?? []);
  const lapsed = draft === null && state.draft !== null;
  // What was asked about the draft, and its buttons, are void with it.
  return lapsed ? { ...state, draft, aside, ask: null, turn: state.turn + 1 } : { ...state, draft, aside };
}

function hint({ draft, aside }: State, active: boolean): string {
  if (active) return dialogue.time.goOn;
  return draft === null && aside.length === 0 ? dialogue.time.again : dialogue.time.choose;
}

function choicesOf({ draft, aside }: State, active: boolean) {
  if (active) {
    return [
      { token: commandToken('lanjut'), label: dialogue.time.resume },
      { token: commandToken('batal'), label: dialogue.cancel },
    ];
  }
  return draft === null && aside.length === 0
    ? [{ token: commandToken('mulai'), label: dialogue.menuStart }]
    : [{ token: commandToken('draf'), label: dialogue.menuDrafts }];
}
