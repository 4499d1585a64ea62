import type { DataUpdate } from '../../src/domain/report/data-update.js';
import { address, common, endOf, kkOf, nikOf, saidAddress } from './plan.js';
import type { Plan, Recorded, Step, Subject } from './plan.js';
import { pick } from './random.js';

const note = 'Sudah dicek lagi';
const whoAsked = /Berapa NIK atau No\. KK/;
const noted = /Ada keterangan lain/;

interface Change {
  readonly begin: Step;
  readonly steps: readonly Step[];
  readonly report: Partial<DataUpdate>;
}

export function dataUpdate(subject: Subject, recorded: Recorded | null): Plan {
  const { name, photos, urgent, random } = subject;
  const changes = recorded === null ? [died, arrived] : [moved, addressChanged, membersChanged];
  const { begin, steps, report } = pick(random, changes)(subject, recorded);
  const correction = { field: 'note', asks: /Ada keterangan/, say: note, change: { note } } as const;
  return {
    kind: 'data_update',
    said: {
      report: {
        kind: 'data_update',
        ...common,
        urgent,
        change: 'moved',
        entryId: null,
        kk: recorded?.kk ?? null,
        nik: null,
        name: recorded?.name ?? name,
        birthDate: null,
        birthEstimated: false,
        sex: null,
        since: null,
        place: null,
        address: null,
        members: [],
        gone: null,
        ...report,
      },
      photos,
      entryOf: recorded?.number ?? null,
    },
    begin,
    steps: [...steps, { say: 'lewati', hear: /Kirim foto/ }, ...endOf(subject)],
    correction,
  };
}

const saidKk = (recorded: Recorded | null, hear: RegExp): Step => ({ say: `KK ${recorded?.kk ?? ''}`, hear });

function moved(_subject: Subject, recorded: Recorded | null): Change {
  return {
    begin: { say: 'lapor pindah', hear: whoAsked },
    steps: [
      saidKk(recorded, /Pindah ke mana/),
      { say: 'Samarinda', hear: /Kapan pindah/ },
      { say: 'Maret 2026', hear: noted },
    ],
    report: { change: 'moved', place: 'Samarinda', since: '2026-03-01' },
  };
}

function addressChanged(_subject: Subject, recorded: Recorded | null): Change {
  return {
    begin: { say: 'lapor perubahan alamat', hear: whoAsked },
    steps: [saidKk(recorded, /Di mana alamat yang baru/), { say: saidAddress, hear: noted }],
    report: { change: 'address', address },
  };
}

function membersChanged(_subject: Subject, recorded: Recorded | null): Change {
  return {
    begin: { say: 'lapor anggota berubah', hear: whoAsked },
    steps: [
      saidKk(recorded, /Siapa anggota baru/),
      { say: 'Uji Tono, cucu, L, 12-3-2020', hear: /Siapa yang tidak lagi/ },
      { say: 'Budi, menikah', hear: noted },
    ],
    report: {
      change: 'members',
      members: [
        {
          name: 'Uji Tono',
          nik: null,
          relation: 'grandchild',
          sex: 'L',
          birthDate: '2020-03-12',
          birthEstimated: false,
          schooling: null,
          work: null,
          disability: null,
        },
      ],
      gone: 'Budi, menikah',
    },
  };
}

function died({ name }: Subject): Change {
  return {
    begin: { say: 'lapor meninggal', hear: whoAsked },
    steps: [
      { say: 'tidak ada', hear: /Siapa nama orang itu/ },
      { say: name, hear: /Kapan meninggal/ },
      { say: 'Maret 2026', hear: noted },
    ],
    report: { change: 'died', since: '2026-03-01' },
  };
}

function arrived({ n, name }: Subject): Change {
  return {
    begin: { say: 'lapor warga baru', hear: /Berapa No\. KK/ },
    steps: [
      { say: kkOf(n), hear: /Berapa NIK orang itu/ },
      { say: nikOf(n), hear: /Siapa nama orang itu/ },
      { say: name, hear: /Datang dari mana/ },
      { say: 'Samarinda', hear: /Sejak kapan tinggal/ },
      { say: 'Maret 2026', hear: /Di mana alamatnya/ },
      { say: saidAddress, hear: noted },
    ],
    report: {
      change: 'new_arrival',
      kk: kkOf(n),
      nik: nikOf(n),
      birthDate: '1980-01-01',
      sex: 'L',
      place: 'Samarinda',
      since: '2026-03-01',
      address,
    },
  };
}
