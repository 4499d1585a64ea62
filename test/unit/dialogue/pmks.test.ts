import { describe, expect, it } from 'vitest';
import { pmksCategories, type PmksCategory } from '../../../src/domain/pmks/categories.js';
import { nik, Talk } from '../../support/talk.js';

const woman = '6408014101800002';

function sent(talk: Talk) {
  return talk.effects.find(({ type }) => type === 'submit_report');
}

describe('a PMKS case', () => {
  it('is asked for in order, and sent whole', () => {
    const talk = new Talk();
    expect(talk.say('lapor pmks')).toMatch(/Kategori PMKS apa/);
    expect(talk.say('odgj dan 24')).toMatch(
      /Kategori: 09 Penyandang disabilitas, 24 Fakir miskin\.\nBerapa NIK/,
    );
    talk.say(nik, 'Uji Contoh', 'Jalan Uji RT 1 RW 2');
    expect(talk.text).toMatch(/keterangan/);
    talk.say('sering di pasar', 'lewati');
    expect(talk.text).toMatch(/Jenis disabilitas: Mental[\s\S]*Keterangan: sering di pasar/);
    talk.say('kirim');
    expect(sent(talk)).toMatchObject({
      kind: 'pmks_case',
      answers: {
        categories: ['09', '24'],
        disability: 'mental',
        nik,
        birthDate: '1980-01-01',
        sex: 'L',
        note: 'sering di pasar',
      },
    });
  });

  it('without NIK asks for age and sex', () => {
    const talk = new Talk();
    talk.say('pmks', 'lansia', 'tidak ada', 'Uji Contoh');
    expect(talk.say('70 tahun')).toMatch(/Laki-laki atau perempuan/);
    talk.say('perempuan', 'Jalan Uji RT 1 RW 2', 'lewati', 'lewati');
    expect(talk.text).toMatch(/kira-kira tahun 1956/);
    talk.say('kirim');
    expect(sent(talk)).toMatchObject({
      answers: { birthDate: '1956-01-01', birthEstimated: true, sex: 'P' },
    });
  });

  it('asks for the kind of disability where it is needed and was not said', () => {
    const talk = new Talk();
    talk.say('pmks');
    expect(talk.say('9')).toMatch(/Apa jenis disabilitasnya/);
    expect(talk.say('tuli')).toMatch(/Berapa NIK/);
    expect(talk.inner.draft?.answers['disability']).toBe('hearing');
    expect(new Talk().say('pmks', 'buta')).toMatch(/Berapa NIK/);
  });

  it('takes several by buttons, and none is not enough', () => {
    const talk = new Talk();
    talk.say('pmks');
    expect(talk.press(/^Selesai$/)).toMatch(/paling sedikit satu/);
    talk.press(/^8$/);
    talk.press(/^24$/);
    expect(talk.press(/^Selesai$/)).toMatch(/Kategori: 08[^,]*, 24[\s\S]*NIK/);
  });

  it('asks about what could be two, and about what is none', () => {
    const talk = new Talk();
    talk.say('pmks');
    for (const typed of ['anak', 'entah apa', '27', 'ya']) {
      expect(talk.say(typed)).toMatch(/nomor/);
      expect(talk.inner.draft?.answers['categories']).toBeUndefined();
    }
  });

  it('warns of an unusual age or sex in one line, and stops nobody', () => {
    const talk = new Talk();
    talk.say('pmks', '8, 23, 4', nik, 'Uji Contoh', 'Jalan Uji RT 1 RW 2', 'lewati', 'lewati');
    expect(talk.text).toMatch(/kategori 08 biasanya mulai umur 60/);
    expect(talk.text).toMatch(/kategori 23 biasanya untuk perempuan/);
    expect(talk.text).toMatch(/kategori 04 biasanya sampai umur 17/);
    talk.say('kirim');
    expect(sent(talk)).toBeDefined();
  });

  it('warns by the limits that hold, not by those that the service came with', () => {
    const categories = pmksCategories.map((one) => (one.code === '08' ? { ...one, minAge: 40 } : one));
    const report = ['pmks', 'lansia', nik, 'Uji Contoh', 'Jalan Uji RT 1 RW 2', 'lewati', 'lewati'];
    const warned = new Talk();
    warned.say(...report);
    expect(warned.text).toContain('kategori 08 biasanya mulai umur 60');
    const talk = new Talk({ categories });
    talk.say(...report);
    expect(talk.text).toMatch(/Mohon periksa/);
    expect(talk.text).not.toContain('biasanya mulai');
  });
});

