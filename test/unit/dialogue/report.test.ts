import { describe, expect, it } from 'vitest';
import { answers, atSummary, desaDua, desaSatu, kk, nik, Talk, start } from '../../support/talk.js';
import { unasked } from '../../support/report-defaults.js';

describe('a report', () => {
  it('is asked for one question at a time, shown, and sent whole', () => {
    const talk = new Talk();
    expect(talk.say('halo')).toMatch(/Selamat datang, Uji Contoh Kades\.[\s\S]*MULAI/);
    expect(talk.say('mulai')).toMatch(/Apa yang mau dilaporkan/);
    expect(talk.say('1')).toMatch(/No\. KK/);
    expect(talk.say(kk)).toMatch(/NIK kepala keluarga/);
    expect(talk.say(nik)).toMatch(/laki-laki, lahir 1 Januari 1980[\s\S]*nama kepala keluarga/);
    expect(talk.say('Uji Contoh Satu')).toMatch(/alamatnya/);
    expect(talk.say('Jalan Percobaan RT 3 RW 1')).toMatch(/jumlah anggota/);
    expect(talk.say('empat orang')).toMatch(/^Anggota 2 dari 4/);
    expect(talk.say('lewati')).toMatch(/keadaan rumah tangga/);
    expect(talk.say('1, 3 dan 5')).toMatch(/foto rumah/);
    expect(talk.say('lewati')).toBe(
      [
        'Mohon periksa:',
        '1. No. KK: 6408 0101 0120 0001',
        '2. NIK: 6408 0101 0180 0001',
        '3. Nama: Uji Contoh Satu',
        '4. Tanggal lahir: 1 Januari 1980',
        '5. Alamat: Jalan Percobaan',
        '6. RT/RW: 003/001',
        '7. Jumlah anggota: 4 orang',
        '8. Anggota lain: 3 orang belum ditulis',
        '9. Keadaan rumah tangga: nomor 1, 3, 5',
        '10. Foto: Tanpa foto',
        '11. Lokasi: belum ada – boleh kirim lokasi',
        '12. Keterangan: Tidak ada',
        'Balas KIRIM bila sudah benar, atau nomor yang mau diubah. Bisa juga: BATAL, DARURAT.',
      ].join('\n'),
    );
    expect(talk.say('kirim')).toMatch(/Laporan diterima, No\. LP-2026-00001-Q/);
    expect(talk.effects).toEqual([
      {
        type: 'submit_report',
        draftId: '00000000-0000-4000-8000-000000000003',
        kind: 'new_poor_household',
        answers: {
          ...unasked,
          desaCode: desaSatu.code,
          kk,
          nik,
          name: 'Uji Contoh Satu',
          birthDate: '1980-01-01',
          sex: 'L',
          address: { line: 'Jalan Percobaan', rt: '003', rw: '001' },
          memberCount: 4,
          indicators: ['floor_area', 'wall_material', 'electricity'],
          photos: [],
        },
      },
    ]);
    expect(talk.inner.draft).toBeNull();
  });

  it('does without a KK, a NIK, an RT, signs and photos', () => {
    const talk = new Talk();
    talk.say(start, 'gak ada', 'tdk punya');
    expect(talk.say('Uji Contoh Dua')).toMatch(/tanggal lahirnya/);
    expect(talk.say('12-3-80')).toMatch(/alamatnya/);
    expect(talk.say('Dusun Percobaan')).toMatch(/RT dan RW/);
    talk.say('tidak ada', 'berlima', 'lewati', 'tidak ada', 'tidak ada', 'ya');
    expect(talk.effects).toMatchObject([
      {
        type: 'submit_report',
        answers: {
          kk: null,
          nik: null,
          sex: null,
          birthDate: '1980-03-12',
          address: { line: 'Dusun Percobaan', rt: null, rw: null },
          memberCount: 5,
          indicators: [],
          photos: [],
        },
      },
    ]);
  });

  it.each([
    ['mulai'],
    ['Lapor'],
    ['/start'],
    ['/start@UjiContohBot'],
    ['/start undangan'],
    ['MULAI!'],
    ['1'],
    ['mulai lapor'],
  ])('is begun by %j', (typed) => {
    expect(new Talk().say(typed)).toMatch(/Apa yang mau dilaporkan/);
  });

  it('asks those who answer for several villages which it is', () => {
    const talk = new Talk({ desa: [desaSatu, desaDua] });
    expect(talk.say(start)).toMatch(/desa mana/);
    expect(talk.choices.map(({ label }) => label)).toEqual(['Uji Satu', 'Uji Dua']);
    expect(talk.say('Uji Tiga')).toMatch(/tidak ada dalam daftar[\s\S]*desa mana/);
    expect(talk.say('uji')).toMatch(/tidak ada dalam daftar/);
    expect(talk.say('Desa uji dua')).toMatch(/No\. KK/);
    expect(talk.say(...answers)).toMatch(/1\. Desa: Uji Dua\n2\. No\. KK/);
    expect(talk.say('ubah desa')).toMatch(/desa mana/);
    expect(talk.press(/Uji Satu/)).toMatch(/1\. Desa: Uji Satu/);
  });

  it('tells villages of one name apart', () => {
    const talk = new Talk({
      desa: [desaSatu, { ...desaDua, name: 'Uji Satu', kecamatan: 'Contoh Selatan' }],
    });
    talk.say(start);
    expect(talk.choices.map(({ label }) => label)).toEqual([
      'Uji Satu (Contoh Utara)',
      'Uji Satu (Contoh Selatan)',
    ]);
    expect(talk.say('Uji Satu')).toMatch(/tidak ada dalam daftar/);
    talk.say('uji satu contoh selatan');
    expect(talk.inner.draft?.answers['desaCode']).toBe(desaDua.code);
  });

  it('asks again which village when the reporter has got others meanwhile', () => {
    const talk = atSummary();
    talk.desa = [desaDua];
    expect(talk.say('kirim')).toMatch(/desa mana/);
    expect(talk.effects).toEqual([]);
    talk.press(/Uji Dua/);
    talk.say('kirim');
    expect(talk.effects).toMatchObject([{ type: 'submit_report', answers: { desaCode: desaDua.code, kk } }]);
  });

  it('tells a reporter without any village whom to ask, and keeps the answers', () => {
    const talk = atSummary();
    talk.desa = [];
    expect(talk.say('kirim')).toMatch(/belum terdaftar untuk satu desa pun[\s\S]*Dinas Sosial/);
    expect(talk.inner.draft?.answers['kk']).toBe(kk);
  });
});

