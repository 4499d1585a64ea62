/** The pages about the quality of the data as addresses carry them. */
import { z } from 'zod';
import { stores } from '../../domain/aid/criteria.js';
import { nikFaults, topics } from '../../domain/quality/checks.js';
import type { QualityAsked } from '../../usecases/quality/services.js';
import { optionalText } from './context.js';

const area = { kecamatan: optionalText, desa: optionalText };
const Area = z.object(area);
const oneOf = <T extends string>(of: readonly [T, ...T[]]) => z.enum(of).optional().catch(undefined);

const Query = z.object({
  ...area,
  periksa: z.enum(topics).catch('missing'),
  /** The store; of the topic nik what is wrong. */
  di: oneOf([...stores, ...nikFaults]),
  /** Of the topic missing: the store that has them not. */
  tanpa: oneOf([...stores]),
  cursor: optionalText,
});
export type QualityArea = z.infer<typeof Area>;
export type QualityQuery = z.infer<typeof Query>;

export const readQualityArea = (given: unknown): QualityArea => Area.parse(given ?? {});
export const readQualityQuery = (given: unknown): QualityQuery => Query.parse(given ?? {});

export const QUALITY = '/console/mutu';

/** As the services take it. */
export function qualityAsked({
  kecamatan,
  desa,
  periksa: topic,
  di: first,
  tanpa,
}: QualityQuery): QualityAsked {
  return { topic, first, second: topic === 'missing' ? tanpa : undefined, kecamatan, desa };
}
