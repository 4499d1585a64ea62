/** The way into the console, one's own account, and the users: what the use cases allow and the store keeps. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { accountsOf, consoleOf, usersOf } from '../../src/parts.js';
import type { AccountServices, UserServices } from '../../src/usecases/accounts/services.js';
import type { ConsoleServices, StaffActor } from '../../src/usecases/console-services.js';
import { appCode, makeUser, userPassword } from '../support/accounts.js';
import { openTestContainer } from '../support/container.js';
import { staff } from '../support/reports.js';

const from = { ip: '127.0.0.1', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0' };
const MINUTE = 60_000;

describe('accounts', () => {
  let container: Container;
  let console: ConsoleServices;
  let accounts: AccountServices;
  let users: UserServices;
  let now = new Date('2026-11-02T02:00:00Z');
  let n = 0;
  const pass = (ms: number) => (now = new Date(now.getTime() + ms));

  beforeAll(async () => {
    container = await openTestContainer({ env: { TRIAL: 'false' }, clock: { now: () => now } });
    console = consoleOf(container);
    accounts = accountsOf(container);
    users = usersOf(container);
  });
  beforeEach(() => {
    pass(60 * MINUTE);
  });

  const named = (word: string) => `${word}${String((n += 1))}`;
  const signIn = async (username: string, password = userPassword) =>
    (await console.signIn({ username, password, ...from })).token;
  const user = async (role: StaffActor['role'], grants: StaffActor['grants'] = [], regions?: string[]) => {
    const username = named('uji');
    const id = await makeUser(container, { username, role, grants, ...(regions && { regions }) });
    return { id, username, actor: await staff(container, username) };
  };
  /** With a second factor set up in a session that is whole. */
  const guarded = async (role: StaffActor['role'] = 'supervisor') => {
    const made = await user(role);
    const bare = await signIn(made.username);
    const { secret } = await accounts.offerSecondFactor(bare);
    const password = role === 'reviewer' ? userPassword : '';
    const input = { code: appCode(secret, now), password };
    const { token, codes } = await accounts.confirmSecondFactor(bare, input, from);
    pass(MINUTE);
    return { ...made, token, secret, codes };
  };
  const code = (error: unknown) => (error as { code?: string }).code ?? String(error);
  const outcome = (work: Promise<unknown>) => work.then(() => 'done', code);
  const logged = async (id: string) =>
    (await container.database.accessLog.findMany({ where: { subject: id }, orderBy: { id: 'asc' } })).map(
      ({ action }) => action,
    );

  describe('signing in', () => {
    it('gives a reviewer the console by the password, and all others after a second factor only', async () => {
      const reviewer = await user('reviewer');
      expect(await console.authenticate(await signIn(reviewer.username))).toMatchObject({ id: reviewer.id });
      for (const other of [
        await user('supervisor'),
        await user('admin'),
        await user('reviewer', ['sensitive']),
      ]) {
        const token = await signIn(other.username);
        expect(await console.authenticate(token)).toBeNull();
        expect(await accounts.step(token)).toEqual({ step: 'second_factor', username: other.username });
        await expect(accounts.own(token)).rejects.toMatchObject({ code: 'auth.required' });
        const { secret } = await accounts.offerSecondFactor(token);
        expect((await accounts.offerSecondFactor(token)).secret).toBe(secret);
        const wrong = { code: '000000', password: '' };
        await expect(accounts.confirmSecondFactor(token, wrong, from)).rejects.toMatchObject({
          code: 'auth.invalid_credentials',
        });
        const opened = await accounts.confirmSecondFactor(
          token,
          { code: appCode(secret, now), password: '' },
          from,
        );
        expect(opened.codes).toHaveLength(10);
        expect(await console.authenticate(opened.token)).toMatchObject({ id: other.id });
        // The session that it was set up in is over: its token was known before.
        expect(await accounts.step(token)).toBeNull();
        expect(await logged(other.id)).toEqual(['account.second_factor_set']);
      }
    });

    it('offers a second factor in trial mode, and asks nobody for one', async () => {
      const trial = { ...container, config: { ...container.config, secondFactorRequired: false } };
      const { username, id } = await user('admin');
      const { token } = await consoleOf(trial).signIn({ username, password: userPassword, ...from });
      expect(await consoleOf(trial).authenticate(token)).toMatchObject({ id });
      expect((await accountsOf(trial).offerSecondFactor(token)).renews).toBe(false);
    });

    it('asks for the code next time, and takes each code once, of two at once too', async () => {
      const { username, secret, id } = await guarded();
      const half = await signIn(username);
      expect(await accounts.step(half)).toMatchObject({ step: 'code' });
      expect(await console.authenticate(half)).toBeNull();
      for (const shut of [
        () => accounts.own(half),
        () => accounts.offerSecondFactor(half),
        () => accounts.renewPassword(half, 'x', from),
      ]) {
        await expect(shut()).rejects.toMatchObject({ code: 'auth.required' });
      }
      const other = await signIn(username);
      const typed = appCode(secret, now);
      const both = await Promise.allSettled(
        [half, other].map((token) => accounts.giveCode(token, typed, from)),
      );
      const opened = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(opened).toHaveLength(1);
      expect(both.flatMap((one) => (one.status === 'rejected' ? [code(one.reason)] : []))).toEqual([
        'auth.invalid_credentials',
      ]);
      // A token of its own: none that was known before the code opens anything.
      const token = opened[0]?.token ?? '';
      expect([half, other]).not.toContain(token);
      expect(await console.authenticate(token)).toMatchObject({ id });
      expect(await console.authenticate(half)).toBeNull();
      // Nor one from before it, nor the same later in its time.
      const again = await signIn(username);
      for (const steps of [-1, 0]) {
        const used = appCode(secret, now, steps);
        expect(await outcome(accounts.giveCode(again, used, from))).toBe('auth.invalid_credentials');
      }
      pass(MINUTE);
      expect(await outcome(accounts.giveCode(again, appCode(secret, now), from))).toBe('done');
    });

    it('says in the access log that somebody came in once the code was given, and who was refused it', async () => {
      const { username, secret, id } = await guarded();
      const entries = async () =>
        (
          await container.database.accessLog.findMany({
            where: { userId: id, action: { startsWith: 'session.' } },
            orderBy: { id: 'asc' },
          })
        ).map(({ action }) => action);
      const before = (await entries()).length;
      const since = async () => (await entries()).slice(before);
      const half = await signIn(username);
      expect(await since()).toEqual([]);
      await outcome(accounts.giveCode(half, '000000', from));
      expect(await since()).toEqual(['session.refused']);
      await accounts.giveCode(half, appCode(secret, now), from);
      expect(await since()).toEqual(['session.refused', 'session.opened']);
      const again = await signIn(username);
      for (let tries = 0; tries < 5; tries += 1) await outcome(accounts.giveCode(again, '000000', from));
      expect((await since()).slice(2)).toEqual([
        ...Array.from({ length: 4 }, () => 'session.refused'),
        'session.locked',
      ]);
    });

    it('takes a recovery code once, and says so in the access log', async () => {
      const { username, codes, id } = await guarded();
      const [first = '', second = ''] = codes;
      const tokens = [await signIn(username), await signIn(username)];
      const both = await Promise.all(
        tokens.map((token) => outcome(accounts.giveCode(token, first.toLowerCase(), from))),
      );
      expect(both.toSorted()).toEqual(['auth.invalid_credentials', 'done']);
      const { token } = await accounts.giveCode(await signIn(username), second, from);
      expect((await accounts.own(token)).recoveryLeft).toBe(8);
      expect((await logged(id)).filter((action) => action === 'account.recovery_code_used')).toHaveLength(2);
      const fresh = await accounts.renewRecoveryCodes(token, userPassword, from);
      expect(await outcome(accounts.giveCode(await signIn(username), codes[2] ?? '', from))).toBe(
        'auth.invalid_credentials',
      );
      expect(await outcome(accounts.giveCode(await signIn(username), fresh[0] ?? '', from))).toBe('done');
    });

    it('keeps neither secret nor code nor token in clear', async () => {
      const { id, secret, codes, token } = await guarded();
      const { database } = container;
      const rows = JSON.stringify(
        [
          await database.consoleUser.findUniqueOrThrow({ where: { id } }),
          await database.consoleRecoveryCode.findMany({ where: { userId: id } }),
          await database.consoleSession.findMany({ where: { userId: id } }),
        ],
        (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
      );
      for (const plain of [secret, token, ...codes, ...codes.map((one) => one.replace('-', ''))]) {
        expect(rows).not.toContain(plain);
      }
    });

    it('locks after five tries in vain, also when all are made at once, and opens after a quarter of an hour', async () => {
      const { username } = await user('reviewer');
      const tries = await Promise.all(
        Array.from({ length: 12 }, () => outcome(signIn(username, 'bukan sandinya ini'))),
      );
      expect(tries.filter((one) => one === 'auth.invalid_credentials')).toHaveLength(5);
      expect(tries.filter((one) => one === 'auth.locked')).toHaveLength(7);
      expect(await outcome(signIn(username))).toBe('auth.locked');
      pass(16 * MINUTE);
      expect(await outcome(signIn(username))).toBe('done');
    });

    it('locks who guesses codes, and gives who knows the password no new tries by it', async () => {
      const { username, secret } = await guarded();
      const seen: string[] = [];
      for (let guess = 0; guess < 4; guess += 1) {
        const token = await signIn(username).catch(code);
        if (token === 'auth.locked') {
          seen.push(token);
          continue;
        }
        seen.push(await outcome(accounts.giveCode(token, '000000', from)));
      }
      expect(seen).toEqual([
        'auth.invalid_credentials',
        'auth.invalid_credentials',
        'auth.locked',
        'auth.locked',
      ]);
      pass(16 * MINUTE);
      const token = await signIn(username);
      expect(await outcome(accounts.giveCode(token, appCode(secret, now), from))).toBe('done');
      for (let more = 0; more < 4; more += 1) {
        expect(await outcome(signIn(username, 'bukan sandinya ini'))).toBe('auth.invalid_credentials');
      }
    });
  });

  describe('one’s own account', () => {
    it('lists the sessions, ends one, and all others', async () => {
      const { username, id } = await user('reviewer');
      const [here, second, third] = [await signIn(username), await signIn(username), await signIn(username)];
      const { sessions } = await accounts.own(here);
      expect(sessions).toHaveLength(3);
      expect(sessions.filter(({ current }) => current)).toHaveLength(1);
      expect(sessions[0]).toMatchObject({ browser: 'Firefox, Linux', ip: '127.0.0.1' });
      const stranger = await user('reviewer');
      const theirs = await signIn(stranger.username);
      const victim = sessions.find(({ current }) => !current)?.id ?? '';
      await accounts.endSession(theirs, victim, from);
      expect((await accounts.own(here)).sessions).toHaveLength(3);
      for (let twice = 0; twice < 2; twice += 1) await accounts.endSession(here, victim, from);
      expect((await accounts.own(here)).sessions).toHaveLength(2);
      await accounts.endOtherSessions(here, from);
      const left = await Promise.all([here, second, third].map((token) => console.authenticate(token)));
      expect(left.map((actor) => actor?.id)).toEqual([id, undefined, undefined]);
      expect(await console.authenticate(theirs)).not.toBeNull();
      expect(await logged(id)).toEqual(['account.session_ended', 'account.other_sessions_ended']);
    });

    it('is new until its owner says that they know, the first time', async () => {
      const [one, other] = [await user('reviewer'), await user('admin')];
      expect([await accounts.isNew(one.actor), await accounts.isNew(other.actor)]).toEqual([true, true]);
      await accounts.introduce(one.actor);
      const since = async () =>
        (await container.database.consoleUser.findUniqueOrThrow({ where: { id: one.id } })).introducedAt;
      const first = await since();
      pass(MINUTE);
      await accounts.introduce(one.actor);
      expect(await since()).toEqual(first);
      expect([await accounts.isNew(one.actor), await accounts.isNew(other.actor)]).toEqual([false, true]);
    });

    it('changes the password against the one in use, and ends the other sessions', async () => {
      const { username } = await user('reviewer');
      const [here, other] = [await signIn(username), await signIn(username)];
      const change = (current: string, password: string) =>
        accounts.changePassword(here, { current, password }, from);
      const fresh = 'lima kata acak yang baru';
      expect(await outcome(change('salah sama sekali', fresh))).toBe('auth.invalid_credentials');
      await expect(change(userPassword, 'pendek')).rejects.toMatchObject({
        details: { field: 'password_short' },
      });
      await expect(change(userPassword, userPassword)).rejects.toMatchObject({
        details: { field: 'password_same' },
      });
      await change(userPassword, fresh);
      expect(await console.authenticate(here)).not.toBeNull();
      expect(await console.authenticate(other)).toBeNull();
      expect(await outcome(signIn(username))).toBe('auth.invalid_credentials');
      expect(await outcome(signIn(username, fresh))).toBe('done');
    });

    it('moves the second factor to another phone by the password, and the old one opens nothing', async () => {
      const { username, token, secret, codes } = await guarded();
      const offer = await accounts.offerSecondFactor(token);
      expect(offer).toMatchObject({ renews: true });
      const input = { code: appCode(offer.secret, now), password: 'bukan sandinya ini' };
      expect(await outcome(accounts.confirmSecondFactor(token, input, from))).toBe(
        'auth.invalid_credentials',
      );
      await accounts.confirmSecondFactor(token, { ...input, password: userPassword }, from);
      pass(MINUTE);
      const half = await signIn(username);
      for (const old of [appCode(secret, now), codes[0] ?? '']) {
        expect(await outcome(accounts.giveCode(half, old, from))).toBe('auth.invalid_credentials');
      }
      expect(await outcome(accounts.giveCode(half, appCode(offer.secret, now), from))).toBe('done');
    });
  });

  describe('users', () => {
    const input = { name: 'Uji Contoh Baru', role: 'reviewer', regions: ['64.08.04'], grants: [] };

    it('are invited by a link that sets the password once, and lead on to the second factor', async () => {
      const { actor: admin } = await user('admin');
      const username = named('undang');
      const grants = ['sensitive'];
      const made = await users.invite(
        admin,
        { ...input, username: ` ${username.toUpperCase()} `, grants },
        '',
      );
      expect(await users.user(admin, made.id)).toMatchObject({ username, state: 'invited', grants });
      expect(await outcome(signIn(username, ''))).toBe('auth.invalid_credentials');
      await expect(accounts.acceptInvitation(made.link, username, from)).rejects.toMatchObject({
        code: 'input.invalid',
      });
      const both = await Promise.allSettled(
        [1, 2].map(() => accounts.acceptInvitation(made.link, userPassword, from)),
      );
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const token = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.token] : []))[0] ?? '';
      expect(await accounts.step(token)).toEqual({ step: 'second_factor', username });
      expect(await accounts.invitation(made.link)).toBeNull();
      expect(await outcome(accounts.acceptInvitation(made.link, userPassword, from))).toBe('not_found');
      expect(await users.user(admin, made.id)).toMatchObject({ state: 'active', invitationExpiresAt: null });
      const { events } = await users.user(admin, made.id);
      expect(events.map(({ action }) => action)).toEqual(['account.invitation_used', 'user.invited']);
      const { database } = container;
      const kept = await database.consoleInvitation.findFirstOrThrow({ where: { userId: made.id } });
      expect(Object.values(kept)).not.toContain(made.link);
    });

    it('get no second link beside the first, none that has expired, and none when deactivated', async () => {
      const { actor: admin } = await user('admin');
      const first = await users.invite(admin, { ...input, username: named('tautan') }, '');
      const second = await users.reset(admin, first.id, '');
      expect(await accounts.invitation(first.link)).toBeNull();
      expect(await accounts.invitation(second.link)).not.toBeNull();
      pass(73 * 60 * MINUTE);
      expect(await accounts.invitation(second.link)).toBeNull();
      const third = await users.reset(admin, first.id, '');
      await users.setActive(admin, first.id, false, '');
      expect(await outcome(accounts.acceptInvitation(third.link, userPassword, from))).toBe('not_found');
      await expect(users.reset(admin, first.id, '')).rejects.toMatchObject({
        details: { field: 'inactive' },
      });
    });

    it('lose their sessions at once when deactivated or reset, and their reach when it is changed', async () => {
      const { actor: admin } = await user('admin');
      const { id, username } = await user('reviewer');
      const token = await signIn(username);
      await users.change(admin, id, { ...input, regions: ['64.08.01', '64.08'] }, '');
      expect(await console.authenticate(token)).toMatchObject({ regions: ['64.08'], name: input.name });
      await users.change(admin, id, { ...input, grants: ['sensitive'] }, '');
      expect(await accounts.step(token)).toMatchObject({ step: 'second_factor' });
      await users.change(admin, id, input, '');
      expect(await console.authenticate(token)).not.toBeNull();
      for (let twice = 0; twice < 2; twice += 1) await users.setActive(admin, id, false, '');
      expect(await console.authenticate(token)).toBeNull();
      expect(await outcome(signIn(username))).toBe('auth.invalid_credentials');
      await users.setActive(admin, id, true, '');
      const back = await signIn(username);
      await users.reset(admin, id, '');
      expect(await console.authenticate(back)).toBeNull();
      expect(await outcome(signIn(username))).toBe('auth.invalid_credentials');
      expect(await logged(id)).toEqual([
        'user.changed',
        'user.changed',
        'user.changed',
        'user.deactivated',
        'user.activated',
        'user.reset',
      ]);
    });

    it('choose a new password before anything else when an admin wants it', async () => {
      const { actor: admin } = await user('admin');
      const { id, username } = await user('reviewer');
      const token = await signIn(username);
      await users.requirePasswordChange(admin, id, '');
      expect(await console.authenticate(token)).toBeNull();
      expect(await accounts.step(token)).toMatchObject({ step: 'password' });
      await expect(accounts.renewPassword(token, userPassword, from)).rejects.toMatchObject({
        details: { field: 'password_same' },
      });
      const opened = await accounts.renewPassword(token, 'lima kata acak yang baru', from);
      expect(await console.authenticate(opened.token)).toMatchObject({ id });
      expect(await accounts.step(token)).toBeNull();
    });

    it('set up a second factor anew when an admin has cleared it', async () => {
      const { actor: admin } = await user('admin');
      const { id, username, token, codes } = await guarded();
      await users.clearSecondFactor(admin, id, '');
      expect(await console.authenticate(token)).toBeNull();
      const next = await signIn(username);
      expect(await accounts.step(next)).toMatchObject({ step: 'second_factor' });
      expect(await outcome(accounts.giveCode(next, codes[0] ?? '', from))).toBe('auth.required');
    });

    it('are not there for who may not manage them, or whose reach is smaller', async () => {
      const { id } = await user('reviewer', [], ['64.08.01']);
      const narrow = (await user('admin', [], ['64.08.01'])).actor;
      const wide = await user('admin');
      expect((await users.list(narrow)).map((row) => row.id)).toContain(id);
      expect((await users.list(narrow)).map((row) => row.id)).not.toContain(wide.id);
      for (const regions of [['64.08'], ['64.08.04'], ['64.08.01.2001'], ['99.99'], []]) {
        await expect(users.change(narrow, id, { ...input, regions }, '')).rejects.toMatchObject({
          details: { field: 'regions' },
        });
      }
      const barred = [
        [narrow, wide.id],
        [(await user('reviewer')).actor, id],
        [(await user('supervisor', ['sensitive'])).actor, id],
        [wide.actor, '00000000-0000-7000-8000-0000000000ff'],
      ] as const;
      for (const [actor, target] of barred) {
        for (const call of [
          () => users.user(actor, target),
          () => users.change(actor, target, { ...input, regions: ['64.08.01'] }, ''),
          () => users.setActive(actor, target, false, ''),
          () => users.reset(actor, target, ''),
          () => users.requirePasswordChange(actor, target, ''),
          () => users.clearSecondFactor(actor, target, ''),
        ]) {
          await expect(call()).rejects.toMatchObject({ code: 'not_found', details: {} });
        }
      }
    });

    it('are checked before they are written', async () => {
      const { actor: admin } = await user('admin');
      const { username: taken } = await user('reviewer');
      const refused = [
        [{ username: 'a b' }, 'username'],
        [{ username: taken }, 'username_taken'],
        [{ name: ' ' }, 'name'],
        [{ role: 'root' }, 'role'],
        [{ role: 'admin', grants: ['sensitive'] }, 'grants'],
      ] as const;
      for (const [wrong, field] of refused) {
        const call = users.invite(admin, { ...input, username: named('uji'), ...wrong }, '');
        await expect(call).rejects.toMatchObject({ code: 'input.invalid', details: { field } });
      }
    });

    it('always leave an admin: nobody demotes or deactivates themself, and of two who do it to each other one stays', async () => {
      const [one, two] = [await user('admin'), await user('admin')];
      await expect(users.change(one.actor, one.id, input, '')).rejects.toMatchObject({
        details: { field: 'own_role' },
      });
      for (const call of [
        () => users.setActive(one.actor, one.id, false, ''),
        () => users.reset(one.actor, one.id, ''),
        () => users.clearSecondFactor(one.actor, one.id, ''),
      ]) {
        await expect(call()).rejects.toMatchObject({ details: { field: 'own_state' } });
      }
      await users.change(one.actor, one.id, { ...input, role: 'admin', regions: ['64.08'] }, '');
      const both = await Promise.all([
        outcome(users.setActive(one.actor, two.id, false, '')),
        outcome(users.setActive(two.actor, one.id, false, '')),
      ]);
      expect(both.toSorted()).toEqual(['done', 'not_found']);
    });
  });
});