describe('a wrong answer', () => {
  const wrong: [typed: string, reason: RegExp, question: RegExp][][] = [
    [
      ['12345', /harus 16 angka, yang ditulis 5/, /No\. KK \(16 angka\)\?/],
      ['6408010101200000', /tidak boleh 0000/, /No\. KK \(16 angka\)\?/],
      ['😀', /harus 16 angka/, /No\. KK \(16 angka\)\?/],
      ['kirim', /belum lengkap/, /No\. KK \(16 angka\)\?/],
    ],
    [
      ['64080101018000011', /NIK harus 16 angka, yang ditulis 17/, /Berapa NIK/],
      ['6408013201800001', /Tanggal lahir di dalam NIK tidak mungkin/, /Berapa NIK/],
      ['9908010101800001', /bukan kode wilayah/, /Berapa NIK/],
    ],
    [
      ['a', /2 sampai 100 huruf/, /Siapa nama/],
      ['Siti 2', /tanpa angka/, /Siapa nama/],
      ['ya', /2 sampai 100 huruf/, /Siapa nama/],
      ['tidak ada', /2 sampai 100 huruf/, /Siapa nama/],
      ['lewati', /2 sampai 100 huruf/, /Siapa nama/],
      ['x'.repeat(101), /2 sampai 100 huruf/, /Siapa nama/],
    ],
    [
      ['12', /Alamat belum terbaca/, /Di mana alamatnya/],
      ['ok', /Alamat belum terbaca/, /Di mana alamatnya/],
    ],
    [
      ['0', /dari 1 sampai 30/, /jumlah anggota/],
      ['31', /dari 1 sampai 30/, /jumlah anggota/],
      ['banyak', /dari 1 sampai 30/, /jumlah anggota/],
    ],
    [['12345', /belum terbaca/, /Anggota 2 dari 4/]],
    [
      ['17', /dari 1 sampai 16/, /keadaan rumah tangga/],
      ['atap bocor', /dari 1 sampai 16/, /keadaan rumah tangga/],
    ],
    [['rumahnya jauh', /Kirim sebagai foto, atau balas LEWATI/, /foto rumah/]],
  ];

  it('is given its reason and the same question again, at each one, and nothing given is lost', () => {
    const talk = new Talk();
    talk.say(start);
    for (const [place, tries] of wrong.entries()) {
      for (const [typed, reason, question] of tries) {
        const before = talk.state;
        expect(talk.say(typed)).toMatch(new RegExp(`${reason.source}[\\s\\S]*${question.source}`));
        expect(talk.state).toEqual(before);
      }
      talk.say(answers[place] ?? '');
    }
    expect(talk.text).toMatch(/^Mohon periksa/);
  });

  it.each([
    ['tidak tahu', /Tanggal belum terbaca/],
    ['31-2-1980', /tidak ada di kalender/],
    ['1-1-2030', /tidak boleh sesudah hari ini/],
    ['1-1-1890', /terlalu lama/],
  ])('to the date of birth, %j, says why', (typed, reason) => {
    const talk = new Talk();
    talk.say(start, '-', '-', 'Uji Contoh Dua');
    expect(talk.say(typed)).toMatch(reason);
    expect(talk.text).toMatch(/tanggal lahirnya/);
  });

  it('to RT and RW says why', () => {
    const talk = new Talk();
    talk.say(start, ...answers.slice(0, 3), 'Jalan Percobaan');
    expect(talk.say('tidak ingat')).toMatch(/RT\/RW belum terbaca[\s\S]*RT dan RW berapa/);
    expect(talk.say('1')).toMatch(/jumlah anggota/);
    expect(talk.inner.draft?.answers['rtRw']).toEqual({ rt: '001', rw: null });
  });
});

