import { describe, expect, it } from 'vitest';
import { answers, kk, nik, start, Talk } from '../../support/talk.js';

const wife = '6408014101850002';
const household = [
  'Jenis laporan: Rumah tangga miskin baru',
  `No KK: ${kk}`,
  `NIK: ${nik}`,
  'Nama: Uji Contoh Satu',
  'Alamat: Jalan Uji',
  'RT: 3',
  'RW: 1',
  'Jumlah jiwa: 4',
  `Istri: Siti Contoh, ${wife}, SD, IRT`,
  'Anak: Budi Contoh, L, 12-3-2015, kelas 3 SD',
  'Anak ke-2: Ani Contoh, P, 2-3-2020',
  'Keadaan rumah: 1, 3, 5',
  'Ket: rumah bocor',
];

describe('a pasted block', () => {
  it('from nowhere begins its kind, and leads straight to the summary', () => {
    const talk = new Talk();
    expect(talk.say(household.join('\n'))).toMatch(/^Mohon periksa/);
    expect(talk.text).toMatch(/Anggota 2: Siti Contoh, istri[\s\S]*Anggota 4: Ani Contoh, anak/);
    expect(talk.text).toMatch(/Foto: Tanpa foto\n\d+\. Lokasi: belum ada/);
    talk.say('kirim');
    expect(talk.effects).toMatchObject([
      {
        kind: 'new_poor_household',
        answers: {
          kk,
          nik,
          name: 'Uji Contoh Satu',
          address: { line: 'Jalan Uji', rt: '003', rw: '001' },
          memberCount: 4,
          members: [{ relation: 'wife', nik: wife }, { relation: 'child' }, { relation: 'child' }],
          indicators: ['floor_area', 'wall_material', 'electricity'],
          note: 'rumah bocor',
        },
      },
    ]);
    expect(talk.lookUps.map((one) => [one.nik, one.kk])).toEqual([
      [nik, kk],
      [wife, null],
    ]);
  });

  it('in any order gives the same', () => {
    const [one, other] = [new Talk(), new Talk()];
    one.say(household.join('\n'));
    other.say(household.toReversed().join('\n'));
    const { draft } = other.inner;
    // The children stand in the order they were written in.
    expect({ ...draft?.answers, 'member:1': 0, 'member:2': 0, 'member:3': 0 }).toEqual({
      ...one.inner.draft?.answers,
      'member:1': 0,
      'member:2': 0,
      'member:3': 0,
    });
  });

  it('without its kind has that asked, and is kept', () => {
    const talk = new Talk();
    expect(talk.say(`NIK: ${nik}\nNama: Uji Contoh\nAlamat: Jalan Uji RT 1 RW 2`)).toMatch(
      /Data sudah diterima\. Ini laporan apa/,
    );
    expect(talk.say('pmks')).toMatch(
      /Sudah terbaca:\nNIK: 6408[\s\S]*Nama: Uji Contoh[\s\S]*Kategori PMKS apa/,
    );
    expect(talk.say('8')).toMatch(/^Kategori: 08[^\n]*\nMohon periksa/);
  });

  it.each([
    [`NIK: ${nik}\nKategori: lansia`, 'pmks_case'],
    [`KK: ${kk}\nJumlah anggota: 4`, 'new_poor_household'],
    [`NIK: ${nik}\nAlasan: punya usaha`, 'no_longer_eligible'],
    [`NIK: ${nik}\nPindah ke: Samarinda`, 'data_update'],
  ])('whose lines fit but one kind is of that: %j', (text, kind) => {
    const talk = new Talk();
    talk.say(text);
    expect(talk.inner.draft?.kind).toBe(kind);
  });

  it('says what was understood, what was not and why, and asks for the rest alone', () => {
    const talk = new Talk();
    talk.say(
      `Jenis laporan: Rumah tangga miskin baru\nNo KK: 123\nNIK: ${nik}\nNama: Uji Contoh\nAlamat: Jalan Uji RT 1 RW 2\nWarna rumah: biru\nJumlah anggota: 1\nKeadaan rumah: bocor`,
    );
    expect(talk.text).toMatch(/^Sudah terbaca:\n(?:[^\n]+\n)*Nama: Uji Contoh\n/);
    expect(talk.text).toMatch(/Belum terbaca:\n- No KK: No\. KK harus 16 angka, yang ditulis 3/);
    expect(talk.text).toMatch(/- Keadaan rumah: Balas nomor/);
    expect(talk.text).toMatch(/Warna rumah: tidak dikenal/);
    expect(talk.text).toMatch(/\nBerapa No\. KK[^\n]*$/);
    expect(talk.say(kk)).toMatch(/Mana yang sesuai/);
    expect(talk.say('1')).toMatch(/^Mohon periksa/);
  });

  it('at any question fills the open report, and changes what it has', () => {
    const talk = new Talk();
    talk.say(start, kk, nik, 'Uji Contoh Lama');
    talk.say('Nama: Uji Contoh Baru\nAlamat: Jalan Uji RT 1 RW 2');
    expect(talk.text).toMatch(
      /Sudah terbaca:\nNama: Uji Contoh Baru\nAlamat: Jalan Uji[\s\S]*jumlah anggota/,
    );
    expect(talk.inner.draft?.answers['kk']).toBe(kk);
  });

  it('on one line is several answers', () => {
    const talk = new Talk();
    talk.say(start);
    expect(talk.say(`KK: ${kk}, NIK: ${nik}`)).toMatch(/Siapa nama/);
  });

  it('of another kind than the open report is asked about, and kept', () => {
    const talk = new Talk();
    talk.say(start, kk);
    expect(talk.say(`Jenis laporan: PMKS\nNIK: ${nik}\nKategori: 8`)).toMatch(/Masih ada laporan/);
    expect(talk.say('simpan dulu')).toMatch(/Sudah terbaca:\nKategori PMKS: 08[\s\S]*Siapa nama/);
    expect(talk.inner.aside).toHaveLength(1);
  });

  it('that contradicts itself is asked about', () => {
    const talk = new Talk();
    talk.say(
      `Jenis laporan: miskin baru\nNIK: ${nik}\nTgl lahir: 12-3-1981\nNama: Uji Contoh\nJumlah anggota: 2\nIstri: Siti, ${wife}\nAnak: Budi, L, 12-3-2015`,
    );
    expect(talk.text).toMatch(/yang ditulis 3 orang dengan kepala keluarga, padahal jumlah anggota 2/);
    expect(talk.text).toMatch(/Mana yang benar/);
    talk.say('1', 'tidak ada', 'Jalan Uji RT 1', '3');
    expect(talk.text).toMatch(/Mana yang sesuai/);
  });

  it('of a sensitive case keeps no note, and says so', () => {
    const talk = new Talk();
    talk.say(
      `Jenis laporan: PMKS\nKategori: 16\nNIK: ${nik}\nNama: Uji Contoh\nAlamat: Jalan Uji RT 1 RW 1\nKeterangan: sakit`,
    );
    expect(talk.text).toMatch(/- Keterangan: Untuk kategori ini keterangan tidak disimpan/);
    expect(talk.inner.draft?.answers['note']).toBeUndefined();
    expect(talk.text).toMatch(/Mohon periksa/);
  });

  it('tells of urgency and of where it is', () => {
    const talk = new Talk();
    talk.say(start, `Nama: Uji Contoh\nDarurat: ya\nKoordinat: 0.5123, 117.5432`);
    expect(talk.inner.draft?.answers).toMatchObject({
      urgent: true,
      location: { latitude: 0.5123, source: 'typed' },
    });
    talk.say('Nama: Uji Contoh\nDarurat: tidak');
    expect(talk.inner.draft?.answers['urgent']).toBeUndefined();
  });

  it('is taken again without doubling anybody', () => {
    const talk = new Talk();
    const block = household.join('\n');
    talk.say(block, block);
    talk.say('kirim');
    expect(talk.effects).toMatchObject([{ answers: { members: [{}, {}, {}] } }]);
  });

  it('of the largest household is read back and summed up in what a message bears', () => {
    const long = 'Uji Contoh Dengan Nama Yang Sangat Panjang Sekali '.repeat(2).slice(0, 95).trim();
    const lines = Array.from(
      { length: 29 },
      (_, n) => `Anggota ${String(n + 2)}: ${long}, anak, L, 12-3-2015`,
    );
    const talk = new Talk();
    const fit = () => expect(talk.replies.every(({ text }) => text.length <= 4_096)).toBe(true);
    talk.say(
      `${household.slice(0, 7).join('\n')}\nJumlah jiwa: 30\nKet: ${'x'.repeat(480)}\n${lines.join('\n')}`,
    );
    expect(talk.text).toMatch(/^Sudah terbaca:[\s\S]*Mana yang sesuai/);
    fit();
    expect(talk.say('1')).toMatch(/Anggota 30: Uji Contoh[\s\S]*Balas KIRIM/);
    fit();
    talk.say('kirim');
    expect(talk.effects).toMatchObject([{ answers: { memberCount: 30 } }]);
    const told = new Talk();
    told.say(start, ...answers.slice(0, 4), '30');
    told.say(lines.map((line) => line.replace(/^.*?: /, '')).join('\n'));
    expect(told.text.length).toBeLessThanOrEqual(4_096);
    expect(told.text).toMatch(/Mana yang sesuai/);
  });

  it('may be long, other text may not', () => {
    const talk = new Talk();
    expect(talk.say(`${household.join('\n')}\n${'\n'.repeat(4_000)}`)).toMatch(/^Mohon periksa/);
    expect(new Talk().say('x'.repeat(3_000))).toMatch(/terlalu panjang/);
    expect(new Talk().say(`${household.join('\n')}${' '.repeat(10_000)}`)).toMatch(/terlalu panjang/);
  });
});

