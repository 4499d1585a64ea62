/** What the guide tells people to write is what the chat understands. */
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../src/dialogue/commands.js';
import { readRole } from '../../../src/dialogue/forms/photos.js';
import { kindIn } from '../../../src/dialogue/kinds.js';
import { readAddress } from '../../../src/dialogue/parse/address.js';
import { readBirth } from '../../../src/dialogue/parse/birth.js';
import { readCategories } from '../../../src/dialogue/parse/categories.js';
import { readMember } from '../../../src/dialogue/parse/member.js';
import { readYesNo, saysDone, saysNone, saysSend } from '../../../src/dialogue/parse/text.js';
import { readNumber } from '../../../src/domain/case/number.js';
import * as guide from '../../../src/i18n/guide.js';
import { atSummary, Talk } from '../../support/talk.js';

const today = '2026-11-20';

/** All the sentences in it that need nothing to be filled in. */
function said(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(said);
}
const text = [
  ...said({ ...guide }),
  guide.guideCategories.sensitive('03'),
  guide.guideContact.office('Uji'),
  guide.guideStates.objection(14),
].join('\n');

const born = (typed: string) => {
  const reading = readBirth(typed, today);
  return reading.ok ? reading.birthDate : null;
};
const edits = (typed: string) => atSummary().say(typed).includes('Siapa nama kepala keluarga');
const corrects = (typed: string) => {
  const talk = new Talk();
  talk.say('lapor pmks', 'lansia', 'tidak ada', 'Uji Contoh', '1-1-1950');
  return talk.say(typed).includes('12 April 1980');
};

/** Ways in which something written can be understood. */
const readers: readonly ((typed: string) => boolean)[] = [
  (typed) => readCommand(typed) !== null,
  (typed) => kindIn(typed) !== null,
  (typed) => readYesNo(typed) === true,
  (typed) => saysNone(typed) || saysDone(typed) || saysSend(typed),
  (typed) => born(typed) !== null,
  (typed) => readRole(typed) !== null,
  (typed) => readCategories(typed).codes.length > 0,
  edits,
  corrects,
];

describe('the guide', () => {
  it('quotes and names only what is understood', () => {
    const quoted = [...text.matchAll(/“([^”]+)”/g)].map(([, words = '']) => words);
    const told = [...text.matchAll(/[Tt]ulis: ([a-z ]+)/g)].map(([, words = '']) => words.trim());
    const commands = guide.guideWords.map(({ word }) => word);
    const all = [...new Set([...quoted, ...told, ...commands])];
    expect(all.length).toBeGreaterThan(25);
    expect(all.filter((typed) => !readers.some((reads) => reads(typed)))).toEqual([]);
  });

  it('lists words that work at any time, each once', () => {
    const words = guide.guideWords.map(({ word }) => word);
    expect(new Set(words).size).toBe(words.length);
    expect(words.filter((word) => readCommand(word) === null)).toEqual(['ubah nama']);
  });

  it('gives examples that are read as they are meant', () => {
    for (const typed of ['12-3-1980', '12/03/80', '12 Maret 1980']) {
      expect(text).toContain(typed);
      expect([typed, born(typed)]).toEqual([typed, '1980-03-12']);
    }
    expect([born('umur 70'), born('sekitar 70 tahun')]).not.toContain(null);
    const member = /Contoh: (Siti, [^.]+)\./.exec(text)?.[1] ?? '';
    expect(readMember(member, today)).toMatchObject({ name: 'Siti', relation: 'wife', schooling: 'sd' });
    const address = /Contoh: (Jalan [^.]+)\./.exec(text)?.[1] ?? '';
    expect(readAddress(address)).toEqual({ line: 'Jalan Percobaan', rtRw: { rt: '003', rw: '001' } });
    const number = /LP-\d{4}-\d{5}-\w/.exec(text)?.[0] ?? '';
    expect(readNumber(number)).toBe(number);
    expect([readRole('depan'), readRole('berita acara')]).toEqual(['house_front', 'minutes']);
    expect(readCategories('lansia').codes).toEqual(['08']);
    expect(readCategories('pemulung').codes).toEqual(['13']);
  });
});
