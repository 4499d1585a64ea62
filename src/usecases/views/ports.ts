import type { StaffActor } from '../console-services.js';
import type { SavedView, ViewFilter } from './services.js';

export interface SavedViewQueries {
  list(actor: StaffActor): Promise<readonly SavedView[]>;
  /** How many each filter finds in the actor's scope, up to countLimit + 1; all in one statement. */
  counts(actor: StaffActor, filters: readonly ViewFilter[]): Promise<readonly number[]>;
}

export interface SavedViewWork {
  /** Locks its owner's views against another change, and reads them. */
  lock(userId: string): Promise<readonly SavedView[]>;
  /** The same id again changes nothing. */
  put(userId: string, view: SavedView, now: Date): Promise<void>;
  rename(userId: string, view: SavedView): Promise<void>;
  remove(userId: string, id: string): Promise<void>;
}
