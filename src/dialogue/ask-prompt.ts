/** How the dialogue's own questions are asked. */
import type { OutboundBody } from '../domain/channel/message.js';
import { reportKinds } from '../domain/report/report.js';
import { dayIn } from '../domain/time.js';
import { dialogue } from '../i18n/dialogue.js';
import { checkChat } from '../i18n/field-check.js';
import { kindLabels } from '../i18n/labels.js';
import { allDrafts, answersIn, mayPutAside } from './drafts.js';
import type { Ask, Draft, State } from './state.js';
import { choiceOf } from './tokens.js';
import type { DialogueContext } from './types.js';

/** The answers to whether the open report goes on, in the order they are offered. */
export function restartOptions(state: State): readonly { readonly value: string; readonly label: string }[] {
  return [
    { value: 'continue', label: dialogue.restartContinue },
    ...(mayPutAside(state) ? [{ value: 'aside', label: dialogue.restartAside }] : []),
    { value: 'new', label: dialogue.restartDelete },
  ];
}

/** A draft in one line: never a name or a number of a person. */
export function draftLine(draft: Draft, context: DialogueContext): string {
  const { begun } = draft;
  const day = begun === null ? null : dayIn(context.timeZone, new Date(begun));
  return dialogue.drafts.line(nameOf(draft), day, answersIn(draft, context));
}

function nameOf({ kind, correction, check }: Draft): string {
  if (kind === 'field_check') return checkChat.draft(check?.number ?? '');
  return correction === null ? kindLabels[kind] : dialogue.drafts.correction(correction.number);
}

export function draftLabels(state: State, context: DialogueContext): readonly string[] {
  return allDrafts(state).map((draft) => {
    const open = draft === state.draft ? ` (${dialogue.drafts.open})` : '';
    return draftLine(draft, context) + open;
  });
}

/** In the order in which they are offered. */
export function checkLabels(
  items: readonly { readonly number: string; readonly dueOn: string }[],
  context: DialogueContext,
): readonly string[] {
  const day = dayIn(context.timeZone, context.now);
  return items.map(({ number, dueOn }) => checkChat.line(number, dueOn, dueOn < day));
}

export function askPrompt(state: State, ask: Ask, context: DialogueContext): OutboundBody {
  const { turn } = state;
  const menu = (
    text: string,
    options: readonly (readonly [value: string, label: string])[],
  ): OutboundBody => ({
    text,
    menu: true,
    choices: options.map(([value, label]) => choiceOf(turn, value, label)),
  });
  const yesNo = [
    ['yes', dialogue.yes],
    ['no', dialogue.no],
  ] as const;
  switch (ask.type) {
    case 'kind':
    case 'format': {
      const block = ask.type === 'kind' && ask.beginning.block !== null;
      return menu(
        block ? dialogue.askKindBlock : dialogue.askKind,
        reportKinds.map((kind) => [kind, kindLabels[kind]]),
      );
    }
    case 'cancel':
      return menu(confirmCancel(state.draft), yesNo);
    case 'restart':
      return menu(
        dialogue.confirmRestart,
        restartOptions(state).map(({ value, label }) => [value, label]),
      );
    case 'drafts': {
      const labels = draftLabels(state, context);
      return menu(
        dialogue.drafts.ask,
        labels.map((label, place) => [String(place), label]),
      );
    }
    case 'pick':
      return menu(
        dialogue.reports.pick[ask.act],
        ask.numbers.map((number) => [number, number]),
      );
    case 'withdraw':
      return menu(dialogue.reports.askWithdraw(ask.number), yesNo);
    case 'pick_check':
      return menu(
        checkChat.pick,
        checkLabels(ask.items, context).map((line, place) => [ask.items[place]?.number ?? '', line]),
      );
    case 'object':
      return { text: dialogue.reports.askObject(ask.number) };
  }
}

function confirmCancel(draft: Draft | null): string {
  if (draft?.kind === 'field_check') return checkChat.confirmCancel;
  return (draft?.correction ?? null) === null ? dialogue.confirmCancel : dialogue.confirmCancelCorrection;
}
