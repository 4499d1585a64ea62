import { describe, expect, it } from 'vitest';
import { answers, kk, nik, start, Talk } from '../../support/talk.js';

const wife = '6408014101850002';

/** Where the first of three members is asked for. */
function atMembers(): Talk {
  const talk = new Talk();
  talk.say(start, ...answers.slice(0, 5));
  return talk;
}

const membersSent = (talk: Talk): unknown => {
  talk.say('1', 'lewati', 'kirim');
  const sent = talk.effects.at(-1);
  return sent?.type === 'submit_report' && 'members' in sent.answers ? sent.answers.members : null;
};

describe('the members of a household', () => {
  it('are asked for one by one, each in one line', () => {
    const talk = atMembers();
    expect(talk.text).toMatch(/^Anggota 2 dari 4/);
    expect(talk.say(`Siti Contoh, istri, ${wife}, SD, IRT`)).toMatch(
      /^Tercatat: Siti Contoh, istri[\s\S]*Anggota 3 dari 4/,
    );
    expect(talk.say('Budi Contoh, anak, L, 12-3-2015, kelas 3 SD')).toMatch(/Anggota 4 dari 4/);
    expect(talk.say('Ani Contoh, anak, P, 2-3-2020')).toMatch(/keadaan rumah tangga/);
    expect(membersSent(talk)).toMatchObject([
      {
        name: 'Siti Contoh',
        relation: 'wife',
        nik: wife,
        sex: 'P',
        birthDate: '1985-01-01',
        schooling: 'sd',
      },
      {
        name: 'Budi Contoh',
        relation: 'child',
        nik: null,
        birthDate: '2015-03-12',
        schooling: 'unfinished_sd',
      },
      { name: 'Ani Contoh', relation: 'child', sex: 'P', birthDate: '2020-03-02', birthEstimated: false },
    ]);
  });

  it('are told all at once as well', () => {
    const talk = atMembers();
    talk.say(`Siti Contoh, istri, ${wife}\nBudi Contoh, anak, L, 12-3-2015\nAni Contoh, anak, P, 2 tahun`);
    expect(talk.text).toMatch(/keadaan rumah tangga/);
    expect(membersSent(talk)).toHaveLength(3);
  });

  it('may not be more than there are', () => {
    const talk = atMembers();
    const line = 'Budi Contoh, anak, L, 12-3-2015';
    expect(talk.say([line, line, line, line].join('\n'))).toMatch(/tinggal 3 orang[\s\S]*Anggota 2 dari 4/);
  });

  it('have what is missing asked singly, and nothing else', () => {
    const talk = atMembers();
    expect(talk.say('Budi Contoh')).toMatch(/Apa hubungan Budi Contoh/);
    expect(talk.say('entah')).toMatch(/Hubungan belum terbaca/);
    expect(talk.say('anak')).toMatch(/Kapan Budi Contoh lahir/);
    expect(talk.say('7 tahun')).toMatch(/laki-laki atau perempuan/);
    expect(talk.say('2')).toMatch(/Anggota 3 dari 4/);
    talk.say('lewati');
    expect(membersSent(talk)).toMatchObject([
      {
        relation: 'child',
        birthDate: '2019-01-01',
        birthEstimated: true,
        sex: 'P',
        schooling: null,
        work: null,
      },
    ]);
  });

  it('have what contradicts the NIK asked', () => {
    const talk = atMembers();
    talk.say(`Siti Contoh, istri, ${wife}, 12-3-1990`);
    expect(talk.text).toMatch(/Tanggal lahir Siti Contoh berbeda/);
    expect(talk.choices.map(({ label }) => label)).toEqual(['1 Januari 1985', '12 Maret 1990']);
    talk.say('1', 'Uji Contoh, istri, 6408010101850003');
    expect(talk.text).toMatch(/Uji Contoh: menurut NIK dan hubungannya berbeda/);
    expect(talk.say('L')).toMatch(/Anggota 4 dari 4/);
    talk.say('lewati');
    expect(membersSent(talk)).toMatchObject([
      { birthDate: '1985-01-01', birthEstimated: false },
      { sex: 'L' },
    ]);
  });

  it('have a NIK that is none asked again, and may have none', () => {
    const talk = atMembers();
    talk.say('Budi Contoh, anak, L, 12-3-2015, 6408010101150000');
    expect(talk.text).toMatch(/NIK Budi Contoh belum benar/);
    expect(talk.say('6408010101150000')).toMatch(/tidak boleh 0000/);
    expect(talk.say('tidak ada')).toMatch(/Anggota 3 dari 4/);
  });

  it('can be passed over, and told later from the summary', () => {
    const talk = atMembers();
    talk.say('lewati', '1', 'lewati');
    expect(talk.text).toMatch(/Anggota lain: 3 orang belum ditulis/);
    talk.say('ubah anggota lain', 'Budi Contoh, anak, L, 12-3-2015', 'lewati');
    expect(talk.text).toMatch(/Anggota 2: Budi Contoh[\s\S]*Anggota lain: 2 orang/);
    talk.say('kirim');
    expect(talk.effects.at(-1)).toMatchObject({
      answers: { memberCount: 4, members: [{ name: 'Budi Contoh' }] },
    });
  });

  it('can be changed one at a time', () => {
    const talk = atMembers();
    talk.say('Budi Contoh, anak, L, 12-3-2015', 'lewati', '1', 'lewati');
    talk.say('ubah anggota 2');
    expect(talk.text).toMatch(/^Anggota 2 dari 4/);
    expect(talk.say('Budi Contoh Baru, cucu, L, 12-3-2016')).toMatch(
      /Mohon periksa[\s\S]*Budi Contoh Baru, cucu/,
    );
  });

  it('beyond a lower number are left out of the report', () => {
    const talk = atMembers();
    talk.say('Budi Contoh, anak, L, 12-3-2015\nAni Contoh, anak, P, 2-3-2020', 'lewati', '1', 'lewati');
    talk.say('ubah jumlah anggota', '2');
    expect(talk.text).not.toMatch(/Ani Contoh/);
    talk.say('kirim');
    expect(talk.effects.at(-1)).toMatchObject({
      answers: { memberCount: 2, members: [{ name: 'Budi Contoh' }] },
    });
  });

  it('who live alone are asked of no others', () => {
    const talk = new Talk();
    talk.say(start, kk, nik, 'Uji Contoh', 'Jalan Uji RT 1');
    expect(talk.say('sendiri')).toMatch(/keadaan rumah tangga/);
  });

  it('`kembali` leads to the member, not to a part of one', () => {
    const talk = atMembers();
    talk.say('Budi Contoh, anak, 12-3-2015', 'L');
    expect(talk.text).toMatch(/Anggota 3 dari 4/);
    expect(talk.say('kembali')).toMatch(/^Anggota 2 dari 4/);
  });
});

