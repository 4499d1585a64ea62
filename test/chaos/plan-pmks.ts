import { builtInSensitive } from '../../src/domain/pmks/categories.js';
import type { PmksCase } from '../../src/domain/report/pmks-case.js';
import { hasSensitive } from '../../src/domain/report/pmks-case.js';
import { address, common, endOf, saidAddress, summary, type Plan, type Step, type Subject } from './plan.js';
import { pick } from './random.js';

const note = 'Tinggal sendiri di pondok';
const correction = {
  field: 'address',
  asks: /Di mana alamatnya/,
  say: 'Jalan Perbaikan RT 4 RW 2',
  change: { address: { line: 'Jalan Perbaikan', rt: '004', rw: '002' } },
} as const;

/** Of a made-up man born in 1950. */
function oldNik(n: number): string {
  return `640801010150${String((n % 9998) + 1).padStart(4, '0')}`;
}

function report({ n, name, urgent }: Subject, categories: readonly string[], nik = oldNik(n)): PmksCase {
  return {
    kind: 'pmks_case',
    ...common,
    urgent,
    note: hasSensitive(categories, builtInSensitive) ? null : note,
    kk: null,
    nik,
    name,
    birthDate: '1950-01-01',
    birthEstimated: false,
    sex: 'L',
    address,
    categories: [...categories],
    disability: categories.includes('09') ? 'sight' : null,
  };
}

/** Some are known by their NIK, some have none; some are of a category that is not named. */
export function pmksCase(subject: Subject): Plan {
  const { n, name, photos, random } = subject;
  const categories = pick(random, [['08', '24'], ['16'], ['08', '19'], ['09']] as const);
  const sensitive = hasSensitive(categories, builtInSensitive);
  const anonymous = random() < 0.3;
  const known = report(subject, categories);
  const noNik: readonly Step[] = [
    { say: 'tidak ada', hear: /Siapa nama orang itu/ },
    { say: name, hear: /Kapan tanggal lahirnya/ },
    { say: '12-3-1951', hear: /Laki-laki atau perempuan/ },
    { say: 'P', hear: /Di mana alamatnya/ },
  ];
  const byNik: readonly Step[] = [
    { say: oldNik(n), hear: /Siapa nama orang itu/ },
    { say: name, hear: /Di mana alamatnya/ },
  ];
  return {
    kind: 'pmks_case',
    said: {
      report: anonymous ? { ...known, nik: null, birthDate: '1951-03-12', sex: 'P' } : known,
      photos,
      entryOf: null,
    },
    begin: { say: 'lapor kasus pmks', hear: /Kategori PMKS apa/ },
    steps: [
      {
        say: categories.map(Number).join(', '),
        hear: categories.some((code) => code === '09') ? /Apa jenis disabilitasnya/ : /Berapa NIK orang itu/,
      },
      ...(categories.some((code) => code === '09') ? [{ say: '2', hear: /Berapa NIK orang itu/ }] : []),
      ...(anonymous ? noNik : byNik),
      { say: saidAddress, hear: sensitive ? /Kirim foto orang/ : /Ada keterangan tentang/ },
      ...(sensitive ? [] : [{ say: note, hear: /Kirim foto orang/ }]),
      ...endOf(subject),
    ],
    correction,
  };
}

export function pmksCaseInOneBlock(subject: Subject): Plan {
  const { n, name, urgent } = subject;
  const block = [
    'Jenis laporan: kasus PMKS',
    'Kategori: 8, 24',
    `NIK: ${oldNik(n)}`,
    `Nama: ${name}`,
    `Alamat: ${address.line}`,
    'RT/RW: 3/1',
    `Keterangan: ${note}`,
    ...(urgent ? ['Darurat: ya'] : []),
  ].join('\n');
  return {
    kind: 'pmks_case',
    said: { report: report(subject, ['08', '24']), photos: 0, entryOf: null },
    begin: { say: block, hear: summary },
    steps: [],
    correction,
  };
}
