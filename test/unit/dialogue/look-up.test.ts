import { describe, expect, it } from 'vitest';
import type { Match } from '../../../src/dialogue/types.js';
import { answers, desaDua, desaSatu, kk, nik, start, Talk } from '../../support/talk.js';

const entryId = '00000000-0000-4000-8000-0000000000e1';
const entry: Extract<Match, { own: true; what: 'entry' }> = {
  own: true,
  by: 'nik',
  what: 'entry',
  store: 'PEMDA',
  entryId,
  number: 'DP-2026-00001-X',
  name: 'Uji Contoh Terdaftar',
  desaName: desaSatu.name,
  status: 'active',
  categories: [],
};
const report: Match = {
  own: true,
  by: 'nik',
  what: 'case',
  number: 'LP-2026-00009-Y',
  kind: 'new_poor_household',
  state: 'in_review',
  name: 'Uji Contoh Terlapor',
  desaName: desaSatu.name,
};
const elsewhere: Match = { own: false, by: 'nik', what: 'entry' };
const byNik =
  (...matches: readonly Match[]) =>
  ({ nik: digits }: { readonly nik: string | null }) =>
    digits === null ? [] : matches;
const labels = (talk: Talk) => talk.choices.map(({ label }) => label);

describe('a NIK or KK', () => {
  it('is looked up once, in silence when nobody is known', () => {
    const talk = new Talk();
    talk.say(start, ...answers, 'ubah nama', 'Uji Contoh Lain', 'ubah nik', nik, 'lanjut', 'bantuan');
    expect(talk.lookUps).toEqual([
      { type: 'look_up', nik: null, kk },
      { type: 'look_up', nik, kk: null },
    ]);
  });

  it('is looked up anew when it is another, and members’ are as well', () => {
    const talk = new Talk({ matches: byNik(elsewhere) });
    talk.say(start, kk, nik, 'tetap lapor', '1', 'Uji Contoh', 'Jalan Uji RT 1', '2');
    expect(talk.say('Siti Contoh, istri, 6408014101850002')).toMatch(
      /Anggota 2: Nomor ini sudah tercatat di desa lain\.\nMana yang sesuai/,
    );
    talk.say('ubah nik', '6408010101800009');
    expect(talk.lookUps.map((one) => one.nik)).toEqual([null, nik, '6408014101850002', '6408010101800009']);
    expect(talk.text).toMatch(/Mau bagaimana/);
  });

  it('tells an entry alone, without the report that it was written from', () => {
    const done: Match = { ...report, state: 'registered' };
    const talk = new Talk({ matches: byNik(entry, done) });
    expect(talk.say(start, kk, nik)).not.toMatch(/Sudah ada laporan/);
    const other = new Talk({ matches: byNik(entry, done) });
    expect(other.say('lapor pmks', 'lansia', nik)).toMatch(/jadi ditambahkan[\s\S]*Siapa nama/);
    const alone = new Talk({ matches: byNik(done) });
    expect(alone.say(start, kk, nik)).toMatch(/Rumah tangga miskin baru, tercatat di Data Pemda\)/);
  });

  it('says what it is of first, and keeps what was said of it', () => {
    const talk = new Talk({ matches: byNik(entry, report) });
    expect(talk.say(start, kk, nik)).toBe(
      'NIK: laki-laki, lahir 1 Januari 1980.\nSudah tercatat di Data Pemda, No. DP-2026-00001-X: Uji Contoh Terdaftar, Uji Satu (aktif).\nSudah ada laporan LP-2026-00009-Y (Rumah tangga miskin baru, sedang diverifikasi): Uji Contoh Terlapor, Uji Satu.\nMau bagaimana?',
    );
    expect(labels(talk)).toEqual([
      'Perbarui data itu',
      'Tambah kategori PMKS',
      'Tetap lapor, dengan alasan',
      'Hentikan laporan ini',
    ]);
    expect(talk.replies[0]?.menu).toBe(true);
  });

  it('of another desa says no more than that', () => {
    const talk = new Talk({ matches: byNik(elsewhere, elsewhere) });
    talk.say(start, kk, nik);
    expect(talk.text).toMatch(/\nNomor ini sudah tercatat di desa lain\.\nMau bagaimana\?$/);
    expect(labels(talk)).toEqual([
      'Tambah kategori PMKS',
      'Tetap lapor, dengan alasan',
      'Hentikan laporan ini',
    ]);
  });
});

