import { describe, expect, it } from 'vitest';
import { answers, atSummary, kk, nik, Talk, start } from '../../support/talk.js';

const attached = (talk: Talk) => talk.effects.filter(({ type }) => type === 'attach_photo');

describe('a photo', () => {
  it('is kept at whatever question it comes, which stands', () => {
    for (let place = 0; place < answers.length - 1; place += 1) {
      const talk = new Talk();
      talk.say(start, ...answers.slice(0, place));
      const question = talk.text.split('\n').at(-1) ?? '';
      expect(talk.photo()).toMatch(/^Foto disimpan\./);
      expect(talk.text).toContain(question);
      expect(talk.inner.draft?.photos).toHaveLength(1);
      expect(attached(talk)).toHaveLength(1);
    }
  });

  it('is counted at its own question, ended by word or button', () => {
    const talk = new Talk();
    talk.say(start, ...answers.slice(0, 7));
    expect(talk.photo()).toMatch(/^1 foto diterima\. Masih berguna: .*Kirim lagi, atau balas SELESAI/);
    expect(talk.photo()).toMatch(/^2 foto diterima/);
    expect(talk.press(/^Selesai$/)).toMatch(/10\. Foto: 2 foto/);
    talk.say('kirim');
    const ids = attached(talk).map((effect) => effect.type === 'attach_photo' && effect.attachmentId);
    const photos = ids.map((id) => ({ id, role: 'other' }));
    expect(talk.effects.at(-1)).toMatchObject({ type: 'submit_report', answers: { photos } });
    expect(new Set(ids).size).toBe(2);
  });

  it('at the summary joins the report', () => {
    const talk = atSummary();
    expect(talk.photo()).toMatch(/Foto disimpan\.\nMohon periksa[\s\S]*Foto: 1 foto/);
  });

  it('is not lost by the question whether to stop', () => {
    const talk = atSummary();
    talk.say('batal');
    expect(talk.photo()).toMatch(/Foto disimpan[\s\S]*Hentikan laporan ini/);
    expect(talk.say('tidak')).toMatch(/Foto: 1 foto/);
  });

  it('is turned away beyond six, with a word', () => {
    const talk = new Talk();
    talk.say(start, ...answers.slice(0, 7));
    for (let n = 0; n < 6; n += 1) talk.photo();
    expect(talk.text).toBe(
      '6 foto diterima, sudah cukup. Balas SELESAI, atau HAPUS untuk menghapus semua foto. Foto terakhir ini foto apa?',
    );
    expect(talk.photo()).toMatch(/^Foto sudah 6, yang ini tidak disimpan/);
    expect(attached(talk)).toHaveLength(6);
    expect(talk.inner.draft?.photos).toHaveLength(6);
  });

  it.each(['hapus', 'Hapus semua foto', 'hapus foto pak', '2'])(
    '%j takes all back, and others can be sent',
    (typed) => {
      const talk = new Talk();
      talk.say(start, ...answers.slice(0, 7));
      for (let n = 0; n < 6; n += 1) talk.photo();
      expect(talk.say(typed)).toMatch(/Foto dihapus dari laporan ini\.\nKirim foto rumah/);
      expect(talk.photo()).toMatch(/^1 foto diterima/);
    },
  );

  it('can be taken back from the summary, by the button', () => {
    const talk = atSummary();
    talk.photo();
    talk.say('ubah foto');
    talk.press(/Hapus semua foto/);
    expect(talk.say('lewati')).toMatch(/Foto: Tanpa foto/);
  });

  it('before any report is not kept, and said not to be', () => {
    const talk = new Talk();
    expect(talk.photo()).toMatch(/Balas MULAI dulu, lalu kirim lagi fotonya/);
    expect(talk.effects).toEqual([]);
  });

  it.each(['lewati', 'selesai', 'Selesai pak', 'cukup', 'tidak ada', 'kirim', '1', 'tanpa foto'])(
    '%j goes on without',
    (typed) => {
      const talk = new Talk();
      talk.say(start, ...answers.slice(0, 7));
      expect(talk.say(typed)).toMatch(/^Mohon periksa/);
    },
  );
});

