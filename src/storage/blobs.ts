import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BlobStore } from '../usecases/ports.js';
import type { ResealedFiles, ResealedPart } from '../usecases/rotation/ports.js';
import { AppError } from '../errors.js';
import { isAbsent, whereAbsent } from './absent.js';
import type { FieldCipher } from './crypto/field-cipher.js';

/** Sealed files: one line with the key id, then iv, data and tag. */
export class FileBlobStore implements BlobStore, ResealedFiles {
  constructor(
    private readonly folder: string,
    private readonly cipher: FieldCipher,
  ) {}

  async put(id: string, bytes: Buffer): Promise<void> {
    const file = this.file(id);
    await mkdir(path.dirname(file), { recursive: true });
    // Of its own: the same id may be written twice at once.
    const draft = `${file}.${randomUUID()}.tmp`;
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(
        Buffer.concat([Buffer.from(`${this.cipher.activeKeyId}\n`), this.cipher.sealBytes(bytes, cell(id))]),
      );
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  }

  async get(id: string): Promise<Buffer | null> {
    let content: Buffer;
    try {
      content = await readFile(this.file(id));
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
    const lineEnd = content.indexOf('\n');
    return this.cipher.openBytes(
      content.subarray(lineEnd + 1),
      cell(id),
      content.toString('latin1', 0, lineEnd),
    );
  }

  async remove(id: string): Promise<void> {
    await rm(this.file(id), { force: true });
  }

  async *writtenBefore(time: Date): AsyncGenerator<string> {
    for (const folder of await readdir(this.folder).catch(() => [])) {
      for (const name of await readdir(path.join(this.folder, folder)).catch(() => [])) {
        const file = path.join(this.folder, folder, name);
        const info = await stat(file).catch(() => null);
        if (info === null || info.mtime >= time) continue;
        // What a process that died in the middle of `put` left behind has never been under its id.
        if (name.endsWith('.tmp')) await rm(file, { force: true });
        else yield name.replace('_', ':');
      }
    }
  }

  async resealNext(after: string | null, limit: number): Promise<ResealedPart | null> {
    let [seen, done, unreadable] = [0, 0, 0];
    let last = after;
    for await (const name of this.names()) {
      if (after !== null && name <= after) continue;
      if (seen >= limit) break;
      seen += 1;
      last = name;
      if ((await keyIn(path.join(this.folder, name))) === this.cipher.activeKeyId) continue;
      if (await this.reseal(path.basename(name).replace('_', ':'))) done += 1;
      else unreadable += 1;
    }
    return last === null || seen === 0 ? null : { last, done, unreadable };
  }

  /** Throws where a folder cannot be read: what is in it is not known, and a key is given up by this count. */
  async countOld(): Promise<number> {
    let count = 0;
    for await (const name of this.names()) {
      const keyId = await keyIn(path.join(this.folder, name));
      if (keyId !== null && keyId !== this.cipher.activeKeyId) count += 1;
    }
    return count;
  }

  private async reseal(id: string): Promise<boolean> {
    try {
      const bytes = await this.get(id);
      if (bytes !== null) await this.put(id, bytes);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'crypto.unreadable') return false;
      throw error;
    }
  }

  /** Below the folder, sorted. */
  private async *names(): AsyncGenerator<string> {
    for (const folder of (await readdir(this.folder).catch(whereAbsent([]))).toSorted()) {
      const files = await readdir(path.join(this.folder, folder)).catch(whereAbsent([]));
      for (const name of files.toSorted()) if (!name.endsWith('.tmp')) yield `${folder}/${name}`;
    }
  }

  private file(id: string): string {
    // The end of a v7 uuid is random, its start is the time: the end spreads over the folders.
    const [uuid = id] = id.split(':');
    // A colon is not for file names everywhere.
    return path.join(this.folder, uuid.slice(-2), id.replace(':', '_'));
  }
}

/** Of the first line; null: the file is gone. */
export async function keyIn(file: string): Promise<string | null> {
  const handle = await open(file, 'r').catch(whereAbsent(null));
  if (handle === null) return null;
  try {
    const head = Buffer.alloc(16);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const text = head.toString('latin1', 0, bytesRead);
    return text.slice(0, Math.max(0, text.indexOf('\n')));
  } finally {
    await handle.close();
  }
}

function cell(id: string) {
  return { table: 'blob', column: 'bytes', row: id };
}
