import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/domain/report/report.js';
import type { CaseView } from '../../../src/usecases/console-services.js';
import { syntheticKinds, syntheticMember } from '../../support/one-of-each-kind.js';
import { appWith, caseView, entryView, ids, world, type World } from './fakes.js';
import { Browser } from './browser.js';

const kinds = syntheticKinds('64.08.04.2001');
const page = `/console/kasus/${ids.case}`;

async function pageOf(view: Partial<CaseView>, more: Partial<World> = {}, url = page): Promise<string> {
  const w: World = { ...world(), ...more };
  w.caseView = { ...caseView, ...view };
  w.rows = [w.caseView];
  const browser = new Browser(await appWith(w));
  await browser.signIn();
  return (await browser.get(url)).body;
}

const showing = (answers: Report, view: Partial<CaseView> = {}) =>
  pageOf({ kind: answers.kind, subjectName: answers.name, answers, ...view });

describe('the answers of each kind', () => {
  it('a household: its members, the place as a link only, what was estimated said to be so', async () => {
    const html = await showing({ ...kinds.household, birthEstimated: true });
    expect(html).toContain('sekitar 1980');
    expect(html).not.toContain('1 Januari 1980');
    expect(html).toContain('2 dari 4 anggota');
    for (const told of ['Uji Contoh Anggota', '6408 0141 0170 0011', 'Istri', 'sekitar 1970, Perempuan']) {
      expect(html).toContain(told);
    }
    expect(html).toContain('SD, Buruh tani');
    expect(html).toContain('Jenis disabilitas: Netra');
    expect(html).toContain('0.51235, 117.54322');
    expect(html).toMatch(/<a href="https:\/\/www\.openstreetmap\.org\/[^"]+" rel="noreferrer noopener">/);
    expect(html).not.toMatch(/<(iframe|img)[^>]+openstreetmap/);
  });

  it('a PMKS case: official numbers and names, disability, what was told of it', async () => {
    const html = await showing(kinds.person);
    expect(html).toContain('<span class="digits">08</span> Lanjut usia terlantar');
    expect(html).toContain('<span class="digits">09</span> Penyandang disabilitas');
    expect(html).toContain('Fisik');
    expect(html).toContain('Tinggal sendiri di pondok.');
    expect(html).not.toContain('Kasus sensitif');
  });

  it('no longer eligible: why, since when, and the entry that it is about', async () => {
    const about = { id: ids.entry, number: 'DP-2026-00001-B', name: 'Uji Contoh Lama' };
    const html = await showing({ ...kinds.ineligible, entryId: ids.entry }, { about });
    expect(html).toContain('Punya usaha yang cukup');
    expect(html).toContain('1 Agustus 2026');
    expect(html).toContain(`<a href="/console/data-pemda/${ids.entry}">Data Pemda DP-2026-00001-B</a>`);
    expect(await showing(kinds.ineligible)).toContain('Tidak ditemukan di Data Pemda');
    const elsewhere = await showing(
      { ...kinds.ineligible, entryId: ids.entry },
      { about: { ...about, name: null } },
    );
    expect(elsewhere).toContain('Data Pemda DP-2026-00001-B <small>di luar wilayah Anda</small>');
  });

  it.each([
    ['moved', {}, ['Pindah sejak', '15 September 2026', 'Pindah ke', 'Desa Misal']],
    ['died', { place: null }, ['Tanggal meninggal', '15 September 2026']],
    ['address', { address: kinds.household.address, since: null }, ['Alamat baru', 'Jalan Percobaan 7']],
    ['members', { members: [syntheticMember], gone: 'Uji Contoh Lain menikah' }, ['Anggota baru', 'menikah']],
    ['new_arrival', { birthDate: '1990-02-03', sex: 'P' }, ['Datang dari', '3 Februari 1990', 'Perempuan']],
  ] as const)('an update, %s: what changed', async (change, more, told) => {
    const html = await showing({ ...kinds.update, change, ...more } as Report);
    for (const words of told) expect(html).toContain(words);
  });
});

