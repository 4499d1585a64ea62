import { v7 as uuidv7 } from 'uuid';
import type { Container } from '../../src/container.js';
import { codeOf, stepAt } from '../../src/domain/access/totp.js';
import type { Grant, StaffRole } from '../../src/domain/access/scope.js';
import { argon2Passwords } from '../../src/storage/console/accounts.js';

export const userPassword = 'empat kata acak panjang';

/** A user of the console whose password is `userPassword`. Returns the id. */
export async function makeUser(
  container: Container,
  user: {
    readonly username: string;
    readonly role: StaffRole;
    readonly grants?: readonly Grant[];
    readonly regions?: readonly string[];
  },
): Promise<string> {
  const { username, role, grants = [], regions = [container.config.region] } = user;
  const id = uuidv7();
  await container.database.consoleUser.create({
    data: {
      id,
      username,
      name: `Uji ${username}`,
      role,
      passwordHash: await argon2Passwords.hash(userPassword),
      scopes: { create: regions.map((regionCode) => ({ regionCode })) },
      grants: { create: grants.map((grant) => ({ grant })) },
    },
  });
  return id;
}

/** What the app on the phone shows, `steps` from now. */
export function appCode(secret: string, at: Date, steps = 0): string {
  return codeOf(secret.replace(/\s/g, ''), stepAt(at) + steps);
}
