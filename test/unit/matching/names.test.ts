import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../support/any-text.js';
import { compareNames, readName } from '../../../src/domain/matching/names.js';

const level = (left: string, right: string) => {
  const [a, b] = [readName(left), readName(right)];
  return a === null || b === null ? null : compareNames(a, b);
};

describe('names', () => {
  it.each([
    ['Soeharto Contoh', 'Suharto Contoh'],
    ['Tjahjo Contoh', 'Cahyo Contoh'],
    ['Djoko Widjaja', 'Joko Wijaya'],
    ['Jusuf Contoh', 'Yusup Contoh'],
    ['Moch. Fauzi', 'Muhammad Pauzi'],
    ['Mhd Fauzi', 'MUHAMAD FAUZI'],
    ['Abd. Rahman', 'Abdurrahman'],
    ['Abdul Rochman', 'Abdurrohman'],
    ['St. Fathimah', 'Siti Patimah'],
    ['Hj. Siti Aisyah, S.Pd.', 'SITI AISAH'],
    ['H. Achmad Contoh', 'Akhmad Contoh'],
    ['Drs. Ir. Contoh Budiman, M.Si', 'Contoh Budiman'],
    ['Nur Hayati', 'Nurhayati'],
    ['Noer Hayati', 'Nurhayati'],
    ['Tri Wahyuni', 'Triwahyuni'],
    ['Budiman Contoh', 'Contoh Budiman'],
    ['Ahmad bin Contoh', 'Ahmad Contoh'],
    ['Budiman bin Contoh', 'Budiman'],
    ['Budiman B. Contoh', 'Budiman'],
    ['Budiman Fadh Ilah', 'Budiman Fadhilah'],
    ['Bambnag', 'Bambang'],
    ['Situ Rahmawati', 'Siti Rahmawati'],
    ["Ma'ruf Contoh", 'Maruf Contoh'],
    ['Khairul Qomar', 'Chairul Komar'],
    ['Ramadhan', 'Ramadan'],
    ['Zainal Aziz', 'Jainal Azis'],
    ['Suryadi', 'Soerjadi'],
    ['Rizky Hidayat', 'Riski Hidayad'],
    ['Munnawarah', 'Munawaroh'],
    ['Haji', 'haji'],
  ])('%s and %s are one name', (left, right) => {
    expect(level(left, right)).toMatch(/exact|near/);
    expect(level(right, left)).toBe(level(left, right));
  });

  it.each([
    ['M. Yusuf', 'Muhammad Yusuf', 'near'],
    ['Yusuf', 'Muhammad Yusuf', 'near'],
    ['Aminah', 'Siti Aminah', 'near'],
    ['Suparman', 'Suparrmin', 'similar'],
    ['Sulastri Contoh', 'Sulasrti Contoh', 'near'],
    ['Yusuf Maulana', 'Yusuf', 'partial'],
    ['Yusuf M. Contoh', 'Yusuf Maulana Contoh', 'partial'],
    ['Siti', 'Siti Aminah', 'similar'],
    ['Budiman F.', 'Budiman Fathoni', 'partial'],
    ['Budiman G.', 'Budiman Fathoni', 'different'],
    ['Siti Rahmawati', 'Sita Rahmawati', 'near'],
    ['Budiman bin Contoh', 'Budiman bin Misal', 'similar'],
    ['Mira', 'Mirna', 'similar'],
    ['Muhammad', 'Muhammad Yusuf', 'similar'],
    ['Minah', 'Aminah', 'similar'],
    ['Yanto', 'Suryanto', 'similar'],
    ['Rina', 'Rini', 'similar'],
    ['Rizki Contoh', 'Rizka Contoh', 'similar'],
    ['Putra', 'Putri', 'similar'],
    ['Hasan', 'Hasanah', 'similar'],
    ['Ahmad Hasan', 'Ahmad Husin', 'different'],
    ['Siti Aminah', 'Siti Rahmah', 'different'],
    ['Contoh Budiman', 'Misal Hartono', 'different'],
  ])('%s and %s are %s', (left, right, expected) => {
    expect(level(left, right)).toBe(expected);
    expect(level(right, left)).toBe(expected);
  });

  it('keeps an initial that is also a title, and a degree apart from Siti', () => {
    expect(readName('Budi H')?.words).toEqual(['budi', 'h']);
    expect(readName('H. Budi')?.words).toEqual(['budi']);
    expect(readName('Budi, S.T.')?.words).toEqual(['budi']);
    expect(readName('St Budi')?.words).toEqual(['siti', 'budi']);
  });

  it('is nothing without a letter', () => {
    for (const text of ['', ' ', '-', '12345', '...']) expect(readName(text)).toBeNull();
  });

  it('reads anything, and says the same whichever comes first', () => {
    fc.assert(
      fc.property(anyText, anyText, (left, right) => {
        expect(level(left, right)).toBe(level(right, left));
        const name = readName(left);
        if (name !== null) expect(compareNames(name, name)).toBe('exact');
      }),
    );
  });

  it('says the same of mixed-up, shouted and spaced words', () => {
    const word = fc.constantFrom(
      'siti',
      'nur',
      'contoh',
      'budiman',
      'moh',
      'yusuf',
      'fathimah',
      'oemar',
      'a',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.nat(), (list, turn) => {
        const turned = list.map((_, i) => list[(i + turn) % list.length] ?? '');
        expect(level(list.join('  ').toUpperCase(), turned.join(' '))).toBe('exact');
      }),
    );
  });
});
