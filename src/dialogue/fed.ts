import { dayIn } from '../domain/time.js';
import { commandToken, menuChoices, prompt } from './prompt.js';
import { correctionDraft } from './draft.js';
import { askAgain, endWith, moveOn, type Move } from './move.js';
import type { State } from './state.js';
import type { DialogueContext, Fed, ReportSummary } from './types.js';
import { dialogue, longDate } from '../i18n/chat.js';

/** What came of an effect. */
export function hearResult(state: State, fed: Fed, context: DialogueContext): Move {
  switch (fed.type) {
    case 'submitted':
      return endWith(state, dialogue.submitted(fed.number), [...menuChoices]);
    case 'resubmitted':
      return endWith(state, dialogue.resubmitted(fed.number), [...menuChoices]);
    case 'resubmit_refused':
      return endWith(state, dialogue.resubmitRefused(fed.number, fed.state), [...menuChoices]);
    case 'reports':
      return reports(state, fed.items, context);
    case 'correction': {
      const draft = correctionDraft(fed, context);
      return moveOn(
        { ...state, draft, confirm: null },
        context,
        dialogue.correction(fed.number, fed.question),
      );
    }
    case 'no_correction':
      return askAgain(state, context, dialogue.noCorrection(fed.number));
    case 'looked_up':
    case 'report':
    case 'withdrawn':
    case 'withdraw_refused':
    case 'objected':
    case 'object_refused':
    case 'digest_set':
      return askAgain(state, context);
  }
}

function reports(state: State, items: readonly ReportSummary[], context: DialogueContext): Move {
  const lines = items.map((item) =>
    dialogue.report(item.number, item.state, longDate(dayIn(context.timeZone, item.submittedAt))),
  );
  const waiting = items.filter((item) => item.state === 'needs_correction');
  const idle = state.draft === null;
  const text =
    items.length === 0
      ? [dialogue.noReports, ...(idle ? [dialogue.startHint] : [])].join('\n')
      : [dialogue.reports, ...lines, ...(waiting.length > 0 ? [dialogue.correctHint] : [])].join('\n');
  if (!idle) return { state, replies: [prompt(state, context, text)], effects: [] };
  const choices = [
    ...waiting.map((item) => ({
      token: commandToken('perbaiki', item.number),
      label: dialogue.correctReport(item.number),
    })),
    ...menuChoices,
  ];
  // A number typed is a place in the menu, which these buttons go before.
  return { state, replies: [{ text, choices }], effects: [] };
}
