import type { Member } from '../../src/domain/report/parts.js';
import type { NewPoorHousehold } from '../../src/domain/report/new-poor-household.js';
import {
  address,
  common,
  endOf,
  kkOf,
  nikOf,
  saidAddress,
  summary,
  type Plan,
  type Recorded,
  type Step,
  type Subject,
} from './plan.js';

const begin: Step = { say: 'lapor miskin baru', hear: /Berapa No\. KK/ };
const correction = {
  field: 'memberCount',
  asks: /Berapa jumlah anggota/,
  say: '12',
  change: { memberCount: 12 },
} as const;
/** Typed now and then; refused with the question. */
export const wrongKk = '12345';

function membersOf(n: number): readonly (Member & { readonly line: string })[] {
  const serial = String((n % 9998) + 1).padStart(4, '0');
  return [
    {
      line: 'Uji Siti, istri, 12-3-1985, SD, petani',
      name: 'Uji Siti',
      nik: null,
      relation: 'wife',
      sex: 'P',
      birthDate: '1985-03-12',
      birthEstimated: false,
      schooling: 'sd',
      work: 'petani',
      disability: null,
    },
    {
      line: `Uji Rini, cucu, 640801410110${serial}`,
      name: 'Uji Rini',
      nik: `640801410110${serial}`,
      relation: 'grandchild',
      sex: 'P',
      birthDate: '2010-01-01',
      birthEstimated: false,
      schooling: null,
      work: null,
      disability: null,
    },
  ];
}

function report({ n, name, urgent }: Subject, told: number): NewPoorHousehold {
  return {
    kind: 'new_poor_household',
    ...common,
    urgent,
    kk: kkOf(n),
    nik: nikOf(n),
    name,
    birthDate: '1980-01-01',
    birthEstimated: false,
    sex: 'L',
    address,
    memberCount: 4 + (n % 6),
    members: membersOf(n)
      .slice(0, told)
      .map(({ line: _, ...member }) => member),
    indicators: ['floor_area', 'wall_material', 'electricity'],
  };
}

/** From the address on. */
function rest(subject: Subject, told: number): readonly Step[] {
  const { n } = subject;
  const lines = membersOf(n).slice(0, told);
  return [
    { say: saidAddress, hear: /Berapa jumlah anggota/ },
    { say: String(4 + (n % 6)), hear: /Anggota 2 dari/ },
    ...lines.map(({ line }, place) => ({
      say: line,
      hear: new RegExp(`Anggota ${String(place + 3)} dari`),
    })),
    { say: 'lewati', hear: /keadaan rumah tangga ini/ },
    { say: '1, 3 dan 5', hear: /Kirim foto rumah/ },
    ...endOf(subject),
  ];
}

export function household(subject: Subject): Plan {
  const { n, name, photos, random } = subject;
  const told = Math.floor(random() * 3);
  const slips = random() < 0.1 ? [{ say: wrongKk, hear: /harus 16 angka/ }] : [];
  return {
    kind: 'new_poor_household',
    said: { report: report(subject, told), photos, entryOf: null },
    begin,
    steps: [
      ...slips,
      { say: kkOf(n), hear: /Berapa NIK kepala keluarga/ },
      { say: nikOf(n), hear: /Siapa nama kepala keluarga/ },
      { say: name, hear: /Di mana alamatnya/ },
      ...rest(subject, told),
    ],
    correction,
  };
}

export function householdInOneBlock(subject: Subject): Plan {
  const { n, name } = subject;
  const block = [
    'Jenis laporan: rumah tangga miskin baru',
    `No KK: ${kkOf(n)}`,
    `NIK: ${nikOf(n)}`,
    `Nama: ${name}`,
    `Alamat: ${address.line}`,
    'RT/RW: 3/1',
    'Jumlah anggota: 3',
    ...membersOf(n).map(({ line }, place) => `Anggota ${String(place + 2)}: ${line}`),
    'Keadaan rumah: 1, 3, 5',
    ...(subject.urgent ? ['Darurat: ya'] : []),
  ].join('\n');
  return {
    kind: 'new_poor_household',
    said: { report: { ...report(subject, 2), memberCount: 3 }, photos: 0, entryOf: null },
    begin: { say: block, hear: summary },
    steps: [],
    correction,
  };
}

/** One that is in Data Pemda already: it is asked why. */
export function householdAgain(subject: Subject, recorded: Recorded): Plan {
  const { photos, urgent, random } = subject;
  const told = Math.floor(random() * 3);
  const { kk, nik, name } = recorded;
  const why = 'Keadaannya sudah berubah';
  const nevertheless = (answer: RegExp): readonly Step[] => [
    { say: 'Tetap lapor, dengan alasan', hear: /Mengapa laporan ini tetap perlu/ },
    { say: why, hear: answer },
  ];
  return {
    kind: 'new_poor_household',
    said: {
      report: { ...report(subject, told), kk, nik, name, urgent, duplicateReason: why },
      photos,
      entryOf: null,
    },
    begin,
    steps: [
      { say: kk, hear: /Mau bagaimana/ },
      ...nevertheless(/Berapa NIK kepala keluarga/),
      { say: nik, hear: /Mau bagaimana/ },
      ...nevertheless(/Siapa nama kepala keluarga/),
      { say: name, hear: /Di mana alamatnya/ },
      ...rest(subject, told),
    ],
    correction,
  };
}
