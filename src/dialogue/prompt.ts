import type { Choice, OutboundBody } from '../domain/channel/message.js';
import { dialogue, form } from '../i18n/chat.js';
import { summaryFields, type BirthDateConflict } from './draft.js';
import type { Field } from './forms/field.js';
import { questionOf } from './question.js';
import type { Confirm, Draft, State } from './state.js';
import type { DialogueContext } from './types.js';

/** Token of a button that gives a command anywhere: `c:status`, `c:perbaiki:LP-2026-00012-K`. */
export function commandToken(command: string, argument?: string): string {
  return argument === undefined ? `c:${command}` : `c:${command}:${argument}`;
}

/** Token of a button that answers the question of this turn, and no other. */
export function answerToken(turn: number, value: string): string {
  return `a:${String(turn)}:${value}`;
}

export const menuChoices: readonly Choice[] = [
  { token: commandToken('mulai'), label: dialogue.menuStart },
  { token: commandToken('status'), label: dialogue.menuStatus },
  { token: commandToken('bantuan'), label: dialogue.menuHelp },
];

/** What stands to be answered, after what there is to say first. */
export function prompt(
  state: State,
  context: DialogueContext,
  ...lead: readonly (string | undefined)[]
): OutboundBody {
  const question = currentQuestion(state, context);
  const text = [...lead, question.text].filter((part) => part !== undefined && part !== '').join('\n');
  return { ...question, text };
}

function currentQuestion(state: State, context: DialogueContext): OutboundBody {
  const question = questionOf(state, context);
  switch (question.type) {
    case 'menu':
      return { text: dialogue.menu, choices: [...menuChoices] };
    case 'confirm':
      return confirmQuestion(state.turn, question.confirm, question.draft);
    case 'conflict':
      return conflictQuestion(state.turn, question.conflict);
    case 'field':
      return fieldQuestion(state.turn, question.draft, question.field, context);
    case 'summary':
      return summary(state.turn, question.draft, context);
  }
}

function confirmQuestion(turn: number, confirm: Confirm, { correction }: Draft): OutboundBody {
  const choice = (value: string, label: string) => ({ token: answerToken(turn, value), label });
  switch (confirm) {
    case 'cancel':
      return {
        text: correction === null ? dialogue.confirmCancel : dialogue.confirmCancelCorrection,
        menu: true,
        choices: [choice('yes', dialogue.yes), choice('no', dialogue.no)],
      };
    case 'restart':
      return {
        text: dialogue.confirmRestart,
        menu: true,
        choices: [choice('continue', dialogue.restartContinue), choice('new', dialogue.restartNew)],
      };
  }
}

function conflictQuestion(turn: number, { typed, fromNik }: BirthDateConflict): OutboundBody {
  return {
    text: dialogue.birthDateConflict(typed, fromNik),
    menu: true,
    choices: [
      { token: answerToken(turn, 'nik'), label: dialogue.birthDateFromNik(fromNik) },
      { token: answerToken(turn, 'typed'), label: dialogue.birthDateTyped(typed) },
    ],
  };
}

function summary(turn: number, draft: Draft, context: DialogueContext): OutboundBody {
  const lines = summaryFields(draft, context).map(
    (field) => `${field.label}: ${field.show(draft.answers, draft.photos)}`,
  );
  return {
    text: dialogue.summary(lines),
    choices: [
      { token: answerToken(turn, 'send'), label: dialogue.send },
      { token: commandToken('batal'), label: dialogue.cancel },
    ],
  };
}

/** Options picked so far of a question that takes several. */
export function pickedOf(draft: Draft, field: Field): readonly string[] {
  const picked = draft.answers[`${field.id}:picked`] ?? draft.answers[field.id];
  return Array.isArray(picked) ? picked.filter((value) => typeof value === 'string') : [];
}

function fieldQuestion(turn: number, draft: Draft, field: Field, context: DialogueContext): OutboundBody {
  const text = field.ask(context, { ...draft.answers, photoCount: draft.photos.length });
  const options = field.options?.(context) ?? [];
  switch (field.kind) {
    case 'photos': {
      const end = (label: string) => ({ token: answerToken(turn, 'selesai'), label });
      const erase = { token: answerToken(turn, 'hapus'), label: form.photos.erase };
      return {
        text,
        choices: draft.photos.length === 0 ? [end(form.photos.skip)] : [end(form.photos.done), erase],
      };
    }
    case 'multi': {
      const picked = pickedOf(draft, field);
      const toggles = options.map(({ value, label }, place) => {
        const on = picked.includes(value);
        // The token says what it makes of the option: a double tap does not undo the first.
        return {
          token: answerToken(turn, `${on ? '-' : '+'}${value}`),
          label: `${on ? '✓ ' : ''}${String(place + 1)}. ${label}`,
        };
      });
      const end = { token: answerToken(turn, 'done'), label: form.indicators.done };
      return { text, choices: [...toggles, end] };
    }
    case 'text':
      if (options.length === 0) return { text };
      return {
        text,
        // "There is none" alone is in the question's own words: a 1 may be an answer to it.
        menu: options.length > 1,
        choices: options.map(({ value, label }) => ({ token: answerToken(turn, value), label })),
      };
  }
}
