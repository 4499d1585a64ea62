/** Answers to the dialogue's own questions. null: it was no answer, and the question may be let go. */
import { oneLine, plainWords, readYesNo } from './parse/text.js';
import { readNumber } from '../domain/case/number.js';
import { reportKinds, type ReportKind } from '../domain/report/report.js';
import { dialogue } from '../i18n/dialogue.js';
import { checkChat } from '../i18n/field-check.js';
import { checkLabels, draftLabels, restartOptions } from './ask-prompt.js';
import { begin, goOnWith } from './begin.js';
import { allDrafts, putAside } from './drafts.js';
import { fillCheck } from './field-check.js';
import { emptyBlock } from './format.js';
import { textOf, type Given } from './given.js';
import { kindIn, type KindSaid } from './kinds.js';
import { askAgain, effect, moveOn, tell, type Move } from './move.js';
import { readChoice } from './parse/choice.js';
import { actOn } from './run-command.js';
import type { Ask, Draft, State } from './state.js';
import { menuWith } from './tokens.js';
import type { DialogueContext } from './types.js';

export function answerAsk(state: State, ask: Ask, given: Given, context: DialogueContext): Move | null {
  switch (ask.type) {
    case 'kind': {
      const said = kindGiven(given);
      if (said === null) return askAgain(state, dialogue.kindUnclear);
      return begin(state, { ...ask.beginning, ...said }, context);
    }
    case 'format': {
      const said = kindGiven(given);
      if (said === null) return askAgain(state, dialogue.kindUnclear);
      return tell({ ...state, ask: null }, ...emptyBlock(said.kind, said.change));
    }
    case 'cancel':
      return answerCancel(state, given);
    case 'restart':
      return answerRestart(state, ask, given, context);
    case 'drafts':
      return answerDrafts(state, given, context);
    case 'pick': {
      const said = textOf(given);
      const place = readChoice(said, ask.numbers);
      const number = readNumber(said) ?? (place === null ? undefined : ask.numbers[place]);
      return number === undefined ? null : actOn(state, ask.act, number);
    }
    case 'pick_check': {
      const said = textOf(given);
      const place = readChoice(said, checkLabels(ask.items, context));
      const number = readNumber(said) ?? (place === null ? undefined : ask.items[place]?.number);
      return number === undefined ? null : fillCheck(state, number);
    }
    case 'withdraw':
      return answerWithdraw(state, ask.number, given);
    case 'object': {
      const note = 'typed' in given ? oneLine(given.typed, 500) : null;
      const reason = note !== null && note.length >= 5 && /\p{L}{3}/u.test(note);
      if (!reason) return askAgain(state, dialogue.reports.objectUnclear);
      return effect(
        { ...state, ask: null, turn: state.turn + 1 },
        { type: 'object_report', number: ask.number, note },
      );
    }
  }
}

function kindGiven(given: Given): KindSaid | null {
  if ('typed' in given) return kindIn(given.typed);
  const kind: ReportKind | undefined = reportKinds.find((one) => one === given.value);
  return kind === undefined ? null : { kind, change: null };
}

function yesIn(given: Given): boolean | null {
  if ('value' in given) return given.value === 'yes';
  const place = readChoice(given.typed, [dialogue.yes, dialogue.no]);
  return place === null ? readYesNo(given.typed) : place === 0;
}

function answerCancel(state: State, given: Given): Move {
  const yes = yesIn(given);
  const settled: State = { ...state, ask: null };
  if (yes === null) return askAgain(state, dialogue.yesNo);
  if (!yes) return moveOn(settled, dialogue.kept);
  const { correction = null, check = null } = state.draft ?? {};
  const said =
    check !== null
      ? checkChat.cancelled(check.number)
      : correction === null
        ? dialogue.cancelled
        : dialogue.correctionCancelled(correction.number);
  const idle: State = { ...settled, draft: null };
  if (state.aside.length > 0) return moveOn({ ...idle, ask: { type: 'drafts' } }, said);
  return tell({ ...idle, turn: state.turn + 1 }, { text: said, choices: menuWith(0) });
}

function answerRestart(
  state: State,
  { beginning }: Extract<Ask, { type: 'restart' }>,
  given: Given,
  context: DialogueContext,
): Move {
  const options = restartOptions(state);
  const place = readChoice(
    textOf(given),
    options.map(({ label }) => label),
  );
  const pressed = options.find(({ value }) => 'value' in given && value === given.value);
  const yes = 'typed' in given && readYesNo(given.typed) === true ? options[0] : undefined;
  const chosen = pressed ?? (place === null ? (worded(given, options) ?? yes) : options[place]);
  if (chosen === undefined) return askAgain(state, dialogue.restartUnclear(options.length));
  if (chosen.value === 'continue') return moveOn({ ...state, ask: null });
  const free: State = chosen.value === 'aside' ? putAside(state) : { ...state, draft: null };
  return begin({ ...free, ask: null }, beginning, context);
}

function worded<T extends { readonly value: string }>(given: Given, options: readonly T[]): T | undefined {
  const words = plainWords(textOf(given));
  const value = /^(?:simpan)\b/.test(words) ? 'aside' : /^(?:hapus|buang)\b/.test(words) ? 'new' : '';
  return options.find((option) => option.value === value);
}

function answerDrafts(state: State, given: Given, context: DialogueContext): Move | null {
  const drafts = allDrafts(state);
  const said = textOf(given);
  const place = 'value' in given ? Number(said) : readChoice(said, draftLabels(state, context));
  const chosen: Draft | undefined = place === null ? undefined : drafts[place];
  if (chosen === undefined) return 'value' in given ? askAgain(state, dialogue.chooseOne) : null;
  return chosen === state.draft ? moveOn({ ...state, ask: null }) : goOnWith(state, chosen.id);
}

/** `ya`, `tidak`, or a yes with its reason: `ya, salah orang`. */
function answerWithdraw(state: State, number: string, given: Given): Move {
  const settled: State = { ...state, ask: null, turn: state.turn + 1 };
  const withdraw = (note: string) => effect(settled, { type: 'withdraw_report', number, note });
  const yes = yesIn(given);
  if (yes === true) return withdraw('');
  if (yes === false) return moveOn({ ...state, ask: null }, dialogue.dropped);
  const [, first, reason] =
    'typed' in given ? (/^\s*([\p{L}']+)[\s,.:;-]+(\S[\s\S]*)$/u.exec(given.typed) ?? []) : [];
  const note = reason === undefined ? null : oneLine(reason, 300);
  return first !== undefined && note !== null && readYesNo(first) === true
    ? withdraw(note)
    : askAgain(state, dialogue.yesNo);
}