describe('a sensitive category', () => {
  const codes = pmksCategories.filter(({ sensitive }) => sensitive);

  it.each(codes.map(({ code, name }) => [code, name]))('%s is never named, nor asked about', (code, name) => {
    for (const typed of [String(Number(code)), name]) {
      const talk = new Talk();
      const said = [talk.say('pmks')];
      for (const text of [
        typed,
        woman,
        'Uji Contoh',
        'Jalan Uji RT 1 RW 2',
        'lewati',
        'ubah kategori',
        '8',
        `ubah kategori`,
        typed,
      ]) {
        said.push(talk.say(text));
        expect(talk.choices.map(({ label }) => label).join()).not.toContain(name);
      }
      expect(said.join('\n').toLowerCase()).not.toContain(name.toLowerCase());
      expect(talk.text).toMatch(new RegExp(`Kategori PMKS: ${code}\\b`));
      expect(talk.text).not.toMatch(/Keterangan/);
      talk.say('kirim');
      expect(sent(talk)).toMatchObject({ answers: { categories: [code], note: null } });
    }
  });

  it('drops the note that was written before, and takes none', () => {
    const talk = new Talk();
    talk.say('pmks', '8', nik, 'Uji Contoh', 'Jalan Uji RT 1 RW 2', 'kurus', 'lewati');
    expect(talk.text).toMatch(/Keterangan: kurus/);
    talk.say('ubah kategori', '16');
    expect(talk.inner.draft?.answers['note']).toBeUndefined();
    expect(talk.text).toMatch(/^Kategori: 16\.\nMohon periksa/);
    expect(talk.say('keterangan: sakit')).toMatch(/keterangan tidak disimpan/i);
    expect(talk.say('kembali', 'kirim')).toMatch(/Laporan diterima/);
    expect(sent(talk)).toMatchObject({ answers: { note: null } });
  });

  it('sends no note that a draft has nevertheless', () => {
    const talk = new Talk();
    talk.say('pmks', '16', nik, 'Uji Contoh', 'Jalan Uji RT 1 RW 2', 'lewati');
    const { draft, ...rest } = talk.inner;
    if (draft === null) throw new Error('no draft');
    const other = new Talk({
      state: { ...rest, draft: { ...draft, answers: { ...draft.answers, note: 'sakit' } } },
    });
    expect(other.say('lanjut')).not.toContain('sakit');
    other.say('kirim');
    expect(sent(other)).toMatchObject({ answers: { note: null } });
  });

  it('takes no free reason either when the person is known', () => {
    const talk = new Talk({ matches: [{ own: false, by: 'nik', what: 'entry' }] });
    talk.say('pmks', '16', nik, 'tetap lapor');
    expect(talk.text).toMatch(/Mohon pilih/);
    expect(talk.say('dia sakit')).toMatch(/Mohon pilih salah satu nomor/);
    expect(talk.say('1')).toMatch(/Siapa nama/);
    expect(talk.inner.draft?.answers['duplicateReason']).toBe('Orangnya berbeda');
  });
});

it('never says back what was typed for a category, nor a label that could name one', () => {
  const talk = new Talk();
  for (const text of ['8, penyakit odha xyz', 'odha atau lansia', 'korban pelecehan', '8 dan rahasianya']) {
    talk.say('lapor pmks', text);
    expect(talk.text).not.toMatch(/odha|pelecehan|rahasia|xyz/i);
    talk.say('batal', 'ya');
  }
  talk.say('lapor pmks', 'Odha: ya\nWarna: biru\nNama: Uji\nAlamat: Jalan Uji');
  expect(talk.text).toMatch(/Warna: tidak dikenal\.\n- ada baris lain/);
  expect(talk.text).not.toMatch(/odha/i);
});

