/** A report of each kind as one reporter says it in a chat, of one family and two other people. */
import type { ConsoleHttp } from './console-http.js';
import { tell, waitForReply, type Talk } from './phone.js';
import { syntheticKk, syntheticNik } from './reports.js';

export type People = Readonly<
  Record<'kk' | 'nik' | 'wifeNik' | 'daughterNik' | 'lonelyNik' | 'secretNik', string>
>;

/** `n`: other numbers for each reporter. */
export function peopleOf(n: number): People {
  const woman = (year: string) => `6408014101${year}${String(n).padStart(4, '0')}`;
  return {
    kk: syntheticKk(n),
    nik: syntheticNik(n),
    wifeNik: woman('85'),
    daughterNik: woman('09'),
    lonelyNik: syntheticNik(n + 1),
    secretNik: syntheticNik(n + 2),
  };
}

export const names = {
  head: 'Zwarindo',
  wife: 'Zwestari',
  son: 'Zwibowo',
  daughter: 'Zwulandari',
  baby: 'Zwayanti',
  lonely: 'Zwolanda',
  secret: 'Zwiryawan',
  other: 'Zwenita',
} as const;

/** What a channel can besides text; each ends where the report goes on. */
export interface Extras {
  /** At the question of photos; ends at the summary. */
  readonly photos: () => Promise<unknown>;
  /** At the summary. */
  readonly place: () => Promise<unknown>;
}

export interface Chat {
  readonly phone: Talk;
  readonly people: People;
  readonly extras: Extras;
}

/** Sends what stands in the summary; the report's number. */
export async function send(phone: Talk): Promise<string> {
  const receipt = await tell(phone, 'kirim', /Laporan diterima, No\./);
  const number = /LP-\d{4}-\d{5}-[0-9A-Z]/.exec(receipt)?.[0];
  if (number === undefined) throw new Error(`no number in: ${receipt}`);
  return number;
}

export async function reportHousehold({ phone, people, extras }: Chat): Promise<string> {
  await tell(phone, 'lapor miskin baru', /No\. KK/);
  await tell(phone, people.kk, /NIK kepala keluarga/);
  await tell(phone, people.nik, /nama kepala keluarga/);
  await tell(phone, `Uji ${names.head}`, /alamat/i);
  await tell(phone, 'Jalan Percobaan RT 3 RW 1', /jumlah anggota/);
  await tell(phone, '4', /Anggota 2/);
  const members = [
    `Uji ${names.wife}, istri, ${people.wifeNik}, SD, petani`,
    `Uji ${names.son}, anak, L, 12-3-2015, kelas 3 SD`,
    `Uji ${names.daughter}, anak, ${people.daughterNik}`,
  ];
  await tell(phone, members.join('\n'), /keadaan rumah tangga/);
  await tell(phone, '1 dan 3', /foto rumah/);
  await extras.photos();
  await extras.place();
  return send(phone);
}

/** An emergency; said to be mental, until it is corrected. */
export async function reportPmksCase({ phone, people }: Chat): Promise<string> {
  await tell(phone, 'lapor pmks', /Kategori PMKS apa/);
  await tell(phone, 'odgj dan lansia', /Kategori: 08[\s\S]*09[\s\S]*Berapa NIK/);
  await tell(phone, 'darurat', /ditandai DARURAT/);
  await tell(phone, people.lonelyNik, /Siapa nama/);
  await tell(phone, `Uji ${names.lonely}`, /alamat/i);
  await tell(phone, 'Gang Percobaan RT 1 RW 2', /keterangan/);
  await tell(phone, 'tinggal sendiri', /foto/);
  await tell(phone, 'lewati', /Mohon periksa[\s\S]*DARURAT[\s\S]*Mental/);
  return send(phone);
}

