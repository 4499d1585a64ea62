/** Answers to the summary: send it, or change something. */
import { dialogue } from '../i18n/dialogue.js';
import { fieldsOf, reportOf, resultOf, withoutBad } from './draft.js';
import { answerWith, correctionMeant, editField, editMeant, fieldNamed } from './edit.js';
import { textOf, type Given } from './given.js';
import { askAgain, effect, moveOn, type Move } from './move.js';
import { readYesNo, saysSend } from './parse/text.js';
import { labelled } from './several.js';
import type { CheckTask, Draft, State } from './state.js';
import type { DialogueContext } from './types.js';

export function answerSummary(state: State, draft: Draft, given: Given, context: DialogueContext): Move {
  const words = textOf(given);
  const sends = 'value' in given ? given.value === 'send' : saysSend(words) || readYesNo(words) === true;
  if (sends) return send(state, draft, context);
  const edit = editMeant(words, draft, context) ?? correctionMeant(words, draft, context);
  if (edit !== null) return edit.move(state, context);
  const named = labelled(words, fieldsOf(draft));
  if (named !== null) return answerWith(state, draft, named.field, named.text, context);
  const field = fieldNamed(words, draft, context);
  return field === null ? askAgain(state, dialogue.summaryUnclear) : editField(state, draft, field);
}

function send(state: State, draft: Draft, context: DialogueContext): Move {
  if (draft.check !== null) return sendCheck(state, { draft, check: draft.check }, context);
  if (draft.kind === 'field_check') return moveOn({ ...state, draft: null });
  const made = reportOf(draft, context);
  if (!made.ok) return moveOn({ ...state, draft: withoutBad(draft, made.bad) }, dialogue.outdated);
  const { id: draftId, kind, correction } = draft;
  const { report: answers } = made;
  if (correction === null) return effect(state, { type: 'submit_report', draftId, kind, answers });
  const { caseId, number } = correction;
  return effect(state, { type: 'resubmit_report', draftId, caseId, number, answers });
}

function sendCheck(
  state: State,
  { draft, check }: { readonly draft: Draft; readonly check: CheckTask },
  context: DialogueContext,
): Move {
  const { checkId, number } = check;
  const made = resultOf(draft, context);
  if (!made.ok) return moveOn({ ...state, draft: withoutBad(draft, made.bad) }, dialogue.outdated);
  return effect(state, { type: 'report_check', checkId, number, result: made.result });
}
