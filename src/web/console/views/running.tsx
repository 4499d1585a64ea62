/** Of pages about something that works on: a script tells how far it is; without scripts the page loads itself again. */
import type { VNode } from 'preact';

const REFRESH_SECONDS = 3;

export const runScript = (running: boolean) => (running ? { script: 'bulk.js' as const } : {});

export function Refreshing({ running }: { readonly running: boolean }): VNode | null {
  if (!running) return null;
  return (
    <noscript>
      <meta http-equiv="refresh" content={String(REFRESH_SECONDS)} />
    </noscript>
  );
}
