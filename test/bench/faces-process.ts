/** Fills a register of its own with made-up people of Data Pemda, as many as are asked for, for those looked for there. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { v7 as uuidv7 } from 'uuid';
import { factsOf } from '../../src/storage/matching/candidates.js';
import { faceCell, matchKeysOf } from '../../src/storage/matching/faces.js';
import { entryOf } from '../synth/errors.js';
import { householdOf, WORLD_DAY } from '../synth/people.js';
import { regionOf } from '../synth/places.js';
import { openMeasured } from './open.js';

const persons = Number(process.env['BENCH_PERSONS']);
const url = process.env['DATABASE_URL'];
const container = await openMeasured({});
const { storage } = container;
const client = new pg.Client({ connectionString: url });
await client.connect();
// Indexes over what is there are made faster than beside what comes.
await client.query('ALTER TABLE match_key DROP CONSTRAINT match_key_pkey');
await client.query('ALTER TABLE person_face DROP CONSTRAINT person_face_person_id_fkey');
await client.query('DROP INDEX person_words');

const targets = {
  person: 'person (id, name, birth_date, sex)',
  face: 'person_face (person_id, face_enc)',
  key: 'match_key (key, face, birth_date)',
} as const;
type Target = keyof typeof targets;
const clients: pg.Client[] = [];
const open = async (target: Target): Promise<Writable> => {
  const own = new pg.Client({ connectionString: url });
  await own.connect();
  clients.push(own);
  return own.query(copyFrom(`COPY ${targets[target]} FROM STDIN`));
};
const streams = { person: await open('person'), face: await open('face'), key: await open('key') };
const texts: Record<Target, string> = { person: '', face: '', key: '' };
const flush = async () => {
  for (const target of ['person', 'face', 'key'] as const) {
    const text = texts[target];
    texts[target] = '';
    if (!streams[target].write(text)) await once(streams[target], 'drain');
  }
};

const world = { seed: 5, region: await regionOf('64.08') };
let made = 0;
for (let n = 0; made < persons; n += 1) {
  const household = householdOf(world, n);
  for (const person of household.members) {
    const facts = factsOf({ ...entryOf(household, person), name: person.name });
    const id = uuidv7();
    const { name, birthDate, sex } = facts;
    texts.person += `${id}\t${name}\t${birthDate ?? '\\N'}\t${sex ?? '\\N'}\n`;
    texts.face += `${id}\t${storage.cipher.sealJson(facts, faceCell(id))}\n`;
    for (const key of matchKeysOf(storage, facts, WORLD_DAY)) {
      texts.key += `${key}\t${id}\t${birthDate ?? '\\N'}\n`;
    }
    made += 1;
  }
  if (n % 1_000 === 0) await flush();
}
await flush();
for (const stream of Object.values(streams)) {
  stream.end();
  await finished(stream);
}
for (const own of clients) await own.end();
await client.query("SET maintenance_work_mem = '1GB'");
await client.query('ALTER TABLE match_key ADD PRIMARY KEY (key, face) INCLUDE (birth_date)');
await client.query('VACUUM (ANALYZE) match_key, person_face, person');
await client.end();
await container.close();
process.send?.({ made });
process.disconnect();
