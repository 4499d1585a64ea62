import type { OutboundBody } from '../domain/channel/message.js';
import type { DataChange } from '../domain/report/data-update.js';
import type { ReportKind } from '../domain/report/report.js';
import { dialogue } from '../i18n/dialogue.js';
import { emptyBlockLines } from '../i18n/empty-block.js';

/** A line on how to use it, and the block alone: so it can be copied whole. */
export function emptyBlock(kind: ReportKind, change: DataChange | null): readonly OutboundBody[] {
  const { filled, membersHint } = dialogue.block;
  const hint = kind === 'new_poor_household' ? ` ${membersHint}` : '';
  return [{ text: filled + hint }, { text: emptyBlockLines(kind, change).join('\n') }];
}
