/** Filters of the queue that a person comes back to. Every method authorises by `actor` itself. */
import type { QueueFilter, StaffActor } from '../console-services.js';

/** Without a place in the list. */
export type ViewFilter = Omit<QueueFilter, 'cursor'>;

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly filter: ViewFilter;
}

export interface CountedView extends SavedView {
  /** Up to countLimit + 1, within the actor's scope. */
  readonly count: number;
}

export interface StandardCounts {
  /** In the order of the filters asked for. */
  readonly standard: readonly number[];
  readonly own: readonly CountedView[];
}

export const VIEW_LIMIT = 20;
export const VIEW_NAME_LIMIT = 40;

export interface SavedViewServices {
  /** In the order in which they were saved. */
  list(actor: StaffActor): Promise<readonly SavedView[]>;
  /** One's own, and others that everybody has, all counted at once. */
  counted(actor: StaffActor, standard: readonly ViewFilter[]): Promise<StandardCounts>;
  /** Throws not_found unless it is the actor's own. */
  byId(actor: StaffActor, id: string): Promise<SavedView>;
  /**
   * `id`: made by the page; the same one again changes nothing. Throws input.invalid {field: 'name' |
   * 'taken' | 'limit'}.
   */
  save(
    actor: StaffActor,
    input: { readonly id: string; readonly name: string; readonly filter: ViewFilter },
  ): Promise<void>;
  /** Throws as `save` does, and not_found. */
  rename(actor: StaffActor, id: string, name: string): Promise<void>;
  /** What is gone stays gone. */
  remove(actor: StaffActor, id: string): Promise<void>;
}
