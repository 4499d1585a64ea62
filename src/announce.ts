import { trialAccounts, trialReporters } from '../prisma/seed/trial.js';
import { homeAddress } from './addresses.js';
import type { Config } from './config.js';
import { terminal } from './i18n/terminal.js';

/** Tells the person at the terminal where the service is and, in trial mode, whom to try it as. */
export function announce(config: Config): void {
  const address = homeAddress(config);
  const lines = [terminal.ready, terminal.console(address)];
  if (config.simulator) lines.push(terminal.simulator(address));
  if (config.trial) {
    lines.push('', terminal.trial, terminal.accounts);
    lines.push(
      ...trialAccounts.map(({ username, password, name }) => terminal.account(username, password, name)),
    );
    lines.push(terminal.reporters, ...trialReporters.map(({ name }) => terminal.reporter(name)));
  }
  lines.push('', terminal.stop, '');
  process.stdout.write(lines.join('\n'));
}
