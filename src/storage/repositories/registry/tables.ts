import type { StorageContext } from '../../context.js';
import type { DataUpdate } from '../../../domain/report/data-update.js';
import type { Entries, Entry, Place } from './entries.js';

/** What each kind of report is written with. */
export interface RegistryTables {
  readonly context: StorageContext;
  readonly entries: Entries;
}

/** The approval that is carried out: of a report of this place. */
export interface Approval extends Place {
  readonly eventId: string;
  readonly at: Date;
}

/** An update with the entries that it may be about. */
export interface Update {
  readonly report: DataUpdate;
  readonly found: readonly Entry[];
}