it('several members on one line are several', () => {
  const talk = atMembers();
  talk.say('Budi anak laki 12 thn, Ani anak cewek 5 tahun');
  expect(talk.text).toMatch(
    /Tercatat: Budi, anak, laki-laki[^;]*; Ani, anak, perempuan[\s\S]*Anggota 4 dari 4/,
  );
});

describe('a line about a person at the question of a member', () => {
  it('is about that member, not about the head', () => {
    const talk = atMembers();
    talk.say('Nama: Siti Contoh\nHubungan: istri\nUmur: 40 tahun\nJK: P');
    expect(talk.text).toMatch(/^Tercatat: Siti Contoh, istri, perempuan[\s\S]*Anggota 3 dari 4/);
    expect(talk.say('Nama: Budi Contoh, anak, L, 12-3-2015')).toMatch(/Tercatat: Budi Contoh, anak/);
    expect(talk.inner.draft?.answers['name']).toBe('Uji Contoh Satu');
  });

  it('is about the household where it says more', () => {
    const talk = atMembers();
    talk.say('Nama: Uji Contoh Dua\nAlamat: Jalan Lain RT 1 RW 1');
    expect(talk.inner.draft?.answers).toMatchObject({ name: 'Uji Contoh Dua', address: 'Jalan Lain' });
  });

  it('with its label answers what is missing of the member', () => {
    const talk = atMembers();
    talk.say('Budi Contoh, anak, L', 'Tanggal lahir: 12-3-2015');
    expect(talk.text).toMatch(/Anggota 3 dari 4/);
    expect(talk.inner.draft?.answers['birthDate']).toBeUndefined();
  });

  it('has an age that is not the one in the NIK asked', () => {
    const talk = atMembers();
    talk.say(`Siti Contoh, istri, ${wife}, 20 tahun`);
    expect(talk.choices.map(({ label }) => label)).toEqual(['1 Januari 1985', 'kira-kira tahun 2006']);
    talk.say('2', 'lewati');
    expect(membersSent(talk)).toMatchObject([{ birthDate: '2006-01-01', birthEstimated: true }]);
  });
});
