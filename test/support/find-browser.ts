import { spawnSync } from 'node:child_process';
import chromium from '@sparticuz/chromium';
import { findBinary } from './find-binary.js';
import type { BrowserBinary } from './provided.js';

const DEBIAN_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const QUIET_ARGS = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The Chromium of the npm package, else the machine's own; null when none runs here. */
export async function findBrowser(): Promise<BrowserBinary | null> {
  const packaged = await packagedChromium();
  if (packaged !== null && runs(packaged)) return { executablePath: packaged, args: chromium.args };
  const installed = findBinary('chromium') ?? findBinary('google-chrome');
  if (installed !== null && runs(installed)) {
    return { executablePath: installed, args: [...DEBIAN_ARGS, ...QUIET_ARGS] };
  }
  return null;
}

async function packagedChromium(): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    return await chromium.executablePath();
  } catch {
    return null;
  }
}

function runs(executable: string): boolean {
  return (
    spawnSync(executable, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 30_000 }).status === 0
  );
}
