/** A list of people who were found, as it leaves the service. */
import { purposeNote } from '../../domain/access/export-purpose.js';
import { staffMay } from '../../domain/access/scope.js';
import { concealed, type SeenPerson } from '../../domain/people/conceal.js';
import { chosenParts } from '../../domain/quality/checks.js';
import { dayIn } from '../../domain/time.js';
import { AppError } from '../../errors.js';
import { sexLabels } from '../../i18n/labels.js';
import { exportColumns } from '../../i18n/out.js';
import { storeLabels } from '../../i18n/people.js';
import { qualityText } from '../../i18n/quality.js';
import type { StaffActor } from '../console-services.js';
import type { Batches, Row } from '../export/cells.js';
import { formats } from '../export/export.js';
import { sightOf } from '../people/people.js';
import { areaOf, subjectOf, type QualityDeps } from './list.js';
import type { QualityArea, QualityPlace } from './ports.js';
import type { QualityServices } from './services.js';

const AT_ONCE = 200;
/** Rows of a sheet that Excel opens. */
const MAX_SHEET_ROWS = 1_048_576;
const { name, birthDate, sex, kecamatan, desa } = exportColumns;
const head: Row = [name, birthDate, sex, kecamatan, desa, qualityText.storesColumn];

/** Without what is sensitive, whoever asks: what is found by that alone is not in it. */
export async function qualityFile(
  deps: QualityDeps,
  actor: StaffActor,
  input: Parameters<QualityServices['file']>[1],
): ReturnType<QualityServices['file']> {
  const { topic, first, second, format, purpose, note, ip } = input;
  if (!staffMay(actor, 'export_lists')) throw new AppError('not_found');
  const told = purposeNote(purpose, note);
  if (told === 'wrong') throw new AppError('input.invalid', { field: 'note' });
  const area = { ...areaOf(deps, actor, input), sensitive: false };
  const parts = chosenParts(topic, first, second);
  const rowCount = await deps.queries.size(area, parts);
  if (format === 'xlsx' && rowCount >= MAX_SHEET_ROWS)
    throw new AppError('input.invalid', { field: 'format' });
  // Before the first byte: an export that broke off was one, too.
  const subject = `${subjectOf(input)} ${format}`;
  const entry = { userId: actor.id, action: 'export.quality', subject, ip, purpose, rowCount };
  await deps.queries.record({ ...entry, purposeNote: told.text });
  const { mime, write } = formats[format];
  const fileName = `mutu-${topic}-${dayIn(deps.timeZone, deps.clock.now())}.${format}`;
  return { name: fileName, mime, chunks: write(head, batchesOf(deps, actor, { area, parts })) };
}

async function* batchesOf(
  { queries, reader, homeRegion, desaOf }: QualityDeps,
  actor: StaffActor,
  { area, parts }: { readonly area: QualityArea; readonly parts: ReturnType<typeof chosenParts> },
): Batches {
  const sight = { ...sightOf(actor, homeRegion), sensitive: false };
  for (let after: QualityPlace | null = null; ;) {
    const found: readonly QualityPlace[] = await queries.found(area, parts, { after, limit: AT_ONCE });
    if (found.length === 0) return;
    const ids = found.map(({ subjectId }) => subjectId);
    const files = await reader.peopleAsOf(ids, 'now');
    yield files.flatMap((file) => concealed(file, sight) ?? []).map((person) => cellsOf(person, desaOf));
    after = found.at(-1) ?? null;
  }
}

function cellsOf(person: SeenPerson, desaOf: QualityDeps['desaOf']): Row {
  const place = person.desa === null ? undefined : desaOf(person.desa.value);
  const stores = person.sources.flatMap(({ source, present, desil }) =>
    present ? [desil === null ? storeLabels[source] : `${storeLabels[source]} (${String(desil)})`] : [],
  );
  return [
    person.name,
    person.birthDate === null ? null : person.birthDate.split('-').toReversed().join('-'),
    person.sex === null ? null : sexLabels[person.sex],
    place?.kecamatan ?? null,
    place?.name ?? null,
    [...(person.entries.length > 0 ? [storeLabels.PEMDA] : []), ...new Set(stores)].join(', '),
  ];
}
