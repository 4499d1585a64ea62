// Takes pictures of the running service, of made-up people, anew:
//   npm run screenshots [-- FOLDER]        the README's; FOLDER, if given, keeps a picture of every page
//                                          at 390 and 1280 pixels
//   node scripts/screenshots.mjs --guide   the chat's pictures in the guide for reporters
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { run } from './check.mjs';
import { fileOf } from './project.mjs';

/** What a phone on a bad signal should not have to wait for. */
const GUIDE_BYTES = 40_000;
/** Two dots for each pixel that the guide shows it at. */
const GUIDE_WIDTH = 560;
const ofReadme = [
  { page: 'chat-summary-390', picture: 'chat-390', height: 844 },
  { page: 'case-in-review-1280', picture: 'case-1280', height: 1110 },
  { page: 'queue-1280', picture: 'queue-1280', height: 900 },
  { page: 'queue-390', picture: 'queue-390', height: 844 },
  { page: 'overview-reviewer-1280', picture: 'overview-1280', height: 1000 },
  { page: 'case-in-review-390', picture: 'case-390', height: 844 },
];

async function guide() {
  const folder = mkdtempSync(path.join(tmpdir(), 'sipmas-guide-'));
  process.env['GUIDE_PICTURES'] = folder;
  process.exitCode = run('vitest/vitest.mjs', [
    'run',
    'test/e2e/guide.test.ts',
    '-t',
    'pictures of the chat',
  ]);
  if (process.exitCode !== 0) return;
  const pictures = fileOf('src/web/assets/guide');
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures);
  for (const { name } of readdirSync(folder).map((file) => path.parse(file))) {
    writeFileSync(path.join(pictures, `${name}.webp`), await small(path.join(folder, `${name}.png`)));
  }
  rmSync(folder, { recursive: true });
}

/** As good as it gets within the bytes that a picture may have. */
async function small(file) {
  for (const quality of [70, 55, 40, 25]) {
    const bytes = await sharp(file).resize(GUIDE_WIDTH).webp({ quality, effort: 6 }).toBuffer();
    if (bytes.length <= GUIDE_BYTES) return bytes;
  }
  throw new Error(`${file} does not fit into ${GUIDE_BYTES} bytes`);
}

async function readme(kept) {
  const folder =
    kept === undefined ? mkdtempSync(path.join(tmpdir(), 'sipmas-pictures-')) : path.resolve(kept);
  mkdirSync(folder, { recursive: true });
  mkdirSync(fileOf('docs/images'), { recursive: true });
  process.env['SCREENSHOTS'] = folder;
  const tests = [
    'test/e2e/pages.test.ts',
    ...(kept === undefined
      ? []
      : ['test/e2e/kinds.test.ts', 'test/e2e/enrolment.test.ts', 'test/e2e/guide.test.ts']),
  ];
  process.exitCode = run('vitest/vitest.mjs', ['run', ...tests]);
  for (const { page, picture, height } of ofReadme) {
    // Taken at two dots a pixel; the top of a long page is enough.
    const dots = sharp(path.join(folder, `${page}.png`));
    const { width = 0 } = await dots.metadata();
    await dots
      .extract({ left: 0, top: 0, width, height: 2 * height })
      .png({ palette: true, colours: 64, compressionLevel: 9, effort: 10 })
      .toFile(fileOf(`docs/images/${picture}.png`));
  }
  if (kept === undefined) rmSync(folder, { recursive: true });
}

const [mode] = process.argv.slice(2);
await (mode === '--guide' ? guide() : readme(mode));
