import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** The program's path, as a shell would find it. */
export function findBinary(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const files = folders.map((folder) => path.join(folder, name));
  return files.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
