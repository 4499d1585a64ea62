import { commandToken, menuChoices } from './prompt.js';
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
  }
}

function reports(state: State, items: readonly ReportSummary[], context: DialogueContext): Move {
  const lines = items.map((item) =>
    dialogue.report(item.number, item.state, longDate(item.submittedAt.toISOString().slice(0, 10))),
  );
  const waiting = items.filter((item) => item.state === 'needs_correction');
  const text =
    items.length === 0
      ? dialogue.noReports
      : [dialogue.reports, ...lines, ...(waiting.length > 0 ? [dialogue.correctHint] : [])].join('\n');
  if (state.draft !== null) return { ...askAgain(state, context, text), refused: false };
  const choices = [
    ...waiting.map((item) => ({
      token: commandToken('perbaiki', item.number),
      label: `Perbaiki ${item.number}`,
    })),
    ...menuChoices,
  ];
  return { state, replies: [{ text, choices }], effects: [] };
}