describe('an answer given before', () => {
  it('can be changed at any later question, which then stands again', () => {
    const talk = new Talk();
    talk.say(start, ...answers.slice(0, 3));
    expect(talk.say('ubah nama')).toMatch(/Siapa nama/);
    expect(talk.say('Uji Contoh Baru')).toMatch(/alamatnya/);
    expect(talk.say('perbaiki no kk', 'kembali')).toMatch(/alamatnya/);
    expect(talk.inner.draft?.answers).toMatchObject({ kk, name: 'Uji Contoh Baru' });
    talk.say('Gang Ganti RT 1');
    expect(talk.inner.draft?.answers['address']).toBe('Gang Ganti');
  });
});

describe('a name', () => {
  it('comes without the emoji sent along', () => {
    const talk = new Talk();
    talk.say(start, kk, nik, 'H. Uji Contoh, S.Pd 🙏🏽');
    expect(talk.inner.draft?.answers['name']).toBe('H. Uji Contoh, S.Pd');
  });
});

describe('at the summary', () => {
  it.each([
    ['1', 'No. KK', /Berapa No\. KK/, '6408010101200002', /1\. No\. KK: 6408 0101 0120 0002/],
    [
      'ubah nik',
      'NIK',
      /Berapa NIK/,
      '6408014101800002',
      /2\. NIK: .*0002[\s\S]*4\. Tanggal lahir: 1 Januari 1980/,
    ],
    ['Nama', 'Nama', /Siapa nama/, 'Uji Contoh Baru', /3\. Nama: Uji Contoh Baru/],
    ['perbaiki nama', 'Nama', /Siapa nama/, 'Uji Contoh Baru', /3\. Nama: Uji Contoh Baru/],
    ['ganti alamat', 'Alamat', /alamatnya/, 'Gang Uji RT 9', /5\. Alamat: Gang Uji\n6\. RT\/RW: 009\/-/],
    ['no. 6', 'RT/RW', /RT dan RW/, '7/8', /6\. RT\/RW: 007\/008/],
    ['jumlah', 'Jumlah anggota', /jumlah anggota/, '5', /7\. Jumlah anggota: 5 orang/],
    ['9', 'Keadaan', /keadaan rumah tangga/, '2', /9\. Keadaan rumah tangga: nomor 2/],
    ['foto', 'Foto', /foto rumah/, 'tidak ada', /10\. Foto: Tanpa foto/],
  ])('%j changes %s and comes back', (typed, _what, question, answer, changed) => {
    const talk = atSummary();
    expect(talk.say(typed)).toMatch(question);
    expect(talk.say(answer)).toMatch(changed);
    expect(talk.text).toMatch(/^(?:NIK: .*\n)?Mohon periksa/);
  });

  it('an address without RT and RW has them asked anew', () => {
    const talk = atSummary();
    expect(talk.say('ubah alamat', 'Gang Uji')).toMatch(/RT dan RW berapa/);
    expect(talk.say('tidak ada')).toMatch(/5\. Alamat: Gang Uji\n6\. RT\/RW: Tidak ada/);
  });

  it('a wrong answer to a change is refused, and the old answer stands', () => {
    const talk = atSummary();
    expect(talk.say('ubah jumlah', '99')).toMatch(/dari 1 sampai 30/);
    expect(talk.say('kembali')).toMatch(/7\. Jumlah anggota: 4 orang/);
  });

  it('"kirim" instead of a new answer shows the summary again and sends nothing', () => {
    const talk = atSummary();
    expect(talk.say('ubah nama', 'kirim')).toMatch(/^Mohon periksa[\s\S]*Uji Contoh Satu/);
    expect(talk.effects).toEqual([]);
  });

  it.each(['13', '0', 'ubah', 'entahlah', '😀', 'ya tapi nama salah', 'tidak'])(
    '%j is not understood, and sends nothing',
    (typed) => {
      const talk = atSummary();
      expect(talk.say(typed)).toMatch(/Balas KIRIM untuk mengirim[\s\S]*Mohon periksa/);
      expect(talk.effects).toEqual([]);
    },
  );

  it.each(['kirim', 'Kirim pak', 'ya', 'sudah benar', 'ok'])('%j sends', (typed) => {
    const talk = atSummary();
    talk.say(typed);
    expect(talk.effects).toMatchObject([{ type: 'submit_report' }]);
  });
});