describe('`format`', () => {
  it('sends a line and the block alone, of the open report or of the kind that is asked', () => {
    const talk = new Talk();
    expect(talk.say('format')).toMatch(/Apa yang mau dilaporkan/);
    talk.say('1');
    expect(talk.replies).toHaveLength(2);
    expect(talk.replies[1]?.text).toMatch(/^Jenis laporan: Rumah tangga miskin baru\nNo\. KK: \nNIK: /);
    talk.say('lapor pmks', 'format');
    expect(talk.replies[1]?.text).toMatch(/^Jenis laporan: Kasus PMKS\nKategori PMKS: /);
    expect(talk.say('lanjut')).toMatch(/Kategori PMKS apa/);
  });

  const filled: [typed: string, values: Readonly<Record<string, string>>, answers: object][] = [
    [
      'format miskin baru',
      {
        'No. KK': kk,
        NIK: nik,
        Nama: 'Uji Contoh',
        Alamat: 'Jalan Uji',
        'RT/RW': '1/2',
        'Jumlah anggota': '2',
        'Anggota 2': `Siti Contoh, istri, ${wife}`,
        'Keadaan rumah': '1,2',
      },
      { kk, memberCount: 2, members: [{ nik: wife }], indicators: ['floor_area', 'floor_material'] },
    ],
    [
      'format pmks',
      {
        'Kategori PMKS': '8',
        Nama: 'Uji Contoh',
        'Tanggal lahir': '70 tahun',
        'Jenis kelamin': 'P',
        NIK: 'tidak ada',
        Alamat: 'Jalan Uji',
        'RT/RW': '1/2',
        Keterangan: 'kurus',
        Darurat: 'ya',
      },
      { categories: ['08'], sex: 'P', note: 'kurus', urgent: true },
    ],
    [
      'format sudah mampu',
      {
        NIK: nik,
        Nama: 'Uji Contoh',
        Alamat: 'Jalan Uji',
        'RT/RW': '1/2',
        Alasan: 'punya usaha',
        'Sejak tanggal': '2025',
      },
      { nik, reason: 'owns_business', since: '2025-01-01' },
    ],
    [
      'format pindah',
      { NIK: nik, Nama: 'Uji Contoh', 'Pindah ke': 'Samarinda', 'Sejak tanggal': 'bulan lalu' },
      { change: 'moved', place: 'Samarinda', since: '2026-10-01' },
    ],
    [
      'format warga baru',
      {
        NIK: nik,
        'No. KK': 'tidak ada',
        Nama: 'Uji Contoh',
        Asal: 'Samarinda',
        'Sejak tanggal': '2025',
        Alamat: 'Jalan Uji',
        'RT/RW': '1/2',
      },
      { change: 'new_arrival', place: 'Samarinda', address: { line: 'Jalan Uji' } },
    ],
    [
      'format anggota berubah',
      { 'No. KK': kk, Nama: 'Uji Contoh', 'Anggota 1': 'Ani Contoh, anak, P, 2-3-2020' },
      { change: 'members', members: [{ name: 'Ani Contoh' }], gone: null },
    ],
  ];

  it.each(filled)('%s, filled and sent back, is a whole report', (typed, values, report) => {
    const talk = new Talk();
    talk.say(typed);
    const lines = (talk.replies[1]?.text ?? '').split('\n');
    const block = lines.map((line) => line + (values[line.replace(/:\s*$/, '')] ?? '')).join('\n');
    for (const label of Object.keys(values)) expect(lines).toContain(`${label}: `);
    talk.say(block);
    if (typed.includes('anggota')) talk.say('tidak ada');
    expect(talk.text).toMatch(/^Mohon periksa/m);
    talk.say('kirim');
    expect(talk.effects).toMatchObject([{ type: 'submit_report', answers: report }]);
  });
});

