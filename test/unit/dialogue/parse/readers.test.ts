/** What holds for whatever is typed, and for everything that can be written down. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../../support/any-text.js';
import { pmksCategories } from '../../../../src/domain/pmks/categories.js';
import { disabilities, relations, schoolings } from '../../../../src/domain/report/parts.js';
import { readBirth } from '../../../../src/dialogue/parse/birth.js';
import { readBlock, unknownLabels } from '../../../../src/dialogue/parse/block.js';
import { readCategories } from '../../../../src/dialogue/parse/categories.js';
import { readCorrection } from '../../../../src/dialogue/parse/correction.js';
import { readMember, readMembers } from '../../../../src/dialogue/parse/member.js';
import { readPhone } from '../../../../src/dialogue/parse/phone.js';
import { readPlace } from '../../../../src/dialogue/parse/place.js';
import { readRupiah } from '../../../../src/dialogue/parse/rupiah.js';
import {
  readDisability,
  readRelation,
  readSchooling,
  readSex,
} from '../../../../src/dialogue/parse/words.js';

const today = '2026-11-20';

/** Wild text, and text out of the pieces that the readers look for. */
const pieces = fc
  .array(
    fc.constantFrom(
      ...[
        '12',
        '3',
        '1980',
        '-',
        '/',
        '.',
        ',',
        ';',
        ':',
        '\n',
        ' ',
        ' - ',
        '(',
        ')',
        '*',
        'tahun',
        'umur',
        'maret',
      ],
      ...[
        'rb',
        'juta',
        'setengah',
        'Rp',
        'istri',
        'anak',
        'SD',
        'kelas',
        'tidak',
        'NIK',
        '6408010101800001',
        '0812',
      ],
      ...[
        'lansia',
        'korban',
        'buta',
        '8',
        'LU',
        'BT',
        '0.5123',
        '117.5432',
        '°',
        "'",
        '"',
        'https://',
        'maps',
        'RT',
      ],
      ...['Nama', 'Alamat', 'bukan', 'salah', 'Uji', 'Contoh', '½', '\uE000', 'geo:', '%', '@', '!3d', '#'],
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
const wild = fc.oneof(anyText, pieces);

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

describe('any text', () => {
  it('has no birth in the future, and none that is not on the calendar', () => {
    fc.assert(
      fc.property(wild, (typed) => {
        const reading = readBirth(typed, today);
        if (reading.ok) expect(isDate(reading.birthDate) && reading.birthDate <= today).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is read as words that are known, or as none', () => {
    fc.assert(
      fc.property(wild, (typed) => {
        expect(['L', 'P', null]).toContain(readSex(typed));
        expect([...relations, null]).toContain(readRelation(typed));
        expect([...schoolings, null]).toContain(readSchooling(typed));
        expect([...disabilities, null]).toContain(readDisability(typed));
      }),
      { numRuns: 500 },
    );
  });

  it('holds an amount, a phone number and a place only in their bounds', () => {
    fc.assert(
      fc.property(wild, (typed) => {
        const amount = readRupiah(typed);
        expect(amount === null || (Number.isSafeInteger(amount) && amount >= 0)).toBe(true);
        expect(readPhone(typed) ?? '+6281234567').toMatch(/^\+[1-9]\d{7,14}$/);
        const place = readPlace(typed);
        if (place === null || 'shortLink' in place) return;
        expect(Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('holds categories of the list, each once and in order', () => {
    const known = pmksCategories.map(({ code }) => code);
    fc.assert(
      fc.property(wild, (typed) => {
        const { codes, ambiguous } = readCategories(typed);
        expect(codes).toEqual(known.filter((code) => codes.includes(code)));
        for (const one of ambiguous) {
          expect(one.codes.length).toBeGreaterThan(1);
          expect(known).toEqual(expect.arrayContaining([...one.codes]));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('makes members whose parts fit a report', () => {
    fc.assert(
      fc.property(wild, (typed) => {
        for (const one of [readMember(typed, today), ...readMembers(typed, today)]) {
          expect(one.nik ?? '6408010101800001').toMatch(/^\d{16}$/);
          expect(one.name ?? 'Uji').toMatch(/\p{L}/u);
          expect((one.name ?? '').length <= 100 && (one.work ?? '').length <= 60).toBe(true);
          if (one.birthDate !== null) expect(isDate(one.birthDate) && one.birthDate <= today).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('makes blocks without empty answers, and corrections that say something', () => {
    fc.assert(
      fc.property(wild, (typed) => {
        for (const { said, value } of readBlock(typed) ?? []) {
          expect(said.trim()).not.toBe('');
          expect(value.trim()).not.toBe('');
        }
        expect(unknownLabels(typed).every((said) => said !== '')).toBe(true);
        expect(readCorrection(typed) ?? 'Uji').toMatch(/[\p{L}\p{N}]/u);
      }),
      { numRuns: 500 },
    );
  });

  it('is read in no time, however long', () => {
    const long = [
      '1',
      '1 ',
      '1.',
      '12-',
      'a',
      'a ',
      'anak ',
      'tidak ',
      '(',
      '-',
      '\n',
      'Nama: ',
      ', ',
      '0.51 ',
      '*',
      '"',
    ];
    for (const piece of [...long, 'umur 7 ', '1980 ', '6408 ', 'Uji: ', "1°1'"]) {
      const text = piece.repeat(Math.ceil(10_000 / piece.length));
      const begun = performance.now();
      const readers = [
        readSex,
        readRelation,
        readSchooling,
        readDisability,
        readRupiah,
        readPhone,
        readPlace,
      ];
      for (const read of [...readers, readCategories, readBlock, unknownLabels, readCorrection]) read(text);
      readBirth(text, today);
      readMembers(text, today);
      expect([piece, performance.now() - begun < 3_000]).toEqual([piece, true]);
    }
  });
});

describe('what is written down reads back', () => {
  const decimals = (range: number) =>
    fc.integer({ min: -range * 10_000, max: range * 10_000 }).map((n) => n / 10_000);

  it('as the same place', () => {
    fc.assert(
      fc.property(decimals(89), decimals(179), (latitude, longitude) => {
        fc.pre(latitude !== 0 || longitude !== 0);
        const [lat, lon] = [latitude.toFixed(4), longitude.toFixed(4)];
        const [north, east] = [Math.abs(latitude).toFixed(4), Math.abs(longitude).toFixed(4)];
        const [ns, ew] = [latitude < 0 ? 'LS' : 'LU', longitude < 0 ? 'BB' : 'BT'];
        const typed = [
          `${lat}, ${lon}`,
          `${lat},${lon}`,
          `${lat} ${lon}`,
          `${lat.replace('.', ',')} ; ${lon.replace('.', ',')}`,
          `${lat.replace('.', ',')},${lon.replace('.', ',')}`,
          `lat: ${lat}, long: ${lon}`,
          `${north} ${ns} ${east} ${ew}`,
          `${north.replace('.', ',')}° ${ns}, ${east.replace('.', ',')}° ${ew}`,
        ];
        const links = [
          `https://maps.google.com/?q=${lat},${lon}`,
          `https://www.google.com/maps/@${lat},${lon},17z`,
          `https://www.google.com/maps/search/${lat},+${lon}`,
          `https://www.google.com/maps/place/Uji/data=!3d${lat}!4d${lon}`,
          `geo:${lat},${lon}`,
          `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}`,
        ];
        const expected = { latitude: Number(lat), longitude: Number(lon) };
        for (const text of typed)
          expect([text, readPlace(text)]).toEqual([text, { ...expected, source: 'typed' }]);
        for (const text of links)
          expect([text, readPlace(text)]).toEqual([text, { ...expected, source: 'link' }]);
      }),
    );
  });

  it('as the same place from degrees, minutes and seconds', () => {
    const angle = (most: number) => fc.tuple(fc.nat(most), fc.nat(59), fc.nat(59));
    fc.assert(
      fc.property(
        angle(89),
        angle(179),
        fc.constantFrom('N', 'S'),
        fc.constantFrom('E', 'W'),
        (a, b, ns, ew) => {
          const degrees = ([d, m, s]: readonly [number, number, number]) => d + m / 60 + s / 3600;
          const written = ([d, m, s]: readonly [number, number, number]) => `${d}°${m}'${s}"`;
          const reading = readPlace(`${written(a)}${ns} ${written(b)}${ew}`);
          expect(reading).toEqual({
            latitude: expect.closeTo(ns === 'S' ? -degrees(a) : degrees(a), 9) as number,
            longitude: expect.closeTo(ew === 'W' ? -degrees(b) : degrees(b), 9) as number,
            source: 'typed',
          });
        },
      ),
    );
  });

  it('as the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (thousands) => {
        const amount = thousands * 1_000;
        const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, '.');
        const [millions, rest] = [Math.floor(thousands / 1_000), thousands % 1_000];
        const written = [
          grouped,
          String(amount),
          `Rp${grouped}`,
          `Rp. ${grouped},-`,
          `${grouped.replaceAll('.', ',')} rupiah`,
          ...(thousands < 1_000 ? [`${thousands}rb`, `${thousands} ribu`, `${thousands}k`] : []),
          ...(millions > 0 ? [`${millions} juta${rest === 0 ? '' : ` ${rest} ribu`}`] : []),
          ...(millions > 0 && rest % 100 === 0 ? [`Rp ${millions},${rest / 100} jt`] : []),
        ];
        for (const text of written) expect([text, readRupiah(text)]).toEqual([text, amount]);
      }),
    );
  });

  it('as the same phone number', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^8[1-9]\d{7,9}$/),
        fc.constantFrom('', ' ', '-', '.'),
        (number, between) => {
          const cut = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(between);
          for (const text of [
            `0${cut}`,
            `62${cut}`,
            `+62${cut}`,
            `+62 ${cut}`,
            `62 ${cut}`,
            cut,
            `HP 0${cut} (Uji)`,
          ]) {
            expect([text, readPhone(text)]).toEqual([text, `+62${number}`]);
          }
        },
      ),
    );
  });

  it('as the same age', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 119 }), (age) => {
        const birthDate = `${String(2026 - age)}-01-01`;
        for (const text of [
          `${age}`,
          `${age} tahun`,
          `${age}th`,
          `umur ${age}`,
          `sekitar ${age} thn`,
          `lahir ${2026 - age}`,
        ]) {
          expect([text, readBirth(text, today)]).toEqual([text, { ok: true, birthDate, estimated: true }]);
        }
      }),
    );
  });

  it('as the same categories, by number and by name, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...pmksCategories], { minLength: 1, maxLength: 5 }), (chosen) => {
        const codes = chosen.map(({ code }) => code).sort();
        const ways = [
          chosen.map(({ code }) => code).join(', '),
          `no ${chosen.map(({ code }) => String(Number(code))).join(' dan ')}`,
          chosen.map(({ name }) => name.toUpperCase()).join('\n'),
          chosen.map(({ name }) => name).join('; '),
          chosen.map(({ code, name }) => `${code}. ${name}`).join('\n'),
        ];
        for (const text of ways) {
          expect([text, readCategories(text)]).toEqual([
            text,
            { codes, disability: null, unclear: [], ambiguous: [] },
          ]);
        }
      }),
    );
  });
});

describe('a pasted block', () => {
  const lines: readonly (readonly [label: string, said: string, value: string])[] = [
    ['kind', 'Jenis laporan', 'rumah tangga miskin'],
    ['desa', 'Desa', 'Uji Jaya'],
    ['kk', 'NO.KK', '6408 0101 0180 0001'],
    ['nik', 'No KTP', '6408010101800001'],
    ['name', 'Nama KK', 'Uji Contoh'],
    ['birth', 'TTL', 'Sangatta, 12-03-1980'],
    ['sex', 'JK', 'L'],
    ['address', 'Alamat', 'Jl. Mawar No. 5'],
    ['rtRw', 'RT/RW', '003/001'],
    ['memberCount', 'Jumlah jiwa', '4'],
    ['member', 'Istri', 'Siti Uji, 40 th, IRT'],
    ['member', 'Anak ke-2', 'Budi Uji, 5 th'],
    ['indicators', 'Kondisi rumah', '2, 3'],
    ['categories', 'Kategori PMKS', '8 dan 24'],
    ['disability', 'Jenis disabilitas', 'netra'],
    ['note', 'Ket', 'tinggal sendiri'],
    ['reason', 'Alasan', 'sudah mampu'],
    ['since', 'Sejak', '1-1-2026'],
    ['change', 'Jenis perubahan', 'pindah'],
    ['place', 'Pindah ke', 'Bontang'],
    ['gone', 'Yang keluar', 'Uji Satu, pindah'],
    ['location', 'Koordinat', '0.5123, 117.5432'],
    ['urgent', 'Darurat', 'tidak'],
  ];
  const sorted = (pairs: readonly (readonly [string, string])[]) =>
    pairs.map((pair) => pair.join(' = ')).sort();

  it('gives the same answers in any order, with any marks', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...lines], { minLength: 2 }),
        fc.constantFrom(': ', ' : ', ':', ' = ', ' - '),
        fc.constantFrom('', '- ', '• ', '* '),
        fc.constantFrom('\n', '\n\n', '\r\n'),
        fc.boolean(),
        (chosen, separator, bullet, newline, bold) => {
          const text = chosen
            .map(
              ([, said, value]) => `${bullet}${bold ? `*${said}*` : said.toUpperCase()}${separator}${value}`,
            )
            .join(newline);
          const pairs = (readBlock(text) ?? []).map(({ label, value }) => [label, value] as const);
          expect([text, sorted(pairs)]).toEqual([
            text,
            sorted(chosen.map(([label, , value]) => [label, value])),
          ]);
          expect(unknownLabels(text)).toEqual([]);
        },
      ),
    );
  });

  const pairsOf = (text: string) => readBlock(text)?.map(({ label, value }) => `${label}=${value}`) ?? null;

  it.each([
    ['Nama: Uji, NIK: 6408010101800001; JK: P', ['name=Uji', 'nik=6408010101800001', 'sex=P']],
    ['Alamat: Jl. Mawar RT: 3 RW: 1\nNama: Uji', ['address=Jl. Mawar', 'rt=3', 'rw=1', 'name=Uji']],
    ['Nama: Uji\nNIK:\nAlamat:\nJl. Mawar\nGang 2', ['name=Uji', 'address=Jl. Mawar\nGang 2']],
    ['Nama: ....\nNIK: ____\nAlamat: Jl. Mawar', ['address=Jl. Mawar']],
    ['Almat: Jl. Mawar\nTgl lahri: 12-3-80', ['address=Jl. Mawar', 'birth=12-3-80']],
    ['1. Nama : Uji\n2. NIK : 6408010101800001\n3. RT 3', ['name=Uji', 'nik=6408010101800001', 'rtRw=RT 3']],
    ['- Nama - Uji\n- NIK 6408010101800001', ['name=Uji', 'nik=6408010101800001']],
    ['Anggota: 4\nNama: Uji', ['memberCount=4', 'name=Uji']],
    [
      'Anggota keluarga:\n1. Siti, istri\n\n2. Budi, anak\nRT: 3',
      ['member=1. Siti, istri\n2. Budi, anak', 'rt=3'],
    ],
    ['Nama: Uji\nIstri: Siti\nUmur: 40\nRT: 3', ['name=Uji', 'member=Siti\nUmur: 40', 'rt=3']],
    ['Dusun: Damai\nAlamat: Jl. Poros\nRT: 3', ['address=Dusun Damai, Jl. Poros', 'rt=3']],
    [
      'Lokasi: https://maps.google.com/?q=0.5,117.5\nNama: Uji',
      ['location=https://maps.google.com/?q=0.5,117.5', 'name=Uji'],
    ],
    ['Assalamualaikum\nNama: Uji\nRT: 3\nTerima kasih', ['name=Uji', 'rt=3']],
    ['Jenis kelamin (L/P): P\nNIK (16 angka): 6408010101800001', ['sex=P', 'nik=6408010101800001']],
    ['nama\tUji\nnik\t6408010101800001', ['name=Uji', 'nik=6408010101800001']],
  ])('%j is %j', (text, pairs) => {
    expect(pairsOf(text)).toEqual(pairs);
  });

  it.each([
    'RT: 3',
    'Nama: Uji',
    'RT: 3, RW: 1',
    'Jl. Mawar RT 3',
    'Uji Contoh',
    'halo pak: apa kabar',
    '',
    'pukul 10:30\njam 11:00',
  ])('is not %j', (text) => {
    expect(readBlock(text)).toBeNull();
  });

  it('names the labels that it does not know', () => {
    expect(unknownLabels('Kondisi rumah: tanah\nLantai: papan\n\nHobi: mancing\nRT: 3')).toEqual(['Hobi']);
    expect(unknownLabels('Nama: Uji\nHobi: mancing\nRT: 3\nWarna cat = biru')).toEqual(['Hobi', 'Warna cat']);
  });
});

