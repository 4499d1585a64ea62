/** Where people find the service. */
import type { Config } from './config.js';

/** As a browser on this machine, or the public, reaches it. */
export function homeAddress({ web }: Pick<Config, 'web'>): string {
  return web.publicUrl ?? `http://localhost:${String(web.port)}`;
}

/** What the chat links; null: there is no address that would open where the chat is read. */
export function guideAddress(config: Pick<Config, 'web' | 'trial' | 'telegram' | 'whatsapp'>): string | null {
  const { web, trial, telegram, whatsapp } = config;
  // Without a bot the chat is read in the simulator, on this machine; a phone cannot open localhost.
  const isReadHere = trial && telegram === null && whatsapp === null && web.port !== 0;
  if (web.publicUrl === null && !isReadHere) return null;
  return new URL('/panduan', homeAddress(config)).href;
}
