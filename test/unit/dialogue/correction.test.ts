import { describe, expect, it } from 'vitest';
import type { Fed } from '../../../src/dialogue/types.js';
import type { NewPoorHousehold } from '../../../src/domain/report/new-poor-household.js';
import { unasked } from '../../support/report-defaults.js';
import type { CorrectableField } from '../../../src/domain/report/report.js';
import { answers, atSummary, desaSatu, kk, nik, Talk, start } from '../../support/talk.js';

const number = 'LP-2026-00002-O';
const sent: NewPoorHousehold = {
  ...unasked,
  members: [],
  desaCode: desaSatu.code,
  kk,
  nik,
  name: 'Uji Contoh Satu',
  birthDate: '1980-01-01',
  sex: 'L' as const,
  address: { line: 'Jalan Percobaan', rt: '003', rw: '001' },
  memberCount: 4,
  indicators: ['floor_area'],
  photos: [],
};
const asked = (
  fields: readonly CorrectableField[],
  changed: Partial<typeof sent> = {},
): Fed & { type: 'correction' } => ({
  type: 'correction',
  caseId: 'case-1',
  number,
  kind: 'new_poor_household',
  answers: { ...sent, ...changed },
  fields,
  question: 'Mohon dicek lagi.',
});

describe('a correction', () => {
  it('asks for the fields that the reviewer named, in order, then shows the whole', () => {
    const talk = new Talk({ correction: asked(['name', 'memberCount']) });
    expect(talk.say(`perbaiki ${number}`)).toMatch(
      /Pertanyaan pemeriksa: Mohon dicek lagi\.[\s\S]*Siapa nama/,
    );
    expect(talk.say('1')).toMatch(/2 sampai 100 huruf[\s\S]*Siapa nama/);
    expect(talk.say('Uji Contoh Benar')).toMatch(/jumlah anggota/);
    expect(talk.say('6')).toMatch(/^Mohon periksa[\s\S]*Uji Contoh Benar[\s\S]*003\/001[\s\S]*6 orang/);
    expect(talk.say('kirim')).toMatch(/Perbaikan diterima, No\. LP-2026-00002-O/);
    expect(talk.effects.at(-1)).toEqual({
      type: 'resubmit_report',
      draftId: '00000000-0000-4000-8000-000000000001',
      caseId: 'case-1',
      number,
      answers: { ...sent, name: 'Uji Contoh Benar', memberCount: 6 },
    });
    expect(talk.inner.draft).toBeNull();
  });

  it.each(['perbaiki', 'Perbaiki lp-2026-00002-o', 'perbaiki LP 2026 00002 O', 'PERBAIKI LP–2026–00002–O'])(
    'is begun by %j',
    (typed) => {
      expect(new Talk({ correction: asked(['name']) }).say(typed)).toMatch(/Siapa nama/);
    },
  );

  it('without fields begins at the summary, where anything can be changed', () => {
    const talk = new Talk({ correction: asked([]) });
    expect(talk.say('perbaiki')).toMatch(/Pertanyaan pemeriksa[\s\S]*Mohon periksa/);
    expect(talk.say('kembali')).toMatch(/pertanyaan pertama[\s\S]*Mohon periksa/);
    talk.say('7', '9', 'ya');
    expect(talk.effects.at(-1)).toMatchObject({
      type: 'resubmit_report',
      answers: { ...sent, memberCount: 9 },
    });
  });

  it('is begun by the button of the notification', () => {
    const talk = new Talk({ correction: asked(['memberCount']) });
    expect(talk.pressToken(`c:perbaiki:${number}`)).toMatch(/jumlah anggota/);
  });

  it('repeats the reviewer’s question on `lanjut`, and when it is begun twice', () => {
    const talk = new Talk({ correction: asked(['name']) });
    talk.say('perbaiki');
    for (const typed of ['lanjut', 'perbaiki', `perbaiki ${number}`]) {
      expect(talk.say(typed)).toMatch(/Mohon dicek lagi\.[\s\S]*Siapa nama/);
    }
  });

  it('goes back within its questions, and then from the summary', () => {
    const talk = new Talk({ correction: asked(['name', 'memberCount', 'kk']) });
    talk.say('perbaiki', 'Uji Contoh Benar', '6');
    expect(talk.text).toMatch(/No\. KK/);
    expect(talk.say('kembali')).toMatch(/jumlah anggota/);
    expect(talk.say('kembali')).toMatch(/Siapa nama/);
    expect(talk.say('kembali')).toMatch(/pertanyaan pertama[\s\S]*Siapa nama/);
    expect(talk.say('Uji Contoh Lain')).toMatch(/No\. KK/);
    expect(talk.say('tidak ada')).toMatch(/^Mohon periksa[\s\S]*Uji Contoh Lain[\s\S]*6 orang/);
    expect(talk.say('ubah nama', 'kembali')).toMatch(/^Mohon periksa/);
  });

  it('asks RT and RW right after an address without them', () => {
    const talk = new Talk({ correction: asked(['address', 'memberCount']) });
    talk.say('perbaiki');
    expect(talk.say('Gang Uji')).toMatch(/RT dan RW/);
    expect(talk.say('5')).toMatch(/jumlah anggota/);
  });

  it('waits until an open report is done, and says so', () => {
    for (const talk of [
      atSummary({ correction: asked(['name']) }),
      new Talk({ correction: asked(['name']) }),
    ]) {
      talk.say(start);
      if (talk.inner.ask !== null) talk.say('lanjut');
      const { draft } = talk.inner;
      expect(talk.say(`perbaiki ${number}`)).toContain(
        `Selesaikan dulu laporan yang sedang diisi, lalu balas PERBAIKI ${number}.`,
      );
      expect(talk.say('perbaiki')).toMatch(/lalu balas PERBAIKI\. Atau balas BATAL/);
      expect(talk.inner.draft).toEqual(draft);
      talk.say('batal', 'ya');
      expect(talk.say('perbaiki')).toMatch(/Siapa nama/);
    }
  });

  it('of another report waits as well', () => {
    const talk = new Talk({ correction: asked(['name']) });
    talk.say('perbaiki');
    expect(talk.say('perbaiki LP-2026-00001-Q')).toMatch(/Selesaikan dulu[\s\S]*Siapa nama/);
  });

  it('that is stopped leaves the report waiting', () => {
    const talk = new Talk({ correction: asked(['name']) });
    talk.say('perbaiki');
    expect(talk.say('batal')).toMatch(/Hentikan perbaikan ini/);
    expect(talk.say('ya')).toContain(`Balas PERBAIKI ${number}`);
    expect(talk.say('perbaiki')).toMatch(/Siapa nama/);
  });

  it('that comes too late is told the state of the report, and put away', () => {
    const refused = { type: 'resubmit_refused', number, state: 'rejected' } as const;
    const talk = new Talk({ correction: asked(['name']), resubmission: refused });
    talk.say('perbaiki', 'Uji Contoh Benar');
    expect(talk.say('kirim')).toMatch(/sudah tidak menunggu perbaikan\. Statusnya: ditolak/);
    expect(talk.inner.draft).toBeNull();
  });

  it('of a number that cannot be is told so, at the summary too', () => {
    expect(atSummary().say('perbaiki LP-2026-00002-X')).toMatch(
      /Nomor laporan itu tidak benar[\s\S]*Mohon periksa/,
    );
  });

  it('that nobody asked for is said not to be', () => {
    expect(new Talk().say('perbaiki')).toMatch(/Tidak ada laporan yang menunggu perbaikan/);
    expect(new Talk().say(`perbaiki ${number}`)).toMatch(/tidak menunggu perbaikan/);
  });

  it('of the NIK takes the date of birth along', () => {
    const talk = new Talk({ correction: asked(['nik']) });
    expect(talk.say('perbaiki', '6408014502810001')).toMatch(/Tanggal lahir: 5 Februari 1981/);
    talk.say('kirim');
    expect(talk.effects.at(-1)).toMatchObject({ answers: { birthDate: '1981-02-05', sex: 'P' } });
  });

  it('does not ask again about a date of birth that was settled before', () => {
    const talk = new Talk({ correction: asked(['name'], { birthDate: '1981-03-12' }) });
    expect(talk.say('perbaiki', 'Uji Contoh Benar')).toMatch(/^Mohon periksa[\s\S]*12 Maret 1981/);
    expect(talk.say('ubah tanggal lahir', '5-5-1985')).toMatch(/Mana yang benar/);
  });

  it('of a report without NIK asks for the date of birth that it has', () => {
    const talk = new Talk({
      correction: { ...asked(['birthDate']), answers: { ...sent, nik: null, sex: null } },
    });
    expect(talk.say('perbaiki')).toMatch(/tanggal lahirnya/);
    expect(talk.say(answers[2])).toMatch(/Tanggal belum terbaca/);
    expect(talk.say('2-1-1980')).toMatch(/Tanggal lahir: 2 Januari 1980/);
  });
});

it('`bukan, …` at a question says the answer alone', () => {
  const talk = new Talk();
  talk.say('lapor miskin baru', '6408010101200001', '6408010101800001', 'eh salah, Uji Contoh Dua');
  expect(talk.inner.draft?.answers['name']).toBe('Uji Contoh Dua');
});

it('RT and RW said anew leave the street as it is', () => {
  const talk = new Talk();
  talk.say('lapor pmks', '8', 'tidak ada', 'Uji Contoh, P, 70 th', 'Jalan Uji RT 3 RW 1', 'eh salah, rt 4');
  expect(talk.inner.draft?.answers).toMatchObject({ address: 'Jalan Uji', rtRw: { rt: '004', rw: '001' } });
});