describe('categories that the office has changed', () => {
  const changed = (code: string, more: Partial<PmksCategory>) =>
    pmksCategories.map((one) => (one.code === code ? { ...one, ...more } : one));
  const rest = [nik, 'Uji Contoh', 'Jalan Uji RT 1 RW 2', 'lewati', 'lewati'];

  it('are offered and read by the name that the office gave, and by the old one', () => {
    const categories = changed('13', { name: 'Pemungut barang bekas' });
    const talk = new Talk({ categories });
    expect(talk.say('pmks')).toContain('13. Pemungut barang bekas');
    for (const typed of ['pemungut barang bekas', 'Pemulung', '13']) {
      const other = new Talk({ categories });
      other.say('pmks');
      expect(other.say(typed)).toContain('Kategori: 13 Pemungut barang bekas.');
    }
  });

  it('are not offered when they are retired, by number, name or button; the numbers of the others stay', () => {
    const talk = new Talk({ categories: changed('13', { active: false }) });
    const asked = talk.say('pmks');
    expect(asked).not.toContain('Pemulung');
    expect(talk.choices.map(({ label }) => label)).not.toContain('13');
    for (const typed of ['13', 'pemulung', '8, 13']) {
      expect(talk.say(typed)).toContain('Kategori 13 Pemulung sedang tidak dipakai');
      expect(talk.inner.draft?.answers['categories']).toBeUndefined();
    }
    expect(talk.press(/^14$/)).toContain('Dipilih: 14.');
    expect(talk.press(/^Selesai$/)).toContain('Kategori: 14.');
  });

  it('stay with whoever chose them before, who may finish, and change the others', () => {
    const talk = new Talk();
    talk.say('pmks', '13');
    const later = new Talk({ categories: changed('13', { active: false }), state: talk.state });
    later.say(...rest);
    expect(later.say('ubah kategori')).toContain('13. Pemulung');
    later.say('13, 24', 'kirim');
    expect(sent(later)).toMatchObject({ answers: { categories: ['13', '24'] } });
  });

  it('are named no more when they are sensitive, nor is a note kept of them', () => {
    const categories = changed('13', { sensitive: true });
    const talk = new Talk();
    talk.say('pmks', 'pemulung', nik, 'Uji Contoh', 'Jalan Uji RT 1 RW 2', 'kurus', 'lewati');
    expect(talk.text).toMatch(/Keterangan: kurus/);
    const later = new Talk({ categories, state: talk.state });
    expect(later.say('bantuan')).not.toMatch(/pemulung/i);
    expect(later.say('lihat')).not.toMatch(/pemulung|kurus/i);
    later.say('kirim');
    expect(sent(later)).toMatchObject({ answers: { categories: ['13'], note: null } });
    const fresh = new Talk({ categories });
    expect(fresh.say('pmks')).not.toMatch(/pemulung/i);
    const taken = fresh.say('pemulung');
    expect(taken).toContain('Kategori: 13.');
    expect(taken).not.toMatch(/pemulung/i);
  });

  it('ask for the kind of disability when the office wants it, and not when it does not', () => {
    const asks = new Talk({ categories: changed('08', { needsDisability: true }) });
    asks.say('pmks');
    expect(asks.say('8')).toContain('Apa jenis disabilitasnya');
    asks.say('tuli', ...rest, 'kirim');
    expect(sent(asks)).toMatchObject({ answers: { categories: ['08'], disability: 'hearing' } });
    const silent = new Talk({ categories: changed('09', { needsDisability: false }) });
    silent.say('pmks');
    expect(silent.say('9')).toContain('Berapa NIK');
  });
});
