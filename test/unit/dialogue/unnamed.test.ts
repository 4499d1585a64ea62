import { describe, expect, it } from 'vitest';
import { namesSensitive, pmksCategories } from '../../../src/domain/pmks/categories.js';
import { Talk } from '../../support/talk.js';

describe('a sensitive category', () => {
  it('is not said back by name or by an everyday word, whoever wrote it where', () => {
    const talk = new Talk();
    talk.say('lapor pmks', '8', 'tidak ada', 'Uji Contoh, P, 75 tahun', 'Dusun Contoh RT 1 RW 2');
    const words = ['anaknya ODHA dan pecandu narkoba', 'korban KDRT', 'Orang dengan HIV/AIDS'];
    const summary = talk.say(words.join(', '), 'lewati');
    expect(summary).toMatch(/Keterangan: anaknya 16 dan 17 17, korban 19, 16/);
    expect(namesSensitive(summary)).toBe(false);
  });

  it('is known by each official name, in any case', () => {
    for (const { name, sensitive } of pmksCategories) {
      expect(namesSensitive(`kasus ${name.toUpperCase()}, dua orang`)).toBe(sensitive);
    }
    // Parts of other words are none.
    expect(namesSensitive('Abhinaya di Jalan Psikologi')).toBe(false);
  });
});
