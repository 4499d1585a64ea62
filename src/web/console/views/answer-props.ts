import type { EntryLink } from '../../../usecases/console-services.js';
import type { Formatter } from '../format.js';

/** What the answers of every kind are shown with. */
export interface BodyProps {
  readonly desaName: string;
  readonly format: Formatter;
  /** The entry of Data Pemda that a correction is about; undefined: on that entry's own page. */
  readonly about?: EntryLink | null | undefined;
  /** Before a decision: what the rules make of the indicators. */
  readonly advised: boolean;
  /** Of the headings within. */
  readonly level: 'h3' | 'h4';
}