describe('a button', () => {
  it('answers as typed text does', () => {
    const talk = new Talk();
    talk.say('halo');
    talk.press(/Mulai lapor/);
    talk.press(/Rumah tangga miskin baru/);
    talk.press(/Tidak punya KK/);
    talk.press(/Tidak punya NIK/);
    talk.say('Uji Contoh Dua', '12-3-80', 'Dusun Uji');
    talk.press(/Tidak ada RT\/RW/);
    talk.say('3');
    talk.press(/Lewati/);
    talk.press(/^4$/);
    talk.press(/Selesai/);
    talk.press(/Lewati/);
    expect(talk.press(/^Kirim$/)).toMatch(/Laporan diterima/);
    expect(talk.effects).toMatchObject([{ answers: { kk: null, nik: null, indicators: ['no_latrine'] } }]);
  });

  it('pressed twice at once is pressed once, in silence', () => {
    const talk = new Talk();
    talk.say(start);
    const [none] = talk.choices;
    talk.press(/Tidak punya KK/);
    const after = talk.state;
    for (let tap = 0; tap < 4; tap += 1) {
      talk.pressToken(none?.token ?? '');
      expect(talk.replies).toEqual([]);
      expect(talk.inner.draft).toEqual(after['draft']);
    }
  });

  it('pressed twice sends one report', () => {
    const talk = atSummary();
    const send = talk.choices.find(({ label }) => label === 'Kirim')?.token ?? '';
    talk.pressToken(send);
    talk.pressToken(send);
    expect(talk.effects).toHaveLength(1);
    talk.wait(60_000);
    expect(talk.pressToken(send)).toMatch(/sudah lewat[\s\S]*MULAI – melapor/);
    expect(talk.effects).toHaveLength(1);
  });

  it('of a question that is over is said to be, with the question that stands', () => {
    const talk = new Talk();
    talk.say(start);
    const [none] = talk.choices;
    talk.say('6408010101200001');
    expect(talk.pressToken(none?.token ?? '')).toMatch(/sudah lewat[\s\S]*Berapa NIK/);
    expect(talk.inner.draft?.answers['kk']).toBe('6408010101200001');
  });

  it('works again once something else was said, however soon', () => {
    const talk = new Talk();
    talk.say('halo');
    talk.press(/Mulai lapor/);
    talk.say('1', 'batal', 'ya');
    expect(talk.pressToken('c:mulai')).toMatch(/Apa yang mau dilaporkan/);
  });

  it('of a menu works at any question, and asks before it drops anything', () => {
    const talk = atSummary();
    expect(talk.pressToken('c:mulai')).toMatch(/Masih ada laporan/);
    expect(talk.pressToken('c:status')).toMatch(/Belum ada laporan/);
    expect(talk.press(/Lanjutkan/)).toMatch(/^Mohon periksa/);
    talk.press(/^Batal$/);
    expect(talk.press(/^Ya$/)).toMatch(/Laporan dihentikan/);
  });
});

describe('a choice of several', () => {
  const atIndicators = () => {
    const talk = new Talk();
    talk.say(start, ...answers.slice(0, 6));
    return talk;
  };

  it('is toggled in place, both ways', () => {
    const talk = atIndicators();
    expect(talk.press(/^2$/)).toMatch(/^Dipilih: 2\./);
    expect(talk.replies).toMatchObject([{ replaces: 'message-1' }]);
    expect(talk.press(/^5$/)).toMatch(/^Dipilih: 2, 5\./);
    expect(talk.choices.filter(({ label }) => label.startsWith('✓'))).toHaveLength(2);
    expect(talk.press(/^✓ 2$/)).toMatch(/^Dipilih: 5\./);
    expect(talk.press(/^Selesai$/)).toMatch(/foto rumah/);
    expect(talk.replies[0]?.replaces).toBeUndefined();
    expect(talk.inner.draft?.answers['indicators']).toEqual(['electricity']);
  });

  it('is not undone by a double tap, and answered also when a tap changes nothing', () => {
    const talk = atIndicators();
    const second = talk.choices[1]?.token ?? '';
    talk.pressToken(second);
    talk.pressToken(second);
    expect(talk.replies).toEqual([]);
    talk.wait(60_000);
    expect(talk.pressToken(second)).toMatch(/^Dipilih: 2\./);
    expect(talk.pressToken(`a:${String(talk.inner.turn)}:entah`)).toMatch(/^Dipilih: 2\./);
  });

  it.each(['selesai', 'sudah', 'cukup pak'])('is ended by %j, keeping what was tapped', (typed) => {
    const talk = atIndicators();
    talk.press(/^2$/);
    expect(talk.say(typed)).toMatch(/foto rumah/);
    expect(talk.inner.draft?.answers['indicators']).toEqual(['floor_material']);
  });

  it('keeps what was tapped over a detour, until numbers are typed', () => {
    const talk = atIndicators();
    talk.press(/^2$/);
    talk.say('bantuan', 'kembali', 'lewati');
    expect(talk.choices[1]?.label).toMatch(/^✓ 2$/);
    talk.say('1');
    expect(talk.inner.draft?.answers['indicators']).toEqual(['floor_area']);
  });
});

describe('the words under a picture', () => {
  it('answer the question that stands where they fit it', () => {
    const talk = new Talk();
    talk.say(start, kk, nik, 'Uji Contoh');
    expect(talk.photo('Jalan Uji RT 3 RW 1')).toMatch(/^Foto disimpan\.\n[\s\S]*jumlah anggota/);
    expect(talk.inner.draft).toMatchObject({
      answers: { address: 'Jalan Uji' },
      photos: [{ role: null }],
    });
    expect(talk.effects).toHaveLength(1);
  });

  it('are let go silently where they do not', () => {
    const talk = new Talk();
    talk.say(start, kk, nik);
    for (const caption of ['rumah bocor', 'Uji Contoh', 'anak dan istri', 'lewati', 'batal'])
      expect(talk.photo(caption)).toMatch(/^Foto disimpan\.\nSiapa nama/);
    talk.say('Uji Contoh');
    expect(talk.photo('kondisi atap')).toMatch(/^Foto disimpan\.\nDi mana alamat/);
  });

  it('may be a block', () => {
    const talk = new Talk();
    talk.say(start, kk, nik);
    talk.photo('Nama: Uji Contoh\nAlamat: Jalan Uji RT 3 RW 1');
    expect(talk.inner.draft?.answers).toMatchObject({ name: 'Uji Contoh', address: 'Jalan Uji' });
  });
});

it('a berita acara that cannot be kept is told of with what a PDF may be', () => {
  const talk = new Talk();
  talk.say(start);
  talk.pdf();
  const attachmentId = talk.inner.draft?.photos[0]?.id ?? '';
  expect(talk.tell({ type: 'photo_failed', attachmentId, reason: 'too_large' })).toMatch(
    /paling banyak 10 halaman/,
  );
});
