/** What came of an effect. */
import { dialogue } from '../i18n/dialogue.js';
import { hearRefusal, hearReport, hearReports } from './after-sending.js';
import { checkChat } from '../i18n/field-check.js';
import { correctionDraft } from './draft.js';
import { hearCheck, hearChecks } from './field-check.js';
import { hearLookedAlike, hearLookedUp } from './look-up.js';
import { ask, askAgain, moveOn, tell, type Move } from './move.js';
import type { State } from './state.js';
import { menuWith } from './tokens.js';
import type { DialogueContext, Fed } from './types.js';

export function hearResult(state: State, fed: Fed, context: DialogueContext): Move {
  switch (fed.type) {
    case 'submitted':
      return endWith(state, dialogue.submitted(fed.number));
    case 'resubmitted':
      return endWith(state, dialogue.resubmitted(fed.number));
    case 'resubmit_refused':
      return endWith(state, dialogue.resubmitRefused(fed.number, fed.state));
    case 'reports':
      return hearReports(state, fed.items, context);
    case 'correction':
      return moveOn(
        { ...state, draft: correctionDraft(fed, context), ask: null },
        dialogue.correction(fed.number, fed.question),
      );
    case 'no_correction':
      return askAgain(state, dialogue.noCorrection(fed.number));
    case 'looked_up':
      return hearLookedUp(state, fed.matches, context);
    case 'looked_alike':
      return hearLookedAlike(state, fed.alike);
    case 'report':
      return hearReport(state, fed, context);
    case 'withdrawn':
      return ask(state, dialogue.reports.withdrawn(fed.number));
    case 'objected':
      return ask(state, dialogue.reports.objected(fed.number));
    case 'withdraw_refused':
    case 'object_refused':
      return hearRefusal(state, fed);
    case 'checks':
      return hearChecks(state, fed);
    case 'check':
      return hearCheck(state, fed, context);
    case 'checked':
      return endWith(state, checkChat.sent(fed.number));
    case 'check_refused':
      return endWith(state, checkChat.refused(fed.number));
    case 'digest_set':
      return ask(state, fed.on ? dialogue.digest.on : dialogue.digest.off);
  }
}

/** The report is out of hand: what waits is spoken of. */
function endWith(state: State, text: string): Move {
  const waiting = state.aside.length;
  const lines = waiting === 0 ? [text] : [text, dialogue.draftsWait(waiting)];
  const idle: State = { ...state, turn: state.turn + 1, draft: null, ask: null };
  return tell(idle, { text: lines.join('\n'), choices: menuWith(waiting) });
}
