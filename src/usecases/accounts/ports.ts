import type { Grant, StaffRole } from '../../domain/access/scope.js';
import type { StaffActor } from '../console-services.js';
import type { OwnSession, RegionChoice, UserRow, UserView } from './services.js';

/** What signing in needs of an account. */
export interface Account {
  readonly id: string;
  /** null: none is set. */
  readonly passwordHash: string | null;
  readonly active: boolean;
  readonly hasSecondFactor: boolean;
}

export interface NewSession {
  readonly userId: string;
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Whether the second factor was given in it. */
  readonly secondFactor: boolean;
  readonly ip: string;
  readonly browser: string | null;
}

/** An open session with its user, whatever still stands between them and the console. */
export interface KnownSession {
  readonly tokenHash: string;
  readonly actor: StaffActor;
  readonly passwordHash: string | null;
  readonly hasSecondFactor: boolean;
  readonly gaveSecondFactor: boolean;
  readonly mustChangePassword: boolean;
}

export interface AccountStore {
  byUsername(username: string): Promise<Account | null>;
  /**
   * Counts a try before it is judged, in one statement: of many at once none is forgotten. Every `lockEvery`th
   * locks until `lockUntil`. Returns until when the account is locked; null: the try may be judged.
   */
  countTry(
    id: string,
    rule: { readonly at: Date; readonly lockEvery: number; readonly lockUntil: Date },
  ): Promise<Date | null>;
  forgetTries(id: string): Promise<void>;
  openSession(session: NewSession): Promise<void>;
  closeSession(tokenHash: string): Promise<void>;
  /** null when unknown, expired or of a deactivated user. Notes that it was seen. */
  session(tokenHash: string, now: Date): Promise<KnownSession | null>;

  sessionsOf(
    userId: string,
    now: Date,
  ): Promise<readonly (Omit<OwnSession, 'current'> & { tokenHash: string })[]>;
  /** null: none. */
  secondFactorSince(userId: string): Promise<Date | null>;
  recoveryLeft(userId: string): Promise<number>;
  isNew(userId: string): Promise<boolean>;
  /** Twice is once: the first time stands. */
  introduce(userId: string, at: Date): Promise<void>;
  /** null: the link is used, revoked, expired, or never was. */
  invitation(tokenHash: string, now: Date): Promise<{ username: string; name: string } | null>;
}

/** argon2id. */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

export interface UserRecord {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly active: boolean;
  readonly regions: readonly string[];
  readonly grants: readonly Grant[];
}

export interface NewUser extends Omit<UserRecord, 'id' | 'active'> {
  readonly createdAt: Date;
}

/** What changes accounts, within a transaction. */
export interface AccountWork {
  /** Those that are there, locked in the order of their ids. */
  lock(ids: readonly string[]): Promise<readonly UserRecord[]>;
  /** null: the user name is taken. */
  create(user: NewUser): Promise<{ readonly id: string } | null>;
  update(id: string, user: Pick<UserRecord, 'name' | 'role' | 'regions' | 'grants'>): Promise<void>;
  setActive(id: string, active: boolean): Promise<void>;
  requirePasswordChange(id: string): Promise<void>;
  /** null takes it away. Forgets tries, and that it was to be changed. */
  setPassword(id: string, hash: string | null): Promise<void>;
  /** Codes of those that are there: kabupaten and kecamatan. */
  knownAreas(codes: readonly string[]): Promise<readonly string[]>;

  openSession(session: NewSession): Promise<void>;
  /** Returns how many were ended. */
  endSessions(
    userId: string,
    which?: {
      readonly id?: string | undefined;
      readonly tokenHash?: string | undefined;
      /** Token hash of one that stays. */
      readonly except?: string | undefined;
    },
  ): Promise<number>;

  /** Keeps what is offered already. Returns what is on offer now. */
  offerSecret(userId: string, secret: string): Promise<string>;
  /** null: none is on offer. */
  offeredSecret(userId: string): Promise<string | null>;
  /** What was offered is in use from now on; the code of `step` is used. */
  activateSecret(
    userId: string,
    secret: string,
    use: { readonly step: number; readonly at: Date },
  ): Promise<void>;
  /** The secret in use; null: none. */
  secret(userId: string): Promise<string | null>;
  clearSecondFactor(userId: string): Promise<void>;
  /** False: that step, or a later one, was used. Of two at once one is told true. */
  takeStep(userId: string, step: number): Promise<boolean>;
  replaceRecoveryCodes(userId: string, codes: readonly string[]): Promise<void>;
  /** False: it is none of theirs, or was used. Of two at once one is told true. */
  takeRecoveryCode(userId: string, code: string, at: Date): Promise<boolean>;

  /** Withdraws the earlier ones. */
  invite(invitation: {
    readonly userId: string;
    readonly tokenHash: string;
    readonly createdById: string;
    readonly at: Date;
    readonly expiresAt: Date;
  }): Promise<void>;
  revokeInvitations(userId: string, at: Date): Promise<void>;
  /** Returns whom it invited; null: it cannot be used (any more). Of two at once one gets it. */
  takeInvitation(tokenHash: string, at: Date): Promise<{ readonly userId: string } | null>;
}

export interface UserQueries {
  /** By name. */
  list(now: Date): Promise<readonly UserRow[]>;
  byId(id: string, now: Date): Promise<UserView | null>;
  regions(actor: StaffActor): Promise<readonly RegionChoice[]>;
}
