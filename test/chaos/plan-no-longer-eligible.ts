import { address, common, endOf, saidAddress, type Plan, type Recorded, type Subject } from './plan.js';

/** About somebody of Data Pemda, or about somebody that nothing tells of. */
export function noLongerEligible(subject: Subject, recorded: Recorded | null): Plan {
  const { name, photos, urgent } = subject;
  const known = recorded !== null;
  const who = known
    ? [{ say: `KK ${recorded.kk}`, hear: /Mengapa tidak layak lagi/ }]
    : [
        { say: 'tidak ada', hear: /Siapa nama orang itu/ },
        { say: name, hear: /Di mana alamatnya/ },
        { say: saidAddress, hear: /Mengapa tidak layak lagi/ },
      ];
  return {
    kind: 'no_longer_eligible',
    said: {
      report: {
        kind: 'no_longer_eligible',
        ...common,
        urgent,
        entryId: null,
        kk: recorded?.kk ?? null,
        nik: null,
        name: recorded?.name ?? name,
        address: known ? null : address,
        reason: 'owns_business',
        since: '2026-03-01',
      },
      photos,
      entryOf: recorded?.number ?? null,
    },
    begin: { say: 'lapor tidak layak', hear: /Berapa NIK atau No\. KK/ },
    steps: [
      ...who,
      { say: '3', hear: /Sejak kapan/ },
      { say: 'Maret 2026', hear: /Ada keterangan lain/ },
      { say: 'lewati', hear: /Kirim foto rumah/ },
      ...endOf(subject),
    ],
    correction: {
      field: 'reason',
      asks: /Mengapa tidak layak lagi/,
      say: '4',
      change: { reason: 'owns_assets' },
    },
  };
}