describe('what stands out on a case', () => {
  it('an emergency, and why it was sent although somebody is known', async () => {
    const answers = { ...kinds.household, urgent: true, duplicateReason: 'Rumahnya lain' };
    const html = await showing(answers, { urgent: true });
    expect(html).toContain('<span class="badge urgent">Darurat</span>');
    expect(html).toMatch(/data-testid="urgent".*Laporan darurat/s);
    expect(html).toContain('Alasan pelapor: Rumahnya lain');
    expect(await showing(kinds.household)).not.toContain('Darurat');
  });

  it('an objection: its words, and until when it is answered, or that nobody did', async () => {
    const at = new Date('2026-11-20T02:00:00Z');
    const until = new Date('2026-12-04T02:00:00Z');
    const open = { note: 'Warga ini tidak punya rumah', at, until, state: 'open' } as const;
    const html = await pageOf({ objection: 'open', objected: open, state: 'rejected', decidable: false });
    expect(html).toContain('Warga ini tidak punya rumah');
    expect(html).toContain('paling lambat 4 Desember 2026');
    const late = await pageOf({ objection: 'lapsed', objected: { ...open, state: 'lapsed' } });
    expect(late).toContain('Sanggah tidak dijawab sampai batas waktu');
    expect(late).not.toContain('Mohon dijawab');
  });

  it('photos under what they show, and a berita acara page by page', async () => {
    const minutes = { ...caseView.photos[0], id: ids.otherCase, role: 'minutes', pages: 2 } as const;
    const html = await pageOf({ photos: [...caseView.photos, minutes as CaseView['photos'][number]] });
    expect(html).toContain('alt="Foto 1: Rumah depan"');
    expect(html).toContain('KTP: Foto sedang diambil');
    const first = `/console/kasus/${ids.case}/foto/${ids.otherCase}`;
    expect(html).toContain(`<img src="${first}" alt="Berita acara, halaman 1 dari 2"`);
    expect(html).toContain(`<img src="${first}/2" alt="Berita acara, halaman 2 dari 2"`);
  });

  it('serves pages by their number only', async () => {
    const browser = new Browser(await appWith(world()));
    await browser.signIn();
    const status = async (at: string) => (await browser.get(`${page}/foto/${ids.photo}/${at}`)).statusCode;
    expect(await status('2')).toBe(200);
    for (const odd of ['0', '-1', '1.5', '101', 'x']) expect(await status(odd)).toBe(404);
  });

  it('who goes on with it after a handover, also in the history', async () => {
    const owner = { id: ids.otherCase, name: 'Uji Pengganti', role: 'lurah', phone: '+6281200000002' };
    const [first] = caseView.events;
    const handover = {
      ...first,
      id: ids.otherCase,
      type: 'handed_over',
      data: { type: 'handed_over', fromReporterId: ids.reporter, toReporterId: ids.otherCase },
      handover: { from: 'Uji Pelapor', to: 'Uji Pengganti' },
    } as CaseView['events'][number];
    const html = await pageOf({ owner, events: [...caseView.events, handover] });
    expect(html).toContain('Diteruskan oleh');
    expect(html).toContain('+6281200000002');
    expect(html).toContain('Dari Uji Pelapor kepada Uji Pengganti');
  });

  it('messages that wait, that stood in a digest, and that went another way', async () => {
    const [one] = caseView.notifications;
    if (one === undefined) throw new Error('no notification');
    const notifications = [
      { ...one, id: 'a', state: 'held', digest: true },
      { ...one, id: 'b', state: 'read', digest: true },
      { ...one, id: 'c', state: 'blocked' },
      { ...one, id: 'd', state: 'sent', channel: 'whatsapp', fallback: true },
    ] as const;
    const html = await pageOf({ notifications });
    expect(html).toContain('<strong>Menunggu ringkasan harian</strong></p>');
    expect(html).toContain('<strong>Sudah dibaca</strong> · dalam ringkasan harian');
    expect(html).toContain('Pelapor memblokir bot');
    expect(html).toContain('<strong>Terkirim</strong> · dikirim ulang lewat kanal lain');
  });
});

