/** Files of aid, without a browser: people with a NIK, a file as text, and the jobs run here. */
import type { Container } from '../../src/container.js';
import { guessAidMapping } from '../../src/domain/import/mapping.js';
import { aidFilesOf } from '../../src/parts.js';
import { aidQueries } from '../../src/storage/aid/queries.js';
import { openTable } from '../../src/storage/tables/open-table.js';
import { runAidFile, type AidFileRunDeps } from '../../src/usecases/aid/run-file.js';
import type { GiftInput } from '../../src/usecases/aid/services.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { personsOf, type MadePerson } from './aid-people.js';

export const ip = '127.0.0.1';

const somebody: MadePerson = {
  ...{ sex: 'P', birthDate: '1958-06-30', own: [], said: [], entry: null, home: null, gifts: [] },
  ...{ same: false, told: false },
};

/** Whom DTSEN has in this desa, one for each NIK; their ids. `eventId`: any. */
export async function peopleWith(
  container: Container,
  niks: readonly string[],
  { desa, eventId }: { readonly desa: string; readonly eventId: string },
): Promise<readonly string[]> {
  const { database, storage } = container;
  const said = { source: 'DTSEN', day: '2026-03-01', desa, desil: 2, category: null } as const;
  const made = niks.map((): MadePerson => ({
    ...somebody,
    said: [{ ...said, verified: true, present: true }],
  }));
  const people = await personsOf(container, made, eventId);
  for (const [nth, { rootId: id }] of people.entries()) {
    const nik = niks[nth] ?? '';
    const nikEnc = storage.cipher.seal(nik, { table: 'person', column: 'nik_enc', row: id });
    await database.person.update({ where: { id }, data: { nikMac: storage.index.mac('nik', nik), nikEnc } });
  }
  return people.map(({ rootId }) => rootId);
}

export function fileJobDeps(container: Container): AidFileRunDeps {
  return { ...container, openTable, aidPeople: aidQueries(container.storage) };
}

export interface Brought {
  readonly programCode?: string;
  readonly listId?: string | null;
  readonly fileName?: string;
}

export async function uploadedAid(
  container: Container,
  actor: StaffActor,
  file: string | Uint8Array,
  { programCode = 'beras', listId = null, fileName = 'uji.csv' }: Brought = {},
): Promise<string> {
  const files = aidFilesOf(container);
  const stored = await files.store(actor, chunksOf(Buffer.from(file)));
  const uploaded = await files.upload(actor, { file: stored, fileName, programCode, listId, ip });
  if (!uploaded.ok) throw new Error(`not uploaded: ${uploaded.problems.join()}`);
  return uploaded.id;
}

export const nothingElse: GiftInput = { givenOn: '', amount: null, goods: null };

/** Checked, with the columns that are guessed. */
export async function checkedAid(
  container: Container,
  actor: StaffActor,
  file: string | Uint8Array,
  { gift = nothingElse, ...brought }: Brought & { readonly gift?: GiftInput } = {},
): Promise<string> {
  const id = await uploadedAid(container, actor, file, brought);
  await begunAid(container, actor, id, gift);
  await workedAid(container, id);
  return id;
}

export async function begunAid(
  container: Container,
  actor: StaffActor,
  id: string,
  gift: GiftInput = nothingElse,
): Promise<void> {
  const files = aidFilesOf(container);
  const view = await files.mapping(actor, id);
  if (view === null) throw new Error('begun already');
  const { columns } = guessAidMapping(view.headers.map(({ title }) => title));
  const byIndex = new Map(Object.entries(columns).map(([column, { index }]) => [index, column]));
  const chosen = view.headers.map(
    (_header, index) => (byIndex.get(index) ?? null) as keyof typeof columns | null,
  );
  const begun = await files.begin(actor, { id, ip, chosen, gift });
  if (!begun.ok) throw new Error(`not begun: ${begun.problem.code}`);
}

/** Runs its jobs here until there is none left; how many there were. */
export async function workedAid(container: Container, fileId: string): Promise<number> {
  for (let count = 0; ; count += 1) {
    const jobs = await container.database.outbox.findMany({
      where: { job: 'aid.file', doneAt: null, payload: { equals: { fileId } } },
    });
    if (jobs.length === 0) return count;
    await runAidFile(fileJobDeps(container), { fileId });
    await container.database.outbox.updateMany({
      where: { id: { in: jobs.map(({ id }) => id) } },
      data: { doneAt: new Date() },
    });
  }
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) {
    yield await Promise.resolve(bytes.subarray(at, at + 10_000));
  }
}
