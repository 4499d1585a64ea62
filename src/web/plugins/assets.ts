import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { guidePictures, type GuidePicture } from '../../i18n/guide.js';

const folder = new URL('../assets/', import.meta.url);
const PREFIX = '/aset/';

const own = [
  'sipmas.css',
  'overview.css',
  'people.css',
  'quality.css',
  'place.css',
  'print.css',
  'escalation.css',
  'pairs.css',
  'field-check.css',
  'casework.css',
  'console.js',
  'keys.js',
  'queue.js',
  'photos.js',
  'print.js',
  'bulk.css',
  'bulk.js',
  'aid.css',
  'aid.js',
  'import.css',
  'simulator.js',
  'icon.svg',
] as const;
export type AssetName = (typeof own)[number] | `guide/${GuidePicture}.webp`;

const isPicture = (name: string): name is GuidePicture => name in guidePictures;
/** The pictures are made by: node scripts/screenshots.mjs --guide */
const names: readonly AssetName[] = [
  ...own,
  ...Object.keys(guidePictures)
    .filter(isPicture)
    .map((name) => `guide/${name}.webp` as const),
];

const versions = new Map<string, string>(
  names.map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(new URL(name, folder)))
      .digest('hex')
      .slice(0, 12),
  ]),
);

/** The address carries the content's hash, so that a browser may keep the file for good. */
export function assetUrl(name: AssetName): string {
  return `${PREFIX}${name}?v=${versions.get(name) ?? ''}`;
}

export async function assetRoutes(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: fileURLToPath(folder),
    prefix: PREFIX,
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const { v } = reply.request.query as { v?: unknown };
      const name = relative(fileURLToPath(folder), path).split(sep).join('/');
      const current = v !== undefined && v === versions.get(name);
      void reply.header('cache-control', current ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
