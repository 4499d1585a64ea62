import type { AccountServices, UserServices } from '../../../src/usecases/accounts/services.js';

const at = (day: number) => new Date(Date.UTC(2026, 10, day));
const id = '00000000-0000-7000-8000-000000000801';

/** Nothing is due after the password. */
export function fakeAccounts(): AccountServices {
  const opened = { token: 'sesi-baru', expiresAt: at(30) };
  return {
    step: async () => null,
    giveCode: async () => opened,
    renewPassword: async () => opened,
    offerSecondFactor: async () => ({ secret: 'A'.repeat(32), uri: 'otpauth://totp/uji', renews: false }),
    confirmSecondFactor: async () => ({ ...opened, codes: ['AAAAA-BBBBB'] }),
    invitation: async () => null,
    acceptInvitation: async () => opened,
    own: async () => ({
      username: 'uji',
      sessions: [],
      secondFactorSince: null,
      secondFactorNeeded: false,
      recoveryLeft: 0,
    }),
    isNew: async () => false,
    introduce: async () => undefined,
    endSession: async () => undefined,
    endOtherSessions: async () => undefined,
    changePassword: async () => undefined,
    renewRecoveryCodes: async () => [],
  };
}

/** One user, whose name is `name`. */
export function fakeUsers(name = 'Uji Pengguna'): UserServices {
  const row = {
    id,
    username: 'uji',
    name,
    role: 'reviewer',
    regions: [{ code: '64.08.04', name }],
    grants: [],
    state: 'active',
    secondFactor: false,
    secondFactorNeeded: false,
    lastSeenAt: null,
  } as const;
  const made = { id, link: 'A'.repeat(43), expiresAt: at(30) };
  return {
    list: async () => [row],
    user: async () => ({
      ...row,
      mustChangePassword: false,
      sessions: 0,
      invitationExpiresAt: null,
      lockedUntil: null,
      events: [{ at: at(1), action: 'user.changed', byName: name }],
    }),
    regions: async () => [{ code: '64.08.04', name, level: 'kecamatan' }],
    invite: async () => made,
    change: async () => undefined,
    setActive: async () => undefined,
    reset: async () => made,
    requirePasswordChange: async () => undefined,
    clearSecondFactor: async () => undefined,
  };
}
