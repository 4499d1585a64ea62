import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.js';
import { encodeClean } from './images.js';
import type { CleanImage } from '../usecases/media/clean.js';

export interface DocumentLimits {
  readonly pages: number;
  /** Pixels. */
  readonly side: number;
  /** Bytes that its reader may take. */
  readonly memory: number;
  readonly ms: number;
}

const LIMITS: DocumentLimits = { pages: 10, side: 2_000, memory: 512 * 1024 * 1024, ms: 45_000 };
const PROGRAM = fileURLToPath(new URL('pdf-pages.mjs', import.meta.url));
const HEAD_BYTES = 12;
const TOO_MANY_PAGES = 3;
/** The process has a clock of its own; this one is for a process that does not even get so far. */
const GRACE_MS = 5_000;

/** PDFs are read one at a time: each takes a core and much memory. */
let last: Promise<unknown> = Promise.resolve();

/**
 * The pages of a PDF as JPEG: nothing of the file itself is kept. Throws media.too_large for one with too
 * many pages, media.not_an_image for one that cannot be read: broken, locked, or not read in time.
 */
export async function documentPages(
  pdf: Buffer,
  limits: Partial<DocumentLimits> = {},
): Promise<readonly CleanImage[]> {
  const turn = last.then(() => render(pdf, { ...LIMITS, ...limits }));
  last = turn.catch(() => undefined);
  return turn;
}

async function render(pdf: Buffer, limits: DocumentLimits): Promise<readonly CleanImage[]> {
  const { pages, side, memory, ms } = limits;
  const args = ['--max-old-space-size=256', PROGRAM, ...[pages, side, memory, ms].map(String)];
  // No environment: the keys of the service are in ours.
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // Awaited below; until then its failure is nobody's.
  ended.catch(() => undefined);
  const clock = setTimeout(() => child.kill('SIGKILL'), ms + GRACE_MS);
  try {
    const images = await feed(child, pdf, limits);
    const code = await ended;
    if (code === TOO_MANY_PAGES) throw new AppError('media.too_large');
    if (code !== 0 || images === null) throw new AppError('media.not_an_image');
    return images;
  } finally {
    clearTimeout(clock);
    child.kill('SIGKILL');
  }
}

/** null: what came is not all that was announced. */
async function feed(
  child: ChildProcessByStdio<Writable, Readable, null>,
  pdf: Buffer,
  limits: DocumentLimits,
): Promise<readonly CleanImage[] | null> {
  // A process that ends before it has read everything says why by its exit code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(pdf);
  const images: CleanImage[] = [];
  let announced = 0;
  for await (const page of pagesOf(child.stdout, limits)) {
    announced = page.count;
    images.push(await encodeClean(page.pixels, { width: page.width, height: page.height, channels: 4 }));
  }
  return images.length > 0 && images.length === announced ? images : null;
}

interface Page {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

async function* pagesOf(stream: Readable, limits: DocumentLimits): AsyncGenerator<Page> {
  let held: Buffer[] = [];
  let size = 0;
  let head: Omit<Page, 'pixels'> | null = null;
  for await (const part of stream as AsyncIterable<Buffer>) {
    held.push(part);
    size += part.length;
    for (;;) {
      const wanted = head === null ? HEAD_BYTES : head.width * head.height * 4;
      if (size < wanted) break;
      const bytes = Buffer.concat(held);
      held = [bytes.subarray(wanted)];
      size -= wanted;
      if (head === null) {
        head = readHead(bytes, limits);
      } else {
        yield { ...head, pixels: bytes.subarray(0, wanted) };
        head = null;
      }
    }
  }
}

function readHead(bytes: Buffer, { pages, side }: DocumentLimits): Omit<Page, 'pixels'> {
  const [count = 0, width = 0, height = 0] = [0, 4, 8].map((place) => bytes.readUInt32LE(place));
  if (count > pages || width > side || height > side || width * height === 0)
    throw new AppError('media.not_an_image');
  return { count, width, height };
}
