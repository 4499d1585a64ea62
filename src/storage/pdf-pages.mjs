/**
 * A process of its own for one PDF, which may be hostile: it has no keys, no network and no database, little
 * memory, and little time. The PDF comes by standard input; each page goes out as twelve bytes (pages in
 * all, width, height) and its pixels (RGBA). Exit codes: 2 it cannot be read, 3 it has too many pages.
 * Plain JavaScript: it is run as it stands, not bundled.
 */
import { Worker } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';

const [maxPages, maxSide, maxMemory, maxMs] = process.argv.slice(2).map(Number);
const UNREADABLE = 2;
const TOO_MANY_PAGES = 3;
/** Dots an inch, of the 72 that a PDF counts: enough to read small print. */
const MAX_SCALE = 200 / 72;
const WASM_PAGE = 65_536;

// Of another thread: this one may be caught in the PDF. Ends the process also when its parent is dead.
new Worker(`setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${maxMs})`, { eval: true }).unref();

const { Memory } = globalThis.WebAssembly;
const grow = Memory.prototype.grow;
Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * WASM_PAGE > maxMemory) throw new RangeError('too much memory');
  return grow.call(this, pages);
};

async function read(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

function write(bytes) {
  return new Promise((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function scaleOf(page) {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const longest = Math.max(originalWidth, originalHeight);
  // A page that could not be loaded measures nothing.
  if (!(Math.min(originalWidth, originalHeight) > 0)) throw new Error('no size');
  return Math.min(MAX_SCALE, maxSide / longest);
}

async function renderAll(pdf) {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const count = document.getPageCount();
  if (count > maxPages) return TOO_MANY_PAGES;
  if (count < 1) return UNREADABLE;
  for (let n = 0; n < count; n += 1) {
    const page = document.getPage(n);
    const { width, height, data } = await page.render({ scale: scaleOf(page), render: 'bitmap' });
    if (!(width > 0 && height > 0)) return UNREADABLE;
    const head = Buffer.alloc(12);
    [count, width, height].forEach((value, place) => head.writeUInt32LE(value, place * 4));
    await write(head);
    await write(data);
  }
  return 0;
}

// What went wrong may quote what the PDF says: only the exit code is told.
process.exit(await renderAll(await read(process.stdin)).catch(() => UNREADABLE));
