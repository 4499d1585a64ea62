import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { trialAccounts, trialReporters } from '../../prisma/seed/trial.js';
import { isAlive } from '../support/process.js';
import { freePort } from '../support/redis.js';

const project = fileURLToPath(new URL('../../', import.meta.url));
const [reporter] = trialReporters;

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** The one command of the README, as a person at a terminal gives it: Ctrl-C reaches its whole group. */
function npm(args: readonly string[], env: Readonly<Record<string, string>>): Started {
  const child = spawn('npm', [...args, '--silent'], {
    cwd: project,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const lines: string[] = [];
  child.stdout.on('data', (data: Buffer) => lines.push(data.toString()));
  child.stderr.on('data', (data: Buffer) => lines.push(data.toString()));
  return { child, output: () => lines.join('') };
}

async function ready(url: string, { child, output }: Started): Promise<void> {
  await expect
    .poll(
      async () => {
        if (child.exitCode !== null) throw new Error(output());
        return (await fetch(`${url}/readyz`).catch(() => null))?.status;
      },
      { timeout: 60_000 },
    )
    .toBe(200);
}

async function interrupt({ child }: Started): Promise<number | null> {
  const exited = once(child, 'exit');
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await exited;
  return child.exitCode;
}

describe('npm start', () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'sipmas-start-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('tells where it is and whom to try, stops on Ctrl-C, and finds all as it was', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${String(port)}`;
    const env = { DATA_DIR: dataDir, PORT: String(port) };
    const chat = `${url}/simulator/${reporter?.id ?? ''}`;
    const said = async () => (await (await fetch(`${chat}/messages`)).text()).replace(/\s+/g, ' ');

    const first = npm(['start'], env);
    await ready(url, first);
    await expect.poll(first.output).toContain('Ctrl-C');
    for (const words of [`${String(port)}/console`, `${String(port)}/simulator`, 'Mode coba']) {
      expect(first.output()).toContain(words);
    }
    for (const { username, password } of trialAccounts)
      expect(first.output()).toContain(`${username} / ${password}`);
    for (const { name } of trialReporters) expect(first.output()).toContain(name);
    await fetch(chat, {
      method: 'POST',
      body: new URLSearchParams({ clientId: 'satu', text: 'lapor miskin baru' }),
    });
    await expect.poll(said).toContain('No. KK');
    const postgres = Number(
      readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
    );
    expect(await interrupt(first)).toBe(0);
    expect(isAlive(postgres)).toBe(false);

    const second = npm(['start'], env);
    await ready(url, second);
    expect(await said()).toContain('No. KK');
    expect(await interrupt(second)).toBe(0);
  });

  it.each([
    [{ TRIAL: 'true' }, /config\.invalid \(TRIAL\)/],
    [{ DATABASE_URL: 'kosong' }, /config\.invalid \(DATABASE_URL\)/],
    [{ FIELD_KEYS: 'k1:abc' }, /config\.invalid \(FIELD_KEYS, INDEX_KEY\)/],
  ])('is refused in production with %o, and says what is wrong', async (env, sentence) => {
    const started = npm(['start'], { DATA_DIR: dataDir, NODE_ENV: 'production', ...env });
    await once(started.child, 'exit');
    expect(started.child.exitCode).toBe(1);
    expect(started.output()).toMatch(sentence);
  });
});
