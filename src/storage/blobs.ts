import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BlobStore } from '../usecases/ports.js';
import type { FieldCipher } from './crypto/field-cipher.js';

/** Sealed files: one line with the key id, then iv, data and tag. */
export class FileBlobStore implements BlobStore {
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
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
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

  private file(id: string): string {
    // The end of a v7 uuid is random, its start is the time: the end spreads over the folders.
    const [uuid = id] = id.split(':');
    // A colon is not for file names everywhere.
    return path.join(this.folder, uuid.slice(-2), id.replace(':', '_'));
  }
}

function cell(id: string) {
  return { table: 'blob', column: 'bytes', row: id };
}
