import { describe, expect, it } from 'vitest';
import type { InboundContent } from '../../../src/domain/channel/message.js';
import { answers, atSummary, start, Talk } from '../../support/talk.js';

const here: InboundContent = { type: 'location', latitude: 0.5123, longitude: 117.5432 };
const faraway: InboundContent = { type: 'location', latitude: -6.2, longitude: 106.8 };
const photosOf = (talk: Talk) => talk.inner.draft?.photos ?? [];
const idOf = (talk: Talk) => photosOf(talk).at(-1)?.id ?? '';

describe('a place', () => {
  it('is kept at whatever question it comes, which stands', () => {
    for (let place = 0; place <= answers.length; place += 1) {
      const talk = new Talk();
      talk.say(start, ...answers.slice(0, place));
      const question = talk.text.split('\n').at(-1) ?? '';
      talk.hear(here);
      expect(talk.text).toMatch(/^Lokasi disimpan\./);
      expect(talk.text).toContain(question);
    }
  });

  it.each([
    ['0.5123, 117.5432', 'typed'],
    ['https://www.google.com/maps?q=0.5123,117.5432', 'link'],
    ['geo:0.5123,117.5432', 'link'],
  ])('is read from %j', (typed, by) => {
    const talk = atSummary();
    expect(talk.say(typed)).toMatch(/^Lokasi disimpan\.\nMohon periksa[\s\S]*Lokasi: 0\.51230, 117\.54320/);
    talk.say('kirim');
    expect(talk.effects.at(-1)).toMatchObject({
      answers: { location: { latitude: 0.5123, longitude: 117.5432, source: by } },
    });
  });

  it('in a short link is asked for in another way', () => {
    const talk = atSummary();
    expect(talk.say('https://maps.app.goo.gl/abcUji')).toMatch(
      /Tautan pendek belum bisa dibuka[\s\S]*Mohon periksa/,
    );
  });

  it('outside the kabupaten is asked about', () => {
    const talk = atSummary();
    talk.hear(faraway);
    expect(talk.text).toMatch(/di luar kabupaten/);
    expect(talk.say('entah')).toMatch(/YA atau TIDAK[\s\S]*di luar kabupaten/);
    expect(talk.say('tidak')).toMatch(/tidak disimpan[\s\S]*Lokasi: belum ada/);
    talk.hear(faraway);
    expect(talk.say('ya')).toMatch(/Lokasi: -6\.20000/);
  });

  it('outside is replaced by another that is sent instead', () => {
    const talk = atSummary();
    talk.hear(faraway);
    talk.hear(here);
    expect(talk.text).toMatch(/Lokasi: 0\.51230/);
  });

  it('can be asked for from the summary, and taken back', () => {
    const talk = atSummary();
    expect(talk.say('lokasi')).toMatch(/Kirim lokasi, tautan peta/);
    expect(talk.say('di ujung jalan')).toMatch(/Lokasi belum terbaca/);
    talk.hear(here);
    expect(talk.text).toMatch(/^Lokasi disimpan\.\nMohon periksa/);
    talk.say('ubah lokasi', 'tidak ada');
    expect(talk.text).toMatch(/Lokasi: belum ada/);
  });

  it('before any report is not kept, and said not to be', () => {
    const talk = new Talk();
    talk.hear(here);
    expect(talk.text).toMatch(/Balas MULAI dulu/);
  });
});

describe('the place of a photo', () => {
  const told = (talk: Talk, latitude = 0.5, longitude = 117.5) =>
    talk.tell({ type: 'photo_place', attachmentId: idOf(talk), latitude, longitude });

  it('is offered once, and taken with a yes', () => {
    const talk = atSummary();
    talk.photo();
    expect(told(talk)).toMatch(/Foto tadi menyimpan lokasi/);
    expect(told(talk)).toBe('');
    expect(talk.say('ya')).toMatch(/Lokasi: 0\.50000, 117\.50000/);
    talk.say('kirim');
    expect(talk.effects.at(-1)).toMatchObject({ answers: { location: { source: 'photo' } } });
  });

  it('gives way to an answer to the question before', () => {
    const talk = new Talk();
    talk.say(start, ...answers.slice(0, 2));
    talk.photo();
    told(talk);
    expect(talk.say('Uji Contoh Satu')).toMatch(/alamatnya/);
    expect(talk.inner.draft).toMatchObject({ place: null, answers: { name: 'Uji Contoh Satu' } });
  });

  it('is of no interest outside, of another report, or when there is one', () => {
    const talk = atSummary();
    talk.photo();
    expect(told(talk, -6.2, 106.8)).toBe('');
    expect(talk.tell({ type: 'photo_place', attachmentId: 'other', latitude: 0.5, longitude: 117.5 })).toBe(
      '',
    );
    talk.hear(here);
    expect(told(talk)).toBe('');
    expect(talk.inner.draft?.place).toBeNull();
  });
});