describe('a household that is known', () => {
  const known = (...matches: readonly Match[]) => {
    const talk = new Talk({ matches: byNik(...matches) });
    talk.say(start, kk, nik);
    return talk;
  };

  it('goes on with a reason, which the summary shows', () => {
    const talk = known(entry);
    expect(talk.say('3')).toMatch(/Mengapa laporan ini tetap perlu dikirim/);
    expect(talk.say('kartu keluarganya baru')).toMatch(/Siapa nama/);
    talk.say(...answers.slice(2));
    expect(talk.text).toMatch(/Alasan tetap dikirim: kartu keluarganya baru/);
    talk.say('kirim');
    expect(talk.effects).toMatchObject([{ answers: { duplicateReason: 'kartu keluarganya baru' } }]);
    expect(talk.lookUps).toHaveLength(2);
  });

  it('becomes an update of the entry, with what fits', () => {
    const talk = known(entry);
    expect(talk.say('perbarui data')).toMatch(/Apa yang berubah/);
    talk.say('meninggal', 'kemarin', 'lewati', 'lewati', 'kirim');
    expect(talk.effects).toMatchObject([
      { kind: 'data_update', answers: { entryId, nik, kk, name: 'Uji Contoh Terdaftar', change: 'died' } },
    ]);
  });

  it('becomes a PMKS case of the person', () => {
    const talk = known(elsewhere);
    expect(talk.press(/Tambah kategori/)).toMatch(/Kategori PMKS apa/);
    talk.say('8', 'Uji Contoh', 'Jalan Uji RT 1 RW 2', 'lewati', 'lewati', 'kirim');
    expect(talk.effects).toMatchObject([{ kind: 'pmks_case', answers: { nik, categories: ['08'] } }]);
  });

  it('is stopped after a question', () => {
    const talk = known(entry);
    expect(talk.say('hentikan')).toMatch(/Hentikan laporan ini\?/);
    expect(talk.say('tidak')).toMatch(/Mau bagaimana/);
    talk.say('4', 'ya');
    expect(talk.inner.draft).toBeNull();
  });

  it('is not passed over by other words, by going back, or by the same number again', () => {
    const talk = known(entry);
    for (const typed of ['entah', 'kirim', 'ya', 'lanjut', 'status', 'bantuan', 'Uji Contoh']) {
      expect(talk.say(typed)).toMatch(/Mau bagaimana/);
    }
    expect(talk.say('kembali')).toMatch(/Berapa NIK/);
    expect(talk.say(nik)).toMatch(/Mau bagaimana/);
    expect(talk.say('ubah nik')).toMatch(/Berapa NIK/);
    expect(talk.say('tidak ada')).toMatch(/Siapa nama/);
  });

  it('has its reason asked again when the number is another', () => {
    const talk = known(entry);
    talk.say('3', '2', ...answers.slice(2));
    expect(talk.text).toMatch(/Alasan tetap dikirim: Keadaannya sudah berubah/);
    talk.say('ubah nik', '6408010101800009');
    expect(talk.text).toMatch(/Mau bagaimana/);
    expect(talk.inner.draft?.answers['duplicateReason']).toBeUndefined();
  });
});

describe('a person with PMKS categories', () => {
  const pmks = (said: string, ...matches: readonly Match[]) => {
    const talk = new Talk({ matches: byNik(...matches) });
    talk.say('pmks', said, nik);
    return talk;
  };

  it('without the one reported is no obstacle', () => {
    const talk = pmks('24', { ...entry, categories: ['08'] });
    expect(talk.text).toMatch(/Sudah tercatat[\s\S]*jadi ditambahkan\.\nSiapa nama/);
  });

  it('who has one of them keeps the others', () => {
    const talk = pmks('8, 24', { ...entry, categories: ['08', '16'] });
    expect(talk.text).toMatch(/Kategori nomor 08 sudah tercatat padanya\.\nMau bagaimana/);
    expect(talk.text).not.toMatch(/16/);
    talk.say('1');
    expect(talk.inner.draft?.answers['categories']).toEqual(['24']);
    expect(talk.text).toMatch(/Siapa nama/);
  });

  it('who has all of them is asked for others, or the report is stopped', () => {
    const talk = pmks('16', { ...entry, categories: ['16'] });
    expect(talk.text).toMatch(/Kategori nomor 16 sudah tercatat/);
    expect(labels(talk)).toEqual(['Hapus kategori itu dari laporan', 'Hentikan laporan ini']);
    expect(talk.say('1')).toMatch(/Kategori PMKS apa/);
  });

  it('reported elsewhere or already is sent with a reason alone', () => {
    expect(labels(pmks('8', elsewhere))).toEqual(['Tetap lapor, dengan alasan', 'Hentikan laporan ini']);
    expect(labels(pmks('8', report))).toEqual(['Tetap lapor, dengan alasan', 'Hentikan laporan ini']);
  });
});

