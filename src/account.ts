/** Makes a console account: `npm run account -- --username … --name … --role … [--region …] [--grant sensitive]`. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { readConfig } from './config.js';
import { passwordProblem, usernamePattern } from './domain/access/password.js';
import { grants } from './domain/access/scope.js';
import { passwordText } from './i18n/accounts.js';
import { accountText } from './i18n/terminal.js';
import { refuse, withContainer } from './run.js';
import { argon2Passwords } from './storage/console/accounts.js';
import { isUniqueViolation } from './storage/database.js';

const Account = z.object({
  username: z.string().regex(usernamePattern),
  name: z.string().min(2).max(100),
  role: z.enum(['reviewer', 'supervisor', 'admin']),
  region: z.string().optional(),
  grant: z.enum(grants).optional(),
});

/** Exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      username: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      region: { type: 'string' },
      grant: { type: 'string' },
    },
  });
  const account = Account.safeParse(values);
  if (!account.success) return refuse(accountText.usage);
  const password = await readPassword();
  const problem = passwordProblem(password, account.data.username);
  if (problem !== null) return refuse(passwordText.problem[problem]);
  const config = readConfig();
  const { region = config.region, grant, ...rest } = account.data;
  return withContainer(config, async ({ database }) => {
    if ((await database.region.findUnique({ where: { code: region } })) === null) {
      return refuse(accountText.unknownRegion(region));
    }
    try {
      await database.consoleUser.create({
        data: {
          id: uuidv7(),
          ...rest,
          passwordHash: await argon2Passwords.hash(password),
          scopes: { create: { regionCode: region } },
          grants: { create: grant === undefined ? [] : [{ grant }] },
        },
      });
    } catch (error) {
      if (isUniqueViolation(error)) return refuse(accountText.taken);
      throw error;
    }
    process.stdout.write(`${accountText.made(rest.username)}\n`);
    return 0;
  });
}

/** From the terminal without showing it, or the first line of what is piped in. */
async function readPassword(): Promise<string> {
  const { stdin } = process;
  if (stdin.isTTY) process.stderr.write(accountText.password);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY });
  const password = await lines.question('');
  lines.close();
  if (stdin.isTTY) process.stderr.write('\n');
  return password;
}

process.exitCode = await main();
