/** What the use cases of the API need of storage. */
import type { AgencyGrant } from '../../domain/access/agency.js';
import type { AidListFacts, AidListRowFacts } from '../../domain/opd/aid-list.js';
import type { PeopleFilter, PersonFacts } from '../../domain/opd/person.js';
import type { AgencyAccessView, AgencyPolicy, KnownKey } from './services.js';

export interface KeyStore {
  byPrefix(prefix: string): Promise<KnownKey | null>;
  /** Of many keys at once; moves forward only. */
  used(uses: readonly { readonly id: string; readonly at: Date }[]): Promise<void>;
}

export interface NewKey {
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
  readonly prefix: string;
  readonly secretHash: string;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly replacesId: string | null;
}

export interface KeyRow {
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
  readonly prefix: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** In one transaction with what it is done for. */
export interface OpdWork {
  /** Row-locked: keys and grants of an agency are changed one at a time. null: there is none. */
  lockAgency(agencyId: string): Promise<{ readonly code: string; readonly active: boolean } | null>;
  policy(agencyId: string): Promise<AgencyPolicy>;
  /** As its next version. */
  addPolicy(
    agencyId: string,
    policy: AgencyPolicy,
    by: { readonly userId: string; readonly at: Date },
  ): Promise<void>;
  /** Who changed it last. */
  policyChanged(agencyId: string): Promise<{ readonly byName: string; readonly at: Date } | null>;
  key(id: string): Promise<KeyRow | null>;
  /** That are good. */
  keyCount(agencyId: string, now: Date): Promise<number>;
  addKey(key: NewKey): Promise<void>;
  endKey(id: string, expiresAt: Date): Promise<void>;
  revokeKey(id: string, by: { readonly userId: string; readonly at: Date }): Promise<void>;
}

export interface OpdAdminQueries {
  /** null: there is no such agency. */
  access(agencyId: string, now: Date): Promise<Omit<AgencyAccessView, 'mayChange'> | null>;
}

/** One of them. */
export interface LookUpQuestion {
  readonly nik: string | null;
  readonly kk: string | null;
  readonly id: string | null;
}

/** A person of that id or NIK (`factId` null), or a fact that tells that KK of them. */
export interface LookUpHit {
  readonly person: PersonFacts;
  readonly factId: string | null;
}

/** Which parts of the facts are opened and read. */
export interface Parts {
  readonly contact: boolean;
  readonly household: boolean;
  readonly socioEconomic: boolean;
}

/** Persons in their order, from after `after`, of whom as many were looked at as a request may take. */
export interface Scanned {
  readonly ids: readonly string[];
  /** Where to go on; null: that was all. */
  readonly next: string | null;
}

/** How far somebody has read: transaction and person. */
export interface ChangePosition {
  readonly tx: string;
  readonly personId: string;
}

export interface PersonChange extends ChangePosition {
  /** As whom they are read; themselves, where they are not merged. */
  readonly rootId: string;
}

export interface AccessRecord {
  readonly agencyId: string;
  readonly apiKeyId: string;
  readonly action: string;
  readonly subject: string | null;
  readonly ip: string | null;
  readonly purpose: string | null;
  readonly purposeNote: string | null;
  readonly rowCount: number | null;
}

export interface OpdQueries {
  /** By their roots, in no order; ids that are nobody's are left out. */
  people(rootIds: readonly string[], parts: Parts): Promise<readonly PersonFacts[]>;
  /** A list of hits for each question, by the persons' ids; who is told of twice is the same object. */
  lookUp(questions: readonly LookUpQuestion[], parts: Parts): Promise<readonly (readonly LookUpHit[])[]>;
  /** A superset of whom the grant lets see, and the filter asks for. */
  scan(
    grant: AgencyGrant,
    filter: PeopleFilter,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<Scanned>;
  /** Of transactions that nothing can be added to any more, from after `after`. */
  changes(after: ChangePosition | null, limit: number): Promise<readonly PersonChange[]>;
  /**
   * Those of whom the grant has let see any fact, in whatever version, at any time; and those of whom there is
   * none any more.
   */
  everSeen(grant: AgencyGrant, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Where the feed ends for now. */
  feedEnd(): Promise<ChangePosition>;
  /** Which feed positions are of; another one after the tables came from another server. */
  feed(): Promise<string>;
  /** Approved lists of these programmes; `id`: that one alone. */
  aidLists(of: {
    readonly programs: readonly string[];
    readonly id: string | null;
  }): Promise<readonly AidListFacts[]>;
  aidListRows(
    listId: string,
    page: { readonly after: number; readonly limit: number },
  ): Promise<readonly AidListRowFacts[]>;
  /** Positions in lists and in the feed, as an agency carries them: nobody else reads or makes them. */
  sealCursor(agencyId: string, position: unknown): string;
  /** null: it is none of this agency's. */
  openCursor(agencyId: string, cursor: string): unknown;
  /** Commits before it resolves. */
  log(records: readonly AccessRecord[]): Promise<void>;
}