describe('an update', () => {
  it('takes the entry that it finds, by a number that need not be named', () => {
    for (const by of ['nik', 'kk'] as const) {
      const talk = new Talk({ matches: [{ ...entry, by }] });
      expect(talk.say('sudah mampu', nik)).toMatch(
        /Uji Contoh Terdaftar[\s\S]*Laporan ini tentang data itu\.\nMengapa/,
      );
      expect(talk.lookUps).toEqual([{ type: 'look_up', nik, kk: nik }]);
      talk.say('1', '2025', '-', '-', 'kirim');
      expect(talk.effects).toMatchObject([
        {
          answers: {
            entryId,
            name: 'Uji Contoh Terdaftar',
            address: null,
            nik: by === 'nik' ? nik : null,
            kk: by === 'kk' ? nik : null,
          },
        },
      ]);
    }
  });

  it('is of the desa of its entry', () => {
    const talk = new Talk({ desa: [desaSatu, desaDua], matches: [{ ...entry, desaName: desaDua.name }] });
    talk.say('meninggal', 'Uji Satu', `nik ${nik}`, 'kemarin', '-', '-');
    expect(talk.inner.draft?.answers['desaCode']).toBe(desaDua.code);
  });

  it('asks which of several it is, or none', () => {
    const other = { ...entry, entryId: '00000000-0000-4000-8000-0000000000e2', name: 'Uji Contoh Lain' };
    const several = () => {
      const talk = new Talk({ matches: [entry, other] });
      talk.say('pindah', `nik ${nik}`);
      return talk;
    };
    const talk = several();
    expect(labels(talk)).toEqual([
      'Uji Contoh Terdaftar, Uji Satu',
      'Uji Contoh Lain, Uji Satu',
      'Bukan salah satunya',
    ]);
    expect(talk.say('2')).toMatch(/Pindah ke mana/);
    expect(talk.inner.draft?.answers).toMatchObject({ entryId: other.entryId, name: 'Uji Contoh Lain' });
    expect(several().say('bukan salah satunya')).toMatch(/Siapa nama/);
  });

  it('of one who is ineligible already, or is reported already, needs a reason', () => {
    const done = new Talk({ matches: [{ ...entry, status: 'ineligible' }] });
    expect(done.say('sudah mampu', `nik ${nik}`)).toMatch(/sudah tidak layak[\s\S]*Mau bagaimana/);
    expect(done.say('1', '3')).toMatch(/Mengapa tidak layak/);
    expect(done.inner.draft?.answers['entryId']).toBe(entryId);
    const reported = new Talk({ matches: [entry, { ...report, kind: 'data_update' }] });
    expect(reported.say('meninggal', `nik ${nik}`)).toMatch(/Sudah ada laporan[\s\S]*Mau bagaimana/);
  });

  it('loses the entry with its number', () => {
    const talk = new Talk({ matches: ({ nik: digits }) => (digits === nik ? [entry] : []) });
    talk.say('sudah mampu', `nik ${nik}`, '1', '2025', '-', '-');
    expect(talk.say('ubah nik', '6408014101800002')).toMatch(/Siapa nama/);
    expect(talk.inner.draft?.answers['entryId']).toBeUndefined();
  });

  it('of a new arrival is no matter that they are known elsewhere', () => {
    const talk = new Talk({ matches: byNik(elsewhere) });
    expect(talk.say('warga baru', 'tidak ada', nik)).toMatch(/desa lain\.\nSiapa nama/);
  });
});

