/** What is told of reports that were sent. */
import type { Choice } from '../domain/channel/message.js';
import { dayIn } from '../domain/time.js';
import { dialogue } from '../i18n/dialogue.js';
import { longDate } from '../i18n/form.js';
import { shortened } from './fitting.js';
import { ask, moveOn, saying, tell, type Move } from './move.js';
import { actOn, fits } from './run-command.js';
import type { State } from './state.js';
import { commandToken, menuWith } from './tokens.js';
import type { DialogueContext, Fed, ReportDetail, ReportSummary } from './types.js';

const { reports: words } = dialogue;

/** The list, for what it was asked for. */
export function hearReports(before: State, items: readonly ReportSummary[], context: DialogueContext): Move {
  const act = before.listing ?? 'show';
  const state: State = { ...before, listing: null };
  const fitting = items.filter((item) => fits[act](item.state));
  const numbers = fitting.map(({ number }) => number);
  const [only, another] = numbers;
  if (act === 'show') return showList(state, items, context);
  if (only === undefined) return ask(state, words.noneTo[act]);
  if (another === undefined) return actOn(state, act, only);
  return moveOn({ ...state, ask: { type: 'pick', act, numbers } });
}

function showList(state: State, items: readonly ReportSummary[], { timeZone }: DialogueContext): Move {
  const idle = state.draft === null;
  if (items.length === 0) {
    if (!idle) return ask(state, words.none);
    const text = `${words.none}\n${dialogue.startHint}`;
    return tell(state, { text, choices: menuWith(state.aside.length) });
  }
  const lines = items.map((item, place) => {
    const line = words.line(item.number, item.state, longDate(dayIn(timeZone, item.submittedAt)));
    return idle ? `${String(place + 1)}. ${line}` : line;
  });
  const waiting = items.filter((item) => item.state === 'needs_correction');
  const hints = [words.detailHint, ...(waiting.length > 0 ? [words.correctHint] : [])];
  const text = [words.head, ...lines, ...hints].join('\n');
  const choices: Choice[] = [
    ...waiting.map(({ number }) => ({
      token: commandToken('perbaiki', number),
      label: words.correct(number),
    })),
    ...items.map(({ number }) => ({ token: commandToken('status', number), label: number })),
  ];
  if (!idle) return saying([{ text, choices }], ask(state));
  // A number typed next is a place in this list.
  const numbers = items.map(({ number }) => number);
  const picked: State = { ...state, turn: state.turn + 1, ask: { type: 'pick', act: 'show', numbers } };
  return tell(picked, { text, choices: [...choices, ...menuWith(state.aside.length)] });
}

export function hearReport(
  state: State,
  { number, report }: Fed & { readonly type: 'report' },
  context: DialogueContext,
): Move {
  if (report === null) return ask(state, words.noSuch(number));
  const said = { text: detail(report, context), choices: whatMayBeDone(report) };
  return state.draft === null && state.ask === null
    ? tell(state, { ...said, choices: [...said.choices, ...menuWith(state.aside.length)] })
    : saying([said], ask(state));
}

/** As much as a chat message bears: the newest. */
const EVENTS_SHOWN = 10;
const MOST_OF_A_NOTE = 250;

function detail(report: ReportDetail, { timeZone }: DialogueContext): string {
  const { number, kind, state, urgent, objection, history, may } = report;
  const events = history
    .slice(-EVENTS_SHOWN)
    .map(({ type, at, note }) =>
      words.event(dayIn(timeZone, at), type, note === null ? null : shortened(note, MOST_OF_A_NOTE)),
    );
  const offered = [
    ...(may.correct ? [words.may.correct] : []),
    ...(may.withdraw ? [words.may.withdraw] : []),
    ...(may.object ? [words.may.object] : []),
  ].map((word) => `${word.toUpperCase()} ${number}`);
  return [
    words.detail(number, kind, state, urgent),
    ...events,
    ...(objection === null ? [] : [words.objection[objection]]),
    offered.length === 0 ? words.mayNothing : words.mayHint(offered),
  ].join('\n');
}

function whatMayBeDone({ number, may }: ReportDetail): Choice[] {
  return [
    ...(may.correct ? [{ token: commandToken('perbaiki', number), label: words.may.correct }] : []),
    ...(may.withdraw ? [{ token: commandToken('tarik', number), label: words.may.withdraw }] : []),
    ...(may.object ? [{ token: commandToken('sanggah', number), label: words.may.object }] : []),
  ];
}

export function hearRefusal(
  state: State,
  fed: Fed & { readonly type: 'withdraw_refused' | 'object_refused' },
): Move {
  if (fed.state === null) return ask(state, words.noSuch(fed.number));
  const say = fed.type === 'withdraw_refused' ? words.withdrawRefused : words.objectRefused;
  return ask(state, say(fed.number, fed.state));
}