describe('a sensitive case', () => {
  const sensitive = { ...kinds.person, categories: ['16'], disability: null, note: null };

  it('shows its category, and no link that takes its place elsewhere, to who may see it', async () => {
    const location = { latitude: 0.5, longitude: 117.5, source: 'typed' } as const;
    const html = await showing({ ...sensitive, location }, { sensitive: true });
    expect(html).toContain('Orang dengan HIV/AIDS');
    expect(html).toContain('pembukanya dicatat');
    expect(html).toContain('0.50000, 117.50000');
    expect(html).not.toContain('openstreetmap');
  });

  it('shows others its number, place and dates, and nothing to decide', async () => {
    const html = await pageOf({
      kind: 'pmks_case',
      sensitive: true,
      subjectName: null,
      reporterName: null,
      answers: null,
      reporter: null,
      photos: [],
      duplicates: [],
      notifications: [],
      entry: null,
      decidable: false,
      events: caseView.events.map((event) => ({ ...event, data: null, actorName: '' })),
    });
    expect(html).toContain('Kasus sensitif hanya diputuskan oleh petugas yang diberi izin');
    expect(html).toContain('LP-2026-00012-K');
    expect(html).toContain('Laporan diterima dari pelapor');
    expect(html).not.toMatch(/Uji Contoh|Uji Pelapor|6408 |\+62812|Berapa anggotanya|name="decision"/);
  });

  it('stands in the queue without a name', async () => {
    const hidden = {
      sensitive: true,
      subjectName: null,
      reporterName: null,
      photoCount: 0,
      duplicateCount: 0,
    };
    const html = await pageOf(hidden, {}, '/console');
    expect(html).toContain('<em>Kasus sensitif</em>');
    expect(html).not.toMatch(/Uji Contoh|Uji Pelapor/);
  });
});

describe('the queue', () => {
  it('marks emergencies and objections, shows kinds, and filters by both', async () => {
    const w = world();
    w.rows = [{ ...caseView, urgent: true, objection: 'open' }];
    const browser = new Browser(await appWith(w));
    await browser.signIn();
    const { body } = await browser.get('/console?status=objected&kind=pmks_case');
    expect(w.filters[0]).toMatchObject({ state: 'objected', kind: 'pmks_case' });
    expect(body).toContain('<span class="badge urgent">Darurat</span>');
    expect(body).toContain('<span class="badge objection-open">Ada sanggah</span>');
    expect(body).toContain('>Rumah tangga miskin baru</td>');
    expect(body).toMatch(/href="\/console\?status=withdrawn&amp;kind=pmks_case">Ditarik pelapor/);
    expect(body).toMatch(/Sanggah <span class="count">9</);
  });
});

describe('Data Pemda', () => {
  const entry = `/console/data-pemda/${ids.entry}`;
  const versionOf = (version: number, answers: Report | null) => ({
    ...entryView.versions[0],
    version,
    answers,
  });

  it('shows the last version that tells everything, and that more is recorded since', async () => {
    const versions = [versionOf(1, kinds.household), versionOf(2, kinds.update)] as typeof entryView.versions;
    const html = await pageOf({}, { entryView: { ...entryView, status: 'moved', versions } }, entry);
    expect(html).toContain('<span class="badge status-moved">Pindah</span>');
    expect(html).toContain('Data lengkap terakhir (versi 1)');
    expect(html).toContain('Sesudah itu tercatat: Pemutakhiran data.');
    expect(html).toContain('Versi 2: Pemutakhiran data');
    expect(html).toContain('Pindah ke');
  });

  it('shows a person with the categories that they have', async () => {
    const view = {
      ...entryView,
      kk: null,
      members: entryView.members.slice(0, 1).map((member) => ({ ...member, relation: '' })),
      categories: [{ code: '09', sensitive: false, disability: 'hearing' }] as const,
      versions: [versionOf(1, kinds.person)] as typeof entryView.versions,
    };
    const html = await pageOf({}, { entryView: view }, entry);
    expect(html).toContain('Penyandang disabilitas<small> (Rungu)</small>');
    expect(html).not.toContain('No. KK: Tanpa No. KK');
  });

  it('conceals whom an entry is about where that is not to be known', async () => {
    const view = {
      ...entryView,
      sensitive: true,
      headName: null,
      kk: null,
      members: [],
      versions: [versionOf(1, null)] as typeof entryView.versions,
    };
    const html = await pageOf({}, { entryView: view }, entry);
    expect(html).toContain('Isi data ini hanya untuk petugas yang diberi izin');
    expect(html).not.toMatch(/Uji Contoh|Uji Pelapor|6408 |Isi versi ini/);
    expect(await pageOf({}, { entryView: view }, '/console/data-pemda')).toContain('<em>Kasus sensitif</em>');
  });
});