describe('several answers without labels', () => {
  it.each([
    [`${nik} Uji Contoh`, { nik, name: 'Uji Contoh' }],
    [`Uji Contoh, ${nik.replace(/(\d{4})/g, '$1 ')}`, { nik, name: 'Uji Contoh' }],
    [`nama Uji Contoh nik ${nik}`, { nik, name: 'Uji Contoh' }],
  ])('%j is a NIK and a name', (typed, expected) => {
    const talk = new Talk();
    talk.say(start, kk);
    expect(talk.say(typed)).toMatch(/alamatnya/);
    expect(talk.inner.draft?.answers).toMatchObject(expected);
  });

  it('a KK and a NIK come together', () => {
    const talk = new Talk();
    talk.say(start);
    expect(talk.say(`kk ${kk} nik ${nik}`)).toMatch(/Siapa nama/);
    expect(talk.inner.draft?.answers).toMatchObject({ kk, nik });
  });

  it('one with a label answers its own question', () => {
    const talk = new Talk();
    talk.say(start, kk);
    expect(talk.say('Nama: Uji Contoh')).toMatch(/Nama diubah: Uji Contoh\.\nBerapa NIK/);
    expect(talk.say(`NIK: ${nik}`)).toMatch(/alamatnya/);
  });
});

describe('a correction of the last answer', () => {
  it.each([
    [['70 tahun'], 'bukan, 12-4-1980', { birthDate: '1980-04-12' }],
    [['12-3-1980', 'Jalan Uji RT 1', '5'], 'salah, yang benar 6', { memberCount: 6 }],
  ])('after %j, %j', (texts, typed, expected) => {
    const talk = new Talk();
    talk.say(start, kk, 'tidak ada', 'Uji Contoh', ...texts);
    const question = talk.text.split('\n').at(-1) ?? '';
    expect(talk.say(typed)).toContain(question);
    expect(talk.inner.draft?.answers).toMatchObject(expected);
  });

  it('that does not fit it answers the question that stands', () => {
    const talk = new Talk();
    talk.say(start, kk, nik, 'Uji Contoh', 'Jalan Uji RT 1');
    talk.say('eh, 5');
    expect(talk.inner.draft?.answers['memberCount']).toBe(5);
  });

  it('works at the summary, and for any answer by its name', () => {
    const talk = new Talk();
    talk.say(start, ...answers);
    expect(talk.say('nama salah')).toMatch(/Siapa nama/);
    talk.say('Uji Contoh Dua');
    expect(talk.say('ubah nama jadi Uji Contoh Tiga')).toMatch(
      /Nama diubah: Uji Contoh Tiga\.\nMohon periksa/,
    );
    expect(talk.say('ganti jumlah anggota menjadi banyak')).toMatch(/dari 1 sampai 30[\s\S]*jumlah anggota/);
    expect(talk.say('kembali')).toMatch(/Mohon periksa[\s\S]*4 orang/);
  });
});

describe('a line with a name that nobody knows', () => {
  it('after the signs of the household is no part of them, and is said not to be read', () => {
    const talk = new Talk();
    const lines = ['Jenis laporan: miskin baru', 'Nama: Uji Contoh', 'Keadaan rumah: 1,3,5', 'Warna: biru'];
    const said = talk.say(lines.join('\n'));
    expect(said).toMatch(/Keadaan rumah tangga: nomor 1, 3, 5/);
    expect(said).toMatch(/Belum terbaca:[\s\S]*Warna/);
  });
});