describe('somebody alike', () => {
  const said = 'Mungkin orang ini sudah tercatat.';
  const alike = (...names: readonly string[]) => new Talk({ alike: ({ name }) => names.includes(name) });
  const unnumbered = [kk, 'tidak ada', 'Uji Contoh Satu'];

  it('is said to be recorded, once, and keeps nobody from going on', () => {
    const talk = alike('Uji Contoh Satu');
    talk.say(start, ...unnumbered);
    expect(talk.looksForAlike).toEqual([]);
    expect(talk.say('1 Januari 1980')).toMatch(new RegExp(`^${said}[^\\n]*\\nDi mana alamat`));
    expect(talk.looksForAlike).toEqual([
      {
        type: 'look_alike',
        name: 'Uji Contoh Satu',
        birthDate: '1980-01-01',
        desaCode: desaSatu.code,
        sex: null,
        nik: null,
        kk,
        caseId: null,
      },
    ]);
    talk.say(...answers.slice(3));
    expect(talk.text).not.toContain(said);
    talk.say('kirim');
    expect(talk.effects).toMatchObject([{ type: 'submit_report', answers: { name: 'Uji Contoh Satu' } }]);
    expect(talk.looksForAlike).toHaveLength(1);
  });

  it('is looked for anew when name, date of birth or NIK is another, and not when it is the same', () => {
    const talk = alike('Uji Contoh Dua');
    talk.say(start, ...unnumbered, '1 Januari 1980', ...answers.slice(3));
    expect(talk.say('ubah alamat', 'Jalan Lain RT 1 RW 1', 'ubah nama', 'Uji Contoh Satu')).not.toContain(
      said,
    );
    expect(talk.looksForAlike).toHaveLength(1);
    expect(talk.say('ubah nama')).not.toContain(said);
    expect(talk.say('Uji Contoh Dua')).toContain(said);
    expect(talk.say('ubah tanggal lahir jadi 2 Februari 1981')).toContain(said);
    expect(talk.say('ubah nik', nik)).not.toContain(said);
    expect(talk.say('1')).toContain(said);
    expect(talk.looksForAlike.map(({ birthDate, nik: digits }) => [birthDate, digits])).toEqual([
      ['1980-01-01', null],
      ['1980-01-01', null],
      ['1981-02-02', null],
      ['1980-01-01', nik],
    ]);
  });

  it('is looked for by an unknown NIK, which tells the date of birth, and not by one that is known', () => {
    const talk = alike('Uji Contoh Satu');
    expect(talk.say(start, kk, nik, 'Uji Contoh Satu')).toContain(said);
    const known = new Talk({ matches: byNik(entry), alike: () => true });
    known.say(start, kk, nik, 'tetap lapor', '1', 'Uji Contoh Satu');
    expect(known.looksForAlike).toEqual([]);
    expect(known.say('ubah nik', 'tidak ada', '1 Januari 1980')).toContain(said);
  });

  it('is of no matter where the report is about somebody recorded', () => {
    const talk = new Talk({ alike: () => true });
    talk.say('meninggal', 'tidak ada', 'Uji Contoh', 'kemarin', '-', '-');
    talk.say('batal', 'ya', 'sudah mampu', 'tidak ada', 'Uji Contoh', '1', '2025', '-', '-');
    expect(talk.looksForAlike).toEqual([]);
    talk.say('batal', 'ya', 'warga baru', 'tidak ada', 'tidak ada', 'Uji Contoh', '1 Januari 1980');
    expect(talk.text).toContain(said);
  });

  it('is looked for by who is told in one go, and in a PMKS case by an estimated age', () => {
    const talk = new Talk({ alike: () => true });
    expect(talk.say(start, `Nama: Uji Contoh Satu\nTanggal lahir: 1 Januari 1980`)).toContain(said);
    const pmks = new Talk({ alike: () => true });
    expect(pmks.say('pmks', '8', 'tidak ada', 'Uji Contoh', 'sekitar 70 tahun')).toContain(said);
    expect(pmks.looksForAlike).toMatchObject([{ name: 'Uji Contoh', kk: null, desaCode: desaSatu.code }]);
  });
});
