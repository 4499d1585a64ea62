import { Readable } from 'node:stream';
import { concealed, type SeenPerson } from '../../../src/domain/people/conceal.js';
import type { PersonFacts, SourceFact } from '../../../src/domain/people/person-file.js';
import { personFile } from '../../../src/domain/people/told.js';
import { qualityParts, topics } from '../../../src/domain/quality/checks.js';
import { AppError } from '../../../src/errors.js';
import type { PeopleServices } from '../../../src/usecases/people/services.js';
import type { QualityServices } from '../../../src/usecases/quality/services.js';
import { sourceRow } from '../../support/source-rows.js';

const id = '019aa000-0000-7000-8000-000000000006';
const at = new Date('2026-03-02T01:00:00Z');

export function sourceFact(text: string, more: Partial<SourceFact> = {}): SourceFact {
  return {
    recordId: `${id.slice(0, -1)}7`,
    source: 'P3KE',
    version: 1,
    validFrom: '2026-03-01',
    since: '2026-01-01',
    recordedAt: at,
    present: true,
    name: text,
    birthDate: '1980-01-01',
    sex: 'L',
    desaCode: '64.08.04.2001',
    desil: 2,
    category: null,
    sensitive: false,
    verified: false,
    said: sourceRow(1, { address: text, relation: text, occupation: text, status: text, motherName: text }),
    ...more,
  };
}

export function personFacts(more: Partial<PersonFacts> = {}): PersonFacts {
  return {
    id,
    ids: [id],
    name: 'Uji Contoh',
    birthDate: '1980-01-01',
    sex: 'P',
    nik: null,
    merges: [],
    sources: [],
    entries: [],
    registered: [],
    households: [],
    ...more,
  };
}

function seenPerson(text: string): SeenPerson {
  const file = personFile(personFacts({ name: text, sources: [sourceFact(text)] }));
  const person = concealed(file, { answersFor: () => true, sensitive: true });
  if (person === null) throw new AppError('internal');
  return person;
}

/** Of the same person, found by every check, and a record without one. */
export function fakeQuality(text: string): QualityServices {
  const counted = { at, waiting: false };
  const totals = new Map([...topics, ...qualityParts].map((check) => [check, 1]));
  return {
    overview: async () => ({
      counted,
      totals,
      places: [{ code: '64.08.04', totals: new Map([['nik', 1]]) }],
    }),
    list: async () => ({
      counted,
      total: 2,
      people: [seenPerson(text)],
      records: [{ id, source: 'P3KE', name: text, birthDate: null, desaCode: null }],
      next: null,
    }),
    fileSize: async () => 1,
    file: async () => ({ name: 'mutu.csv', mime: 'text/csv', chunks: Readable.from([Buffer.from('x')]) }),
    recount: async () => undefined,
  };
}

/** Of one person, whose every text is this one. */
export function fakePeople(text: string): PeopleServices {
  const person = seenPerson(text);
  return {
    search: async () => ({ items: [person], next: null, partial: false }),
    personById: async () => ({
      id,
      name: text,
      person,
      past: null,
      aid: [],
      cases: [],
      history: [
        { type: 'said', at, from: '2026-03-01', store: 'P3KE', name: text, desil: 2, category: null },
        { type: 'merged', at, from: null, byName: text },
      ],
    }),
    familyOf: async () => ({
      kk: null,
      household: null,
      members: [{ person, listed: ['P3KE'], memberships: [{ relation: text, from: at, to: null }] }],
      others: 0,
      past: null,
    }),
  };
}
