/** How the question that stands is asked. */
import type { OutboundBody } from '../domain/channel/message.js';
import { photoRoleLabels } from '../i18n/labels.js';
import { dialogue } from '../i18n/dialogue.js';
import { checkChat } from '../i18n/field-check.js';
import { form } from '../i18n/form.js';
import { askPrompt } from './ask-prompt.js';
import { fitting, shortened } from './fitting.js';
import { formOf, summaryFields, type BirthDateConflict } from './draft.js';
import type { Field } from './forms/field.js';
import { isPicture, pictureRoles } from './forms/photos.js';
import { today } from './forms/shared.js';
import { knownPrompt } from './known.js';
import { questionOf } from './question.js';
import type { Draft, PlaceAsked, State } from './state.js';
import { choiceOf, commandToken, menuWith } from './tokens.js';
import type { DialogueContext } from './types.js';

/** What stands to be answered, after what there is to say first. */
export function prompt(state: State, context: DialogueContext, lead: readonly string[]): OutboundBody {
  const question = currentQuestion(state, context);
  const said = fitting(lead, question.text);
  return { ...question, text: [...said, question.text].filter((part) => part !== '').join('\n') };
}

function currentQuestion(state: State, context: DialogueContext): OutboundBody {
  const question = questionOf(state, context);
  switch (question.type) {
    case 'menu':
      return { text: dialogue.menu(state.aside.length), choices: menuWith(state.aside.length) };
    case 'ask':
      return askPrompt(state, question.ask, context);
    case 'known':
      return knownPrompt(state.turn, question.draft, question.known, context);
    case 'place':
      return placeQuestion(state.turn, question.place);
    case 'conflict':
      return conflictQuestion(state.turn, question.conflict);
    case 'field':
      return fieldQuestion(state.turn, question.draft, question.field, context);
    case 'summary':
      return summary(state.turn, question.draft, context);
  }
}

function placeQuestion(turn: number, { why }: PlaceAsked): OutboundBody {
  return {
    text: why === 'outside' ? dialogue.places.outside : dialogue.places.fromPhoto,
    menu: true,
    choices: [choiceOf(turn, 'yes', dialogue.yes), choiceOf(turn, 'no', dialogue.no)],
  };
}

function conflictQuestion(turn: number, { typed, fromNik }: BirthDateConflict): OutboundBody {
  return {
    text: dialogue.birthDateConflict(typed, fromNik),
    menu: true,
    choices: [
      choiceOf(turn, 'nik', dialogue.birthDateFromNik(fromNik)),
      choiceOf(turn, 'typed', dialogue.birthDateTyped(typed)),
    ],
  };
}

/** Beyond this each line is cut, so that the message is one. */
const LONG_SUMMARY = 3_000;

function checkSummary(turn: number, number: string, lines: readonly string[]): OutboundBody {
  return {
    text: checkChat.summary(number, lines),
    choices: [
      choiceOf(turn, 'send', dialogue.send),
      { token: commandToken('batal'), label: dialogue.cancel },
    ],
  };
}

function summary(turn: number, draft: Draft, context: DialogueContext): OutboundBody {
  const lines = summaryFields(draft, context).map(
    (field) => `${field.label}: ${field.show(draft.answers, draft.photos, context)}`,
  );
  if (draft.check !== null) return checkSummary(turn, draft.check.number, lines);
  const urgent = draft.answers['urgent'] === true;
  const remarks = formOf(draft).remarks?.(draft.answers, context, today(context)) ?? [];
  const whole = dialogue.summary(lines, urgent, remarks);
  const fits = whole.length <= LONG_SUMMARY;
  return {
    text: fits
      ? whole
      : dialogue.summary(
          lines.map((line) => shortened(line)),
          urgent,
          remarks,
        ),
    choices: [
      choiceOf(turn, 'send', dialogue.send),
      { token: commandToken('batal'), label: dialogue.cancel },
      urgent
        ? { token: commandToken('bukan darurat'), label: dialogue.urgentUnmark }
        : { token: commandToken('tandai darurat'), label: dialogue.urgentMark },
    ],
  };
}

/** Options picked so far of a question that takes several. */
export function pickedOf(draft: Draft, field: Field): readonly string[] {
  const picked = draft.answers[`${field.id}:picked`] ?? draft.answers[field.id];
  return Array.isArray(picked) ? picked.filter((value) => typeof value === 'string') : [];
}

function fieldQuestion(turn: number, draft: Draft, field: Field, context: DialogueContext): OutboundBody {
  const text = field.ask(context, draft.answers, draft.photos);
  const options = field.options?.(context, draft.answers) ?? [];
  switch (field.kind) {
    case 'photos':
      return photosQuestion(turn, draft, text);
    case 'multi': {
      const picked = pickedOf(draft, field);
      const toggles = options.map(({ value, label, number }, place) => {
        const on = picked.includes(value);
        const shown = String(number ?? place + 1);
        const named = label === '' ? shown : `${shown}. ${label}`;
        // The token says what it makes of the option: a double tap does not undo the first.
        return choiceOf(turn, `${on ? '-' : '+'}${value}`, `${on ? '✓ ' : ''}${named}`);
      });
      return { text, choices: [...toggles, choiceOf(turn, 'done', form.multi.done)] };
    }
    case 'text':
      if (options.length === 0) return { text };
      return {
        text,
        // "There is none" alone is in the question's own words: a 1 may be an answer to it.
        menu: options.length > 1,
        choices: options.map(({ value, label }) => choiceOf(turn, value, label)),
      };
  }
}

function photosQuestion(turn: number, { photos }: Draft, text: string): OutboundBody {
  if (photos.length === 0) return { text, choices: [choiceOf(turn, 'selesai', form.photos.skip)] };
  const ends = [choiceOf(turn, 'selesai', form.photos.done), choiceOf(turn, 'hapus', form.photos.erase)];
  const last = photos.findLast(isPicture);
  if (last?.role !== null) return { text, choices: ends };
  const roles = pictureRoles.map((role) => choiceOf(turn, `role-${role}`, photoRoleLabels[role]));
  return { text: `${text} ${form.photos.which}`, menu: true, choices: [...ends, ...roles] };
}
