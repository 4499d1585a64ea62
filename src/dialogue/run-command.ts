import { mayFollow } from '../domain/case/fold.js';
import { dialogue } from '../i18n/dialogue.js';
import { begin, goOnWith, start } from './begin.js';
import type { Command } from './commands.js';
import type { KindSaid } from './kinds.js';
import { merged, oneBack } from './draft.js';
import { allDrafts } from './drafts.js';
import { checkCommand } from './field-check.js';
import { emptyBlock } from './format.js';
import { unsettled } from './known.js';
import { ask, askAgain, effect, moveOn, saying, tell, type Move } from './move.js';
import { noBeginning, type Beginning, type ReportAct, type State } from './state.js';
import type { DialogueContext } from './types.js';

export function runCommand(state: State, command: Command, context: DialogueContext): Move {
  switch (command.name) {
    case 'start':
      return start(state, beginningOf(command), context);
    case 'cancel':
      return cancel(state);
    case 'back':
      return back(state, context);
    case 'resume':
      return resume(state);
    case 'help':
      return saying(
        dialogue.help.map((text) => ({ text })),
        ask(state, dialogue.helpAfter(context.guideUrl)),
      );
    case 'drafts':
      return drafts(state);
    case 'urgent':
      return urgent(state, command.on, context);
    case 'format':
      return format(state, command);
    case 'digest':
      return effect(state, { type: 'set_digest', on: command.on });
    case 'correct':
      return correct(state, command);
    case 'check':
      return checkCommand(state, command);
    case 'status':
    case 'withdraw':
    case 'object':
      return aboutReport(state, command);
  }
}

function beginningOf({ said }: { readonly said: KindSaid | null }): Beginning {
  return said === null ? noBeginning : { ...noBeginning, ...said };
}

/** A question of the dialogue's own is dropped first; only then the report is at stake. */
function cancel(state: State): Move {
  const { draft } = state;
  const own = state.ask?.type;
  if (own !== undefined && own !== 'cancel' && own !== 'restart') {
    return moveOn({ ...state, ask: null }, dialogue.dropped);
  }
  if (draft === null) return askAgain(state, dialogue.nothingToCancel);
  return moveOn({ ...state, ask: { type: 'cancel' } });
}

/** To the question whether to go on with the open report, this is an answer. */
function resume(state: State): Move {
  const { draft, aside } = state;
  const [only, another] = aside;
  if (draft === null && state.ask === null && only !== undefined) {
    return another === undefined ? goOnWith(state, only.id) : drafts(state);
  }
  const correction = draft?.correction ?? null;
  const lead = correction === null ? undefined : dialogue.correction(correction.number, correction.question);
  return moveOn({ ...state, ask: null }, lead);
}

function back(state: State, context: DialogueContext): Move {
  const { draft } = state;
  if (state.ask !== null) return moveOn({ ...state, ask: null });
  if (draft === null) return askAgain(state);
  const { known } = draft;
  if (known?.asksReason === true)
    return moveOn({ ...state, draft: { ...draft, known: { ...known, asksReason: false } } });
  const free = { ...unsettled(draft), place: null };
  const before = oneBack(free, context);
  return before === null ? askAgain(state, dialogue.nothingToGoBack) : moveOn({ ...state, draft: before });
}

function drafts(state: State): Move {
  if (allDrafts(state).length === 0) return askAgain(state, dialogue.drafts.none);
  return moveOn({ ...state, ask: { type: 'drafts' } });
}

/** Marks the open report, or takes the mark away; without one, begins a report with it. */
function urgent(state: State, wanted: boolean | null, context: DialogueContext): Move {
  const { draft } = state;
  if (state.ask?.type === 'kind') {
    const beginning = { ...state.ask.beginning, urgent: true };
    return moveOn({ ...state, ask: { type: 'kind', beginning } }, dialogue.urgentBegin);
  }
  if (draft?.kind === 'field_check')
    return wanted === false ? askAgain(state) : start(state, { ...noBeginning, urgent: true }, context);
  if (draft === null)
    return wanted === false ? askAgain(state) : begin(state, { ...noBeginning, urgent: true }, context);
  const on = wanted ?? draft.answers['urgent'] !== true;
  const answers = merged(draft.answers, { urgent: on ? true : undefined });
  return ask({ ...state, draft: { ...draft, answers } }, on ? dialogue.urgentOn : dialogue.urgentOff);
}

function format(state: State, { said }: { readonly said: KindSaid | null }): Move {
  const kind = said?.kind ?? state.draft?.kind ?? null;
  if (kind === null || kind === 'field_check') return moveOn({ ...state, ask: { type: 'format' } });
  return tell(state, ...emptyBlock(kind, said?.change ?? null));
}

type AboutReport = Extract<Command, { readonly readable: boolean }>;

function correct(state: State, { number, readable }: AboutReport): Move {
  if (!readable) return askAgain(state, dialogue.badNumber);
  const { draft, aside } = state;
  const isSame = (one: (typeof aside)[number]) =>
    one.correction !== null && (number === null || one.correction.number === number);
  if (draft !== null) return isSame(draft) ? resume(state) : askAgain(state, dialogue.draftOpen(number));
  const waiting = aside.find(isSame);
  return waiting === undefined
    ? effect(state, { type: 'load_correction', number })
    : goOnWith(state, waiting.id);
}

const acts: Readonly<Record<'status' | 'withdraw' | 'object', ReportAct>> = {
  status: 'show',
  withdraw: 'withdraw',
  object: 'object',
};

function aboutReport(state: State, { name, number, readable }: AboutReport): Move {
  if (!readable) return askAgain(state, dialogue.badNumber);
  const act = acts[name === 'correct' || name === 'check' ? 'status' : name];
  if (number === null) return effect({ ...state, listing: act }, { type: 'list_reports' });
  return actOn(state, act, number);
}

/** What was to be done with a report, once it is known which. */
export function actOn(state: State, act: ReportAct, number: string): Move {
  switch (act) {
    case 'show':
      return effect({ ...state, ask: null }, { type: 'show_report', number });
    case 'withdraw':
      return moveOn({ ...state, ask: { type: 'withdraw', number } });
    case 'object':
      return moveOn({ ...state, ask: { type: 'object', number } });
  }
}

/** Whether a report in that state can be what is asked for. */
export const fits: Readonly<Record<ReportAct, (state: Parameters<typeof mayFollow>[1]) => boolean>> = {
  show: () => true,
  withdraw: (state) => mayFollow('withdrawn', state),
  object: (state) => mayFollow('objected', state),
};
