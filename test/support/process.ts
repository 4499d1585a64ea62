import { readFileSync } from 'node:fs';

/** A zombie is only a name that process 1 has yet to cross out. */
export function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
