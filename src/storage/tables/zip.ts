import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { TableFault, type TableSource } from '../../domain/import/table.js';
import { damaged } from './source.js';

const MAX_ENTRIES = 5_000;
/** Unpacked, below which it is no bomb whatever it was packed to. */
const SMALL = 64 * 1024 * 1024;
/** A sheet of people's data packs to a tenth or so, of made-up ones to a hundredth. */
const MAX_RATIO = 300;

class SourceReader extends yauzl.RandomAccessReader {
  constructor(private readonly source: TableSource) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.source.read(start, end), { objectMode: false });
  }
}

export interface Zip {
  has(name: string): boolean;
  /** null: there is no such part. Throws file.too_large beyond `maxBytes` unpacked. */
  read(name: string, maxBytes: number): AsyncIterable<Uint8Array> | null;
}

export async function openZip(source: TableSource): Promise<Zip> {
  const entries = new Map<string, yauzl.Entry>();
  let file: yauzl.ZipFile;
  try {
    file = await yauzl.fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
      autoClose: false,
    });
    for await (const entry of file.eachEntry()) {
      if (entries.size > MAX_ENTRIES) throw new TableFault('file.damaged');
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw damaged(error);
  }
  return {
    has: (name) => entries.has(name),
    read: (name, maxBytes) => {
      const entry = entries.get(name);
      return entry === undefined ? null : unpacked(file, entry, maxBytes);
    },
  };
}

async function* unpacked(
  file: yauzl.ZipFile,
  entry: yauzl.Entry,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const { uncompressedSize: size, compressedSize } = entry;
  // What it says of its size is held against what comes out: more than that is an error.
  if (size > maxBytes || (size > SMALL && size > MAX_RATIO * compressedSize)) {
    throw new TableFault('file.too_large');
  }
  if (entry.isEncrypted()) throw new TableFault('file.encrypted');
  try {
    for await (const chunk of await file.openReadStreamPromise(entry)) yield chunk as Uint8Array;
  } catch (error) {
    throw damaged(error);
  }
}