describe('what a photo shows', () => {
  const atPhotos = () => {
    const talk = new Talk();
    talk.say(start, ...answers.slice(0, 7));
    return talk;
  };

  it.each([
    ['depan', 'house_front'],
    ['foto rumah dalam', 'house_inside'],
    ['KTP', 'ktp'],
    ['kk nya', 'kk'],
    ['orangnya', 'person'],
    ['pemandangan', null],
    ['ktp dan kk', null],
  ])('is told by the caption %j', (caption, role) => {
    const talk = atPhotos();
    talk.photo(caption);
    expect(photosOf(talk)).toMatchObject([{ role }]);
  });

  it('is asked of the last one, by number, word or button, and what else helps is said', () => {
    const talk = atPhotos();
    expect(talk.photo()).toMatch(
      /^1 foto diterima\. Masih berguna: rumah depan[^\n]*Foto terakhir ini foto apa\?$/,
    );
    expect(talk.choices.map(({ label }) => label)).toEqual([
      'Selesai',
      'Hapus semua foto',
      'Rumah depan',
      'Rumah dalam',
      'KTP',
      'KK',
      'Orang',
    ]);
    expect(talk.say('3')).toMatch(/Masih berguna: rumah dalam, KTP, KK\./);
    expect(talk.choices).toHaveLength(2);
    talk.photo();
    talk.say('ktp');
    talk.photo();
    talk.press(/^KK$/);
    expect(photosOf(talk).map(({ role }) => role)).toEqual(['house_front', 'ktp', 'kk']);
    talk.say('selesai', 'kirim');
    expect(talk.effects.at(-1)).toMatchObject({
      answers: { photos: [{ role: 'house_front' }, { role: 'ktp' }, { role: 'kk' }] },
    });
  });
});

describe('a berita acara', () => {
  it('comes as PDF or as photo, at most twice, besides the photos', () => {
    const talk = atSummary();
    expect(talk.pdf()).toMatch(/^Berita acara disimpan\.\nMohon periksa[\s\S]*Foto: 1 berita acara/);
    talk.photo('berita acara musdes');
    expect(talk.text).toMatch(/Foto: 2 berita acara/);
    expect(talk.pdf()).toMatch(/^Berita acara sudah 2, yang ini tidak disimpan/);
    for (let n = 0; n < 7; n += 1) talk.photo('depan');
    expect(talk.text).toMatch(/^Foto sudah 6[\s\S]*Foto: 6 foto, 2 berita acara/);
    expect(talk.effects.filter(({ type }) => type === 'attach_photo')).toHaveLength(8);
    talk.say('kirim');
    expect(talk.effects.at(-1)).toMatchObject({ type: 'submit_report' });
  });

  it('before any report is not kept', () => {
    expect(new Talk().pdf()).toMatch(/Balas MULAI dulu/);
  });
});

describe('a photo that failed', () => {
  it.each([
    ['gone', /tidak bisa diambil/],
    ['too_large', /terlalu besar/],
    ['not_an_image', /bukan foto/],
  ] as const)('because it is %s is taken off, and asked for again', (reason, words) => {
    const talk = atSummary();
    talk.photo();
    const attachmentId = idOf(talk);
    expect(talk.tell({ type: 'photo_failed', attachmentId, reason })).toMatch(words);
    expect(talk.text).toMatch(/Mohon periksa[\s\S]*Foto: Tanpa foto/);
    expect(photosOf(talk)).toEqual([]);
  });

  it('of a draft put aside, or of a report that is sent, is told as well', () => {
    const talk = atSummary();
    talk.photo();
    const attachmentId = idOf(talk);
    talk.say('mulai', 'simpan', '2');
    expect(talk.tell({ type: 'photo_failed', attachmentId, reason: 'gone' })).toMatch(
      /tidak bisa diambil[\s\S]*Kategori/,
    );
    expect(talk.inner.aside).toMatchObject([{ photos: [] }]);
    expect(talk.tell({ type: 'photo_failed', attachmentId, reason: 'gone' })).toMatch(
      /sudah dikirim atau dihentikan/,
    );
  });
});
