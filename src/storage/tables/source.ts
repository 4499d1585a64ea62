import { open, stat } from 'node:fs/promises';
import { TableFault, type TableSource } from '../../domain/import/table.js';

const CHUNK = 64 * 1024;

export async function fileSource(file: string): Promise<TableSource> {
  const { size } = await stat(file);
  return { size, read: (from, to) => readFileRange(file, from, to) };
}

async function* readFileRange(file: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    for (let at = from; at < to;) {
      // Of its own: who asked may still hold the one before.
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, to - at));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

export function bytesSource(bytes: Uint8Array): TableSource {
  return {
    size: bytes.length,
    async *read(from, to) {
      for (let at = from; at < Math.min(to, bytes.length); at += CHUNK) {
        yield bytes.subarray(at, Math.min(at + CHUNK, to, bytes.length));
      }
    },
  };
}

/** Up to `length` bytes from `from` on. */
export async function bytesOf(source: TableSource, from: number, length: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.read(from, Math.min(source.size, from + length))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Whatever a library says of a broken file. */
export function damaged(cause: unknown, line: number | null = null): TableFault {
  return cause instanceof TableFault ? cause : new TableFault('file.damaged', line, { cause });
}