describe('a date of birth that is not the one in the NIK', () => {
  const conflict = /Menurut NIK: 1 Januari 1980\. Yang ditulis: 12 Maret 1981\. Mana yang benar\?/;
  const dateFirst = () => {
    const talk = new Talk();
    talk.say(start, kk, '-', 'Uji Contoh Satu', '12-3-1981', ...answers.slice(3));
    talk.say('ubah nik', nik);
    return talk;
  };
  const nikFirst = () => {
    const talk = atSummary();
    talk.say('ubah tanggal lahir', '12 Maret 1981');
    return talk;
  };

  describe.each([
    ['typed before the NIK', dateFirst],
    ['typed after it', nikFirst],
  ])('%s', (_when, begin) => {
    it.each(['1', 'nik', 'Menurut NIK', '1-1-1980'])('is dropped by %j', (typed) => {
      const talk = begin();
      expect(talk.text).toMatch(conflict);
      expect(talk.say(typed)).toMatch(/Mohon periksa[\s\S]*Tanggal lahir: 1 Januari 1980/);
      talk.say('kirim');
      expect(talk.effects).toMatchObject([{ answers: { nik, birthDate: '1980-01-01' } }]);
    });

    it.each(['2', 'yang ditulis', '12 maret 1981'])('is kept by %j, and asked about no more', (typed) => {
      const talk = begin();
      expect(talk.say(typed)).toMatch(/Mohon periksa[\s\S]*Tanggal lahir: 12 Maret 1981/);
      talk.say('ubah nama', 'Uji Contoh Lain', 'lanjut', 'kirim');
      expect(talk.effects).toMatchObject([{ answers: { nik, birthDate: '1981-03-12' } }]);
    });

    it('is settled by its buttons', () => {
      const talk = begin();
      expect(talk.press(/Yang ditulis/)).toMatch(/Tanggal lahir: 12 Maret 1981/);
    });

    it.each(['lanjut', 'status', 'bantuan', 'ya', '3', 'kirim', '5-5-1985'])(
      'is not passed over by %j',
      (typed) => {
        const talk = begin();
        expect(talk.say(typed)).toMatch(conflict);
        expect(talk.effects.filter(({ type }) => type === 'submit_report')).toEqual([]);
      },
    );

    it('is not passed over by a cancelling or a beginning that is taken back', () => {
      const talk = begin();
      expect(talk.say('batal', 'tidak')).toMatch(conflict);
      expect(talk.say('mulai', 'lanjutkan')).toMatch(conflict);
    });

    it('can be given anew by going back', () => {
      const talk = begin();
      expect(talk.say('kembali')).toMatch(/tanggal lahirnya|NIK kepala keluarga/);
      expect(talk.say('kembali', 'lanjut', 'kembali')).not.toMatch(/^Mohon periksa/);
    });
  });

  it('is asked about again when either is changed again', () => {
    const talk = nikFirst();
    talk.say('2');
    expect(talk.say('ubah nik', '6408014101800003')).toMatch(/Mana yang benar/);
    talk.say('2');
    expect(talk.say('ubah tanggal lahir', '5-5-1985')).toMatch(/Yang ditulis: 5 Mei 1985/);
  });

  it('does not arise once there is no NIK', () => {
    const talk = atSummary();
    expect(talk.say('ubah nik', 'tidak ada')).toMatch(/tanggal lahirnya/);
    expect(talk.say('12-3-1981')).toMatch(/^Mohon periksa[\s\S]*NIK: Tidak ada[\s\S]*12 Maret 1981/);
  });
});
