/** What Linux tells of processes. One that ended meanwhile has nothing. */
import { readdirSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;
/** USER_HZ, the same on every Linux that Node runs on. */
const TICK_MS = 10;

export function processIds(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Its state, its parent, its group, …: what stands behind the name in its `stat`. */
export function statOf(pid: number): readonly string[] | null {
  const stat = read(pid, 'stat');
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

export function residentBytes(pid: number): number {
  const [, resident = '0'] = read(pid, 'statm')?.split(' ') ?? [];
  return Number(resident) * PAGE_BYTES;
}

/** Its own and the system's for it, so far. */
export function cpuMs(pid: number): number {
  const stat = statOf(pid);
  return (Number(stat?.[11] ?? 0) + Number(stat?.[12] ?? 0)) * TICK_MS;
}

function read(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${String(pid)}/${name}`, 'utf8');
  } catch {
    return null;
  }
}
