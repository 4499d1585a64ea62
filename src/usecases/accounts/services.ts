/** What the pages of accounts may ask for: the way in, one's own account, and the users of the console. */
import type { Grant, StaffRole } from '../../domain/access/scope.js';
import type { SignInStep } from '../../domain/access/sign-in.js';
import type { StaffActor } from '../console-services.js';

/** Where a request comes from. */
export interface From {
  readonly ip: string;
  /** As the browser names itself; its family and system are kept. */
  readonly userAgent: string;
}

/** `token`: the cookie's value. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface SecondFactorOffer {
  /** Base32. */
  readonly secret: string;
  /** For the QR code. */
  readonly uri: string;
  /** Takes the place of one that is in use: the password is asked for. */
  readonly renews: boolean;
}

export interface OwnSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** Such as "Firefox, Android"; null: not known. */
  readonly browser: string | null;
  readonly ip: string | null;
  /** The one that asks. */
  readonly current: boolean;
}

export interface OwnAccount {
  readonly username: string;
  /** Newest first. */
  readonly sessions: readonly OwnSession[];
  /** null: none. */
  readonly secondFactorSince: Date | null;
  readonly secondFactorNeeded: boolean;
  /** Recovery codes not yet used. */
  readonly recoveryLeft: number;
}

/**
 * By the session's own token. Throws auth.required when it opens nothing (or is at another step),
 * auth.invalid_credentials for a wrong password or code, auth.locked (details.minutes) after too many.
 */
export interface AccountServices {
  /** null: the token opens nothing. */
  step(token: string): Promise<{ readonly step: SignInStep; readonly username: string } | null>;
  /** A code of the app, or a recovery code. A new token takes the place of the old one. */
  giveCode(token: string, code: string, from: From): Promise<OpenedSession>;
  /** Throws input.invalid {field: PasswordProblem | 'password_same'}. A new token takes the place of the old. */
  renewPassword(token: string, password: string, from: From): Promise<OpenedSession>;
  /** The same until it is confirmed. */
  offerSecondFactor(token: string): Promise<SecondFactorOffer>;
  /**
   * Returns the recovery codes, as they are shown, this once. Ends the other sessions; a new token takes
   * the place of this one's.
   * `password`: asked for where the session is whole.
   */
  confirmSecondFactor(
    token: string,
    input: { readonly code: string; readonly password: string },
    from: From,
  ): Promise<OpenedSession & { readonly codes: readonly string[] }>;

  /** Whom the link invites; null: it is used, revoked, expired, or never was. */
  invitation(link: string): Promise<{ readonly username: string; readonly name: string } | null>;
  /** Sets the password and signs in, once. Throws not_found, input.invalid {field: PasswordProblem}. */
  acceptInvitation(link: string, password: string, from: From): Promise<OpenedSession>;

  own(token: string): Promise<OwnAccount>;
  /** Has not said yet that they know where to begin. */
  isNew(actor: StaffActor): Promise<boolean>;
  /** Says so. */
  introduce(actor: StaffActor): Promise<void>;
  /** Ends one of one's own other sessions; not there (any more) is done. */
  endSession(token: string, id: string, from: From): Promise<void>;
  endOtherSessions(token: string, from: From): Promise<void>;
  /** Ends the other sessions. Throws input.invalid as renewPassword does. */
  changePassword(
    token: string,
    input: { readonly current: string; readonly password: string },
    from: From,
  ): Promise<void>;
  /** The earlier codes are worth nothing any more. */
  renewRecoveryCodes(token: string, password: string, from: From): Promise<readonly string[]>;
}

/** invited: has no password (any more), and waits for the link to be used. */
export type UserState = 'active' | 'invited' | 'inactive';

export interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  readonly grants: readonly Grant[];
  readonly state: UserState;
  readonly secondFactor: boolean;
  readonly secondFactorNeeded: boolean;
  readonly lastSeenAt: Date | null;
}

export interface UserEvent {
  readonly at: Date;
  /** Of the access log, such as user.changed. */
  readonly action: string;
  readonly byName: string;
}

export interface UserView extends UserRow {
  readonly mustChangePassword: boolean;
  readonly sessions: number;
  /** The link that is still good; null: none. */
  readonly invitationExpiresAt: Date | null;
  /** null: not locked. */
  readonly lockedUntil: Date | null;
  /** Newest first, the last twenty. */
  readonly events: readonly UserEvent[];
}

export interface UserInput {
  readonly name: string;
  readonly role: string;
  readonly regions: readonly string[];
  readonly grants: readonly string[];
}

/** `link`: the secret part of the address that sets the password, shown once. */
export interface MadeInvitation {
  readonly id: string;
  readonly link: string;
  readonly expiresAt: Date;
}

/** A place that a user may answer for. */
export interface RegionChoice {
  readonly code: string;
  readonly name: string;
  readonly level: 'kabupaten' | 'kecamatan';
}

export type UserFault =
  | 'username'
  | 'username_taken'
  | 'name'
  | 'role'
  | 'regions'
  | 'grants'
  | 'own_role'
  | 'own_state'
  | 'inactive';

/**
 * Who may not gets not_found, as for what is not there. Throws input.invalid {field: UserFault}. Every
 * change is in the access log. Users beyond the actor's own regions are not there.
 */
export interface UserServices {
  list(actor: StaffActor): Promise<readonly UserRow[]>;
  user(actor: StaffActor, id: string): Promise<UserView>;
  /** What the actor may give: the kabupaten, if it is theirs, and kecamatan. */
  regions(actor: StaffActor): Promise<readonly RegionChoice[]>;
  invite(
    actor: StaffActor,
    input: UserInput & { readonly username: string },
    ip: string,
  ): Promise<MadeInvitation>;
  change(actor: StaffActor, id: string, input: UserInput, ip: string): Promise<void>;
  /** Ends the sessions of who is deactivated, and withdraws the link. Twice is once. */
  setActive(actor: StaffActor, id: string, active: boolean, ip: string): Promise<void>;
  /** Takes the password away, ends the sessions, and makes a new link. */
  reset(actor: StaffActor, id: string, ip: string): Promise<MadeInvitation>;
  /** At the next page, and before anything else. */
  requirePasswordChange(actor: StaffActor, id: string, ip: string): Promise<void>;
  /** For who lost the phone and the recovery codes. Ends the sessions. */
  clearSecondFactor(actor: StaffActor, id: string, ip: string): Promise<void>;
}
