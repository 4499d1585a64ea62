import { fileURLToPath } from 'node:url';

/** Absolute path of a file named relative to the project's folder. */
export function fileOf(name) {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}
