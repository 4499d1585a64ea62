import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { validate } from 'uuid';
import type { TableSource } from '../domain/import/table.js';
import { AppError } from '../errors.js';
import type { SealedFiles } from '../usecases/source-import/console-ports.js';
import type { ResealedFiles, ResealedPart } from '../usecases/rotation/ports.js';
import { whereAbsent } from './absent.js';
import { keyIn } from './blobs.js';
import type { FieldCipher } from './crypto/field-cipher.js';

const PART = 64 * 1024;
/** What a sealed part is longer by: iv and tag. */
const MORE = 28;

/**
 * Large files, sealed part by part as they come, and read from anywhere. One line with the key id and the
 * size; then parts of 64 KiB, each bound to its file, its place and whether it is the last.
 */
export class SealedFileStore implements SealedFiles, ResealedFiles {
  constructor(
    private readonly folder: string,
    private readonly cipher: FieldCipher,
  ) {}

  async put(
    id: string,
    bytes: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<{ readonly bytes: number; readonly digest: string }> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = this.file(id);
    const draft = `${file}.${randomUUID()}.tmp`;
    const handle = await open(draft, 'wx', 0o600);
    try {
      const written = await this.write(handle, id, bytes, maxBytes);
      await handle.sync();
      await handle.close();
      await rename(draft, file);
      return written;
    } catch (error) {
      await handle.close();
      await rm(draft, { force: true });
      throw error;
    }
  }

  private async write(handle: FileHandle, id: string, bytes: AsyncIterable<Uint8Array>, maxBytes: number) {
    const hash = createHash('sha256');
    await handle.write(headOf(this.cipher.activeKeyId));
    let [size, nth] = [0, 0];
    let waiting = Buffer.alloc(0);
    for await (const chunk of bytes) {
      size += chunk.length;
      // Read to its end, so that whoever sends it hears why it is not taken.
      if (size > maxBytes) continue;
      hash.update(chunk);
      waiting = Buffer.concat([waiting, chunk]);
      // The last part may be a full one: which it is shows when there is more.
      while (waiting.length > PART) {
        await handle.write(this.cipher.sealBytes(waiting.subarray(0, PART), cell(id, nth, false)));
        waiting = waiting.subarray(PART);
        nth += 1;
      }
    }
    if (size > maxBytes) throw new AppError('media.too_large');
    await handle.write(this.cipher.sealBytes(waiting, cell(id, nth, true)));
    return { bytes: size, digest: hash.digest('hex') };
  }

  async open(id: string): Promise<TableSource | null> {
    const file = this.file(id);
    const keyId = await keyIn(file);
    if (keyId === null) return null;
    const info = await stat(file);
    const begins = headOf(keyId).length;
    const parts = Math.max(1, Math.ceil((info.size - begins) / (PART + MORE)));
    const size = info.size - begins - parts * MORE;
    return {
      size,
      read: (from, to) => this.read({ file, id, keyId, begins, parts }, from, Math.min(to, size)),
    };
  }

  private async *read(of: Opened, from: number, to: number): AsyncGenerator<Uint8Array> {
    if (from >= to) return;
    const handle = await open(of.file, 'r');
    try {
      for (let nth = Math.floor(from / PART); nth * PART < to; nth += 1) {
        const sealed = Buffer.alloc(PART + MORE);
        const at = of.begins + nth * (PART + MORE);
        const { bytesRead } = await handle.read(sealed, 0, sealed.length, at);
        const last = nth === of.parts - 1;
        const plain = this.cipher.openBytes(sealed.subarray(0, bytesRead), cell(of.id, nth, last), of.keyId);
        yield plain.subarray(Math.max(0, from - nth * PART), Math.min(plain.length, to - nth * PART));
      }
    } finally {
      await handle.close();
    }
  }

  async remove(id: string): Promise<void> {
    await rm(this.file(id), { force: true });
  }

  async *writtenBefore(time: Date): AsyncGenerator<string> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      const file = path.join(this.folder, name);
      const info = await stat(file).catch(() => null);
      if (info === null || info.mtime >= time) continue;
      // What a process that died in the middle of an upload left behind.
      if (name.endsWith('.tmp')) await rm(file, { force: true });
      else if (validate(name)) yield name;
    }
  }

  /** One at a time: they are large. Who reads one at that moment fails, and tries again. */
  async resealNext(after: string | null): Promise<ResealedPart | null> {
    const id = (await this.ids()).find((one) => after === null || one > after);
    if (id === undefined) return null;
    const none = { last: id, done: 0, unreadable: 0 };
    if ((await keyIn(this.file(id))) === this.cipher.activeKeyId) return none;
    const source = await this.open(id);
    if (source === null) return none;
    try {
      await this.put(id, source.read(0, source.size), Infinity);
      return { ...none, done: 1 };
    } catch (error) {
      if (error instanceof AppError && error.code === 'crypto.unreadable') return { ...none, unreadable: 1 };
      throw error;
    }
  }

  async countOld(): Promise<number> {
    let count = 0;
    for (const id of await this.ids()) {
      const keyId = await keyIn(this.file(id));
      if (keyId !== null && keyId !== this.cipher.activeKeyId) count += 1;
    }
    return count;
  }

  private async ids(): Promise<readonly string[]> {
    return (await readdir(this.folder).catch(whereAbsent([]))).filter((name) => validate(name)).toSorted();
  }

  private file(id: string): string {
    return path.join(this.folder, id);
  }
}

interface Opened {
  readonly file: string;
  readonly id: string;
  readonly keyId: string;
  readonly begins: number;
  readonly parts: number;
}

function headOf(keyId: string): Buffer {
  return Buffer.from(`${keyId}\n`);
}

/** A file that was cut short has no last part where one must be. */
function cell(id: string, nth: number, last: boolean) {
  return { table: 'source_upload', column: last ? 'last_part' : 'part', row: `${id}:${String(nth)}` };
}