describe('a member', () => {
  const facts = (text: string) =>
    Object.fromEntries(
      Object.entries(readMember(text, today)).filter(
        ([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
      ),
    );
  const siti = {
    name: 'Siti Uji',
    nik: '6408014101800001',
    relation: 'wife',
    sex: 'P',
    birthDate: '1980-01-01',
  };

  it('is the same with its parts in any order, parted in any way', () => {
    const parts = ['istri', '6408 0141 0180 0001', 'tidak tamat SD', 'IRT'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(parts, { minLength: 4 }),
        fc.nat(4),
        fc.constantFrom(', ', ',', ' ; ', ' | ', ' - ', ' / '),
        fc.constantFrom('', '3. ', '- ', '2) ', '• '),
        (rest, at, separator, front) => {
          const text = front + [...rest.slice(0, at), 'Siti Uji', ...rest.slice(at)].join(separator);
          expect([text, facts(text)]).toEqual([text, { ...siti, schooling: 'unfinished_sd', work: 'IRT' }]);
        },
      ),
    );
  });

  it.each([
    [
      'Budi Uji - anak - 12/3/2015 - kelas 3 SD',
      { name: 'Budi Uji', relation: 'child', birthDate: '2015-03-12', schooling: 'unfinished_sd' },
    ],
    [
      '3. Uji Contoh (P) 70 th mertua tidak punya NIK',
      {
        name: 'Uji Contoh',
        relation: 'parent_in_law',
        sex: 'P',
        birthDate: '1956-01-01',
        birthEstimated: true,
        noNik: true,
      },
    ],
    [
      'Uji Contoh anak perempuan kelas 3 SD',
      { name: 'Uji Contoh', relation: 'child', sex: 'P', schooling: 'unfinished_sd' },
    ],
    ['Nama: 12, anak', { relation: 'child' }],
    // Of which school is open; it is no work, either.
    [
      'Ade Uji, anak, L, 4-5-2015, kelas 3',
      { name: 'Ade Uji', relation: 'child', sex: 'L', birthDate: '2015-05-04' },
    ],
    [
      'Istri: Siti Uji, 40, SD, IRT',
      {
        name: 'Siti Uji',
        relation: 'wife',
        sex: 'P',
        birthDate: '1986-01-01',
        birthEstimated: true,
        schooling: 'sd',
        work: 'IRT',
      },
    ],
    [
      'Nama: Siti Uji, NIK: 6408014101800001, Hub: istri, Pekerjaan: buruh tani',
      { ...siti, work: 'buruh tani' },
    ],
    ['Ade, anak, 5 th', { name: 'Ade', relation: 'child', birthDate: '2021-01-01', birthEstimated: true }],
    [
      'Putri Uji, anak, 5 th',
      { name: 'Putri Uji', relation: 'child', birthDate: '2021-01-01', birthEstimated: true },
    ],
    ['Man, anak, MAN', { name: 'Man', relation: 'child', schooling: 'sma' }],
    ['Ibu Uji, mertua', { name: 'Ibu Uji', relation: 'parent_in_law' }],
    [
      'Uji Contoh, Sangatta, 12-3-1980, suami',
      { name: 'Uji Contoh', relation: 'husband', sex: 'L', birthDate: '1980-03-12' },
    ],
    ['Uji Contoh, petani, 12-3-1980', { name: 'Uji Contoh', work: 'petani', birthDate: '1980-03-12' }],
    [
      'Uji Contoh, istri, RT 3/1, 40 th',
      { name: 'Uji Contoh', relation: 'wife', sex: 'P', birthDate: '1986-01-01', birthEstimated: true },
    ],
    ['Uji Contoh anak tuna netra', { name: 'Uji Contoh', relation: 'child', disability: 'sight' }],
    [
      'Uji Contoh/istri/40 th/SD/IRT',
      {
        name: 'Uji Contoh',
        relation: 'wife',
        sex: 'P',
        birthDate: '1986-01-01',
        birthEstimated: true,
        schooling: 'sd',
        work: 'IRT',
      },
    ],
    [
      'Uji, anak, 64080101018000, SD',
      {
        name: 'Uji',
        relation: 'child',
        schooling: 'sd',
        problems: [{ part: 'nik', fault: 'not_16_digits' }],
      },
    ],
    [
      'Uji, anak, 30-2-2015',
      { name: 'Uji', relation: 'child', problems: [{ part: 'birth', fault: 'impossible' }] },
    ],
    [
      'Siti Uji, istri, 6408014101800001, 20 th',
      {
        ...siti,
        birthDate: '2006-01-01',
        birthEstimated: true,
        problems: [{ part: 'birth', fault: 'nik_differs' }],
      },
    ],
    [
      'Siti Uji, suami, 6408014101800001',
      { ...siti, relation: 'husband', sex: 'L', problems: [{ part: 'nik', fault: 'sex_differs' }] },
    ],
    [
      '1980 6408 0141 0180 0001 Uji, anak',
      { name: 'Uji', relation: 'child', problems: [{ part: 'nik', fault: 'not_16_digits' }] },
    ],
    ['', {}],
    ['tidak ada', {}],
  ])('%j', (text, expected) => {
    expect(facts(text)).toEqual(expected);
  });

  it.each([
    ['Anak Agung Uji, suami, 3-5-1984', 'Anak Agung Uji', 'husband'],
    ['Uji Contoh Anak, anak, L, 3-5-2014, SD', 'Uji Contoh Anak', 'child'],
    ['Siti Ibu, 3-5-1984, istri', 'Siti Ibu', 'wife'],
    ['Budi anak, L, 3-5-2014', 'Budi', 'child'],
  ])('%s: a word of the name is no relation where the relation stands apart', (text, name, relation) => {
    expect(readMembers(text, today)).toEqual([expect.objectContaining({ name, relation })]);
  });

  const names = (text: string) => readMembers(text, today).map(({ name }) => name);

  it.each([
    ['1. Siti, istri\n2. Budi, anak\n\n3. Ani, anak', ['Siti', 'Budi', 'Ani']],
    ['Siti istri 40 th; Budi anak 5 th', ['Siti', 'Budi']],
    ['Siti; istri; 40 th', ['Siti']],
    ['Siti, Budi dan Ani', ['Siti', 'Budi', 'Ani']],
    ['Siti, tukang ojek', ['Siti']],
    ['Anggota keluarga:\n- Siti : istri : 40 th', ['Siti']],
    ['Siti Uji\n6408014101800001\nistri\nBudi\nanak\n5 th', ['Siti Uji', 'Budi']],
    ['Nama: Siti\nHub: istri\n\nNama: Budi\nHub: anak', ['Siti', 'Budi']],
    ['Istri: Siti\nNIK: 6408014101800001\nPendidikan: SD', ['Siti']],
    ['istri, 40 th\nanak, 12 th', [null, null]],
    ['tidak ada', []],
    ['-', []],
  ])('of %j there are %j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});