/** Of a sensitive category, as people call it: neither said back nor asked about. */
export async function reportSensitiveCase({ phone, people }: Chat): Promise<string> {
  await tell(phone, 'lapor pmks', /Kategori PMKS apa/);
  await tell(phone, 'pecandu narkoba', /Kategori: 17\.[\s\S]*Berapa NIK/);
  await tell(phone, people.secretNik, /Siapa nama/);
  await tell(phone, `Uji ${names.secret}`, /alamat/i);
  await tell(phone, 'Gang Percobaan RT 1 RW 2', /foto/);
  await tell(phone, 'lewati', /Mohon periksa[\s\S]*Kategori PMKS: 17\n/);
  return send(phone);
}

/** Of the household reported before, which is found by its card. */
export async function reportNewMember({ phone, people }: Chat, found: RegExp): Promise<string> {
  await tell(phone, 'lapor anggota berubah', /NIK atau No\. KK/);
  const said = await tell(phone, `KK ${people.kk}`, /Siapa anggota baru/);
  if (!found.test(said)) throw new Error(`not told in full: ${said}`);
  await tell(phone, `Uji ${names.baby}, anak, P, 2-3-2026`, /tidak lagi menjadi anggota/);
  await tell(phone, 'tidak ada', /keterangan/);
  await tell(phone, 'lewati', /foto/);
  await tell(phone, 'lewati', /Mohon periksa/);
  return send(phone);
}

export async function reportNoLongerEligible({ phone, people }: Chat, found: RegExp): Promise<string> {
  await tell(phone, 'lapor tidak layak', /NIK atau No\. KK/);
  const said = await tell(phone, `NIK ${people.nik}`, /Mengapa tidak layak lagi/);
  if (!found.test(said)) throw new Error(`not told in full: ${said}`);
  await tell(phone, 'punya usaha', /Sejak kapan/);
  await tell(phone, 'Maret 2026', /keterangan/);
  await tell(phone, 'lewati', /foto/);
  await tell(phone, 'lewati', /Mohon periksa/);
  return send(phone);
}

/** Of somebody without NIK; left open. */
export async function reportWithoutNik(phone: Talk): Promise<string> {
  await tell(phone, 'lapor pmks', /Kategori PMKS apa/);
  await tell(phone, 'lansia', /Berapa NIK/);
  await finishWithoutNik(phone);
  return send(phone);
}

export async function finishWithoutNik(phone: Talk): Promise<void> {
  await tell(phone, 'tidak ada', /Siapa nama/);
  await tell(phone, `Uji ${names.other}`, /tanggal lahir/i);
  await tell(phone, '70 tahun', /Laki-laki atau perempuan/);
  await tell(phone, 'P', /alamat/i);
  await tell(phone, 'Gang Percobaan RT 1 RW 2', /keterangan/);
  await tell(phone, 'lewati', /foto/);
  await tell(phone, 'lewati', /Mohon periksa/);
}

/**
 * Approved in the console, written, and both told in the chat. `second`: whoever approves after the first,
 * which a sensitive case takes.
 */
export async function approve(
  phone: Talk,
  office: ConsoleHttp,
  number: string,
  second?: ConsoleHttp,
): Promise<void> {
  const before = (await phone.read()).length;
  const path = await office.findCase(number);
  await office.decide(path, 'approve');
  await second?.decide(path, 'approve');
  await waitForReply(phone, before, new RegExp(`${number} disetujui`));
  await waitForReply(phone, before, new RegExp(`${number} sudah tercatat di Data Pemda`));
}

/** A reviewer asks of what kind the disability is; the reporter answers no more than that. */
export async function correctDisability(phone: Talk, office: ConsoleHttp, number: string): Promise<void> {
  const before = (await phone.read()).length;
  await office.decide(await office.findCase(number), 'ask_correction', {
    reason: 'unclear',
    note: 'Apa betul begitu?',
    fields: 'disability',
  });
  await waitForReply(phone, before, /perlu perbaikan[\s\S]*Apa betul begitu\?/);
  await tell(phone, `perbaiki ${number}`, /jenis disabilitas/);
  await tell(phone, 'fisik', /Mohon periksa[\s\S]*Fisik/);
  await tell(phone, 'kirim', /Perbaikan diterima/);
}
