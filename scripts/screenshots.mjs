// Takes the README's pictures anew, of made-up people: node scripts/screenshots.mjs [FOLDER]
// FOLDER, if given, keeps a picture of every page at 390 and 1280 pixels.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { run } from './check.mjs';
import { fileOf } from './project.mjs';

const kept = process.argv[2];
const folder = kept === undefined ? mkdtempSync(path.join(tmpdir(), 'sipmas-pictures-')) : path.resolve(kept);
mkdirSync(folder, { recursive: true });
mkdirSync(fileOf('docs/images'), { recursive: true });
process.env['SCREENSHOTS'] = folder;
process.exitCode = run('vitest/vitest.mjs', ['run', 'test/e2e/pages.test.ts']);
const wanted = [
  { page: 'chat-summary-390', picture: 'chat-390', height: 844 },
  { page: 'case-in-review-1280', picture: 'case-1280', height: 1110 },
];
for (const { page, picture, height } of wanted) {
  // Taken at two dots a pixel; the top of a long page is enough.
  const dots = sharp(path.join(folder, `${page}.png`));
  const { width = 0 } = await dots.metadata();
  await dots
    .extract({ left: 0, top: 0, width, height: 2 * height })
    .png({ palette: true, colours: 64, compressionLevel: 9, effort: 10 })
    .toFile(fileOf(`docs/images/${picture}.png`));
}
if (kept === undefined) rmSync(folder, { recursive: true });
