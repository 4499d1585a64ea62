/** How people with a small keyboard really write, and what must be understood of it. */
import { describe, expect, it } from 'vitest';
import { readNik } from '../../../../src/domain/identity/nik.js';
import { readAddress, readRtRw } from '../../../../src/dialogue/parse/address.js';
import { readBirth } from '../../../../src/dialogue/parse/birth.js';
import { readCategories } from '../../../../src/dialogue/parse/categories.js';
import { readChoice, readChoices } from '../../../../src/dialogue/parse/choice.js';
import { readCorrection } from '../../../../src/dialogue/parse/correction.js';
import { readDate } from '../../../../src/dialogue/parse/date.js';
import { readCount } from '../../../../src/dialogue/parse/number.js';
import { readPhone } from '../../../../src/dialogue/parse/phone.js';
import { readPlace } from '../../../../src/dialogue/parse/place.js';
import { readRupiah } from '../../../../src/dialogue/parse/rupiah.js';
import { readYesNo, saysNone } from '../../../../src/dialogue/parse/text.js';
import {
  readDisability,
  readRelation,
  readSchooling,
  readSex,
} from '../../../../src/dialogue/parse/words.js';

const today = '2026-11-20';

/** `1980-03-12`, `~1956-01-01` when estimated, or the fault. */
function birth(text: string): string {
  const reading = readBirth(text, today);
  return reading.ok ? `${reading.estimated ? '~' : ''}${reading.birthDate}` : reading.fault;
}

function date(text: string): string {
  const reading = readDate(text, today);
  return reading.ok ? reading.date : reading.fault;
}

function nik(text: string): string {
  const reading = readNik(text, today);
  return reading.ok ? reading.nik.digits : reading.fault;
}

/** `08,24`, `09 sight`, `?06,19` to be asked, `!word` not understood. */
function categories(text: string): string {
  const { codes, disability, unclear, ambiguous } = readCategories(text);
  return [
    codes.join(','),
    disability ?? '',
    ...ambiguous.map((one) => `?${one.codes.join(',')}`),
    ...unclear.map((said) => `!${said}`),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function place(text: string): string | null {
  const reading = readPlace(text);
  if (reading === null) return null;
  if ('shortLink' in reading) return 'short';
  return `${reading.source} ${reading.latitude.toFixed(4)} ${reading.longitude.toFixed(4)}`;
}

function rtRw(text: string): string | null {
  const reading = readRtRw(text);
  return reading === null ? null : `${reading.rt ?? '-'}/${reading.rw ?? '-'}`;
}

function address(text: string): string | null {
  const reading = readAddress(text);
  return reading === null ? null : `${reading.line} ${reading.rtRw?.rt ?? '-'}/${reading.rtRw?.rw ?? '-'}`;
}

const menu = ['Rumah tangga miskin baru', 'Kasus PMKS', 'Tidak layak lagi', 'Pemutakhiran data'];
const choice = (text: string) => readChoice(text, menu);
const choices = (text: string) => readChoices(text, 16)?.join(',') ?? null;

type Row = readonly [said: string, understood: string | number | boolean | null];

const ways: Readonly<
  Record<string, { readonly read: (text: string) => unknown; readonly rows: readonly Row[] }>
> = {
  'a date': {
    read: date,
    rows: [
      ['12-3-80', '1980-03-12'],
      ['12/03/80', '1980-03-12'],
      ['12.3.1980', '1980-03-12'],
      ['12 3 1980', '1980-03-12'],
      ['12:3:1980', '1980-03-12'],
      ['12|3|1980', '1980-03-12'],
      ['12_03_1980', '1980-03-12'],
      ['12,3,1980', '1980-03-12'],
      ['12 Maret 1980', '1980-03-12'],
      ['12maret1980', '1980-03-12'],
      ["12 maret '80", '1980-03-12'],
      ['12-Mrt-80', '1980-03-12'],
      ['12 maert 1980', '1980-03-12'],
      ['12 agutus 1980', '1980-08-12'],
      ['12 Agustsu 1980', '1980-08-12'],
      ['17 Septmber 1975', '1975-09-17'],
      ['3 Pebruari 1971', '1971-02-03'],
      ['10 Nopember 1965', '1965-11-10'],
      ['5 Dec 1990', '1990-12-05'],
      ['Mar 12, 1980', '1980-03-12'],
      ['12-III-1980', '1980-03-12'],
      ['1 XII 1980', '1980-12-01'],
      ['12031980', '1980-03-12'],
      ['120380', '1980-03-12'],
      ['1231980', '1980-03-12'],
      ['19800312', '1980-03-12'],
      ['1980-03-12', '1980-03-12'],
      ['1980/3/12', '1980-03-12'],
      ['O1-o2-198o', '1980-02-01'],
      ['tgl 12 bln 3 thn 80', '1980-03-12'],
      ['tanggal 12 bulan 3 tahun 1980', '1980-03-12'],
      ['Sangatta, 12-03-1980', '1980-03-12'],
      ['SANGATTA/12-03-1980', '1980-03-12'],
      ['SP 3, 12-03-1980', '1980-03-12'],
      ['lahir di Bontang tgl 12 maret 1980', '1980-03-12'],
      ['Rabu, 12 Maret 1980', '1980-03-12'],
      ['12-3-1980 pak', '1980-03-12'],
      ['12 – 3 – 1980', '1980-03-12'],
    ],
  },
  'an age or a year': {
    read: birth,
    rows: [
      ['12-3-80', '1980-03-12'],
      ['70 tahun', '~1956-01-01'],
      ['70thn', '~1956-01-01'],
      ['70 th', '~1956-01-01'],
      ['umur 70', '~1956-01-01'],
      ['Usia: 70 thn', '~1956-01-01'],
      ['sekitar 70 th', '~1956-01-01'],
      ['± 70thn', '~1956-01-01'],
      ['~70 tahun', '~1956-01-01'],
      ['kira2 70 thn', '~1956-01-01'],
      ['kurang lebih 70 tahun', '~1956-01-01'],
      ['70an tahun', '~1956-01-01'],
      ['70-an', '~1956-01-01'],
      ['hampir 70 tahun', '~1956-01-01'],
      ['70 tahun lebih', '~1956-01-01'],
      ['tujuh puluh tahun', '~1956-01-01'],
      ['70 (tujuh puluh) tahun', '~1956-01-01'],
      ['70', '~1956-01-01'],
      ['tidak tahu pasti, sekitar 65', '~1961-01-01'],
      ['lahir 1956', '~1956-01-01'],
      ['thn 1956', '~1956-01-01'],
      ['lahirnya sekitar tahun 1956', '~1956-01-01'],
      ['kelahiran 56', '~1956-01-01'],
      ['lahir thn 56', '~1956-01-01'],
      ['Sangatta 1956', '~1956-01-01'],
      ['00-00-1956', '~1956-01-01'],
      ['1956 (70 th)', '~1956-01-01'],
      ['umur 70, lahir 1956', '~1956-01-01'],
      ['12-3-1980 (46 th)', '1980-03-12'],
      ['Maret 1980', '~1980-03-01'],
      ["maret '80", '~1980-03-01'],
      ['bulan 3 tahun 1980', '~1980-03-01'],
      ['03/1980', '~1980-03-01'],
      ['kira-kira 7 bulan', '~2026-04-01'],
      ['7bln', '~2026-04-01'],
      ['18 bulan', '~2025-05-01'],
      ['2,5 tahun', '~2024-01-01'],
      ['2½ tahun', '~2024-01-01'],
      ['satu setengah tahun', '~2025-01-01'],
      ['2 tahun 3 bulan', '~2024-08-01'],
      ['2 tahun 3 bulan 10 hari', '~2024-08-01'],
      ['setahun', '~2025-01-01'],
      ['setengah tahun', '~2026-05-01'],
      ['2 minggu', '~2026-11-01'],
      ['3 hari', '~2026-11-01'],
    ],
  },
  'an amount': {
    read: readRupiah,
    rows: [
      ['Rp600rb', 600_000],
      ['600 ribu', 600_000],
      ['600rb', 600_000],
      ['600k', 600_000],
      ['600 rebu', 600_000],
      ['600.000', 600_000],
      ['600,000', 600_000],
      ['600000', 600_000],
      ['Rp. 600.000,-', 600_000],
      ['Rp 600.000,00', 600_000],
      ['Rp 600 000', 600_000],
      ['IDR 600.000', 600_000],
      ['6 ratus ribu', 600_000],
      ['enam ratus ribu rupiah', 600_000],
      ['sekitar 600 ribu per bulan', 600_000],
      ['600rb/bln', 600_000],
      ['Rp 1,2 jt', 1_200_000],
      ['1.2jt', 1_200_000],
      ['1.5 juta', 1_500_000],
      ['1½ juta', 1_500_000],
      ['satu setengah juta', 1_500_000],
      ['2 juta setengah', 2_500_000],
      ['sejuta', 1_000_000],
      ['setengah juta', 500_000],
      ['1 juta 200 ribu', 1_200_000],
      ['1jt200rb', 1_200_000],
      ['1.500 ribu', 1_500_000],
      ['Rp1.200.000', 1_200_000],
      ['dua ratus lima puluh ribu', 250_000],
      ['2 jutaan', 2_000_000],
      ['0', 0],
    ],
  },
  'yes or no': {
    read: readYesNo,
    rows: [
      ...[
        ...['ya', 'Iya', 'iyaa', 'y', 'iyo', 'iye', "iye'", 'inggih', 'enggih', 'nggih pak', 'yoi', "he'eh"],
        ...['hooh', 'yo', 'yup', 'btl', 'betul bu', 'bnr', 'bujur', 'ok', 'okeh', 'oke siap', 'sip', 'acc'],
        ...['sudah sesuai', '👍', '👍🏽', '✅', 'iya bener pak'],
      ].map((said): Row => [said, true]),
      ...[
        ...[
          'tidak',
          'tdk',
          'Ndak',
          'nda',
          'ndaa',
          'dak',
          'kada',
          'ora',
          'mboten',
          'gak',
          'ga',
          'nggak',
          'bukan',
        ],
        ...['bkn', 'belum', 'blm', 'jangan', 'jgn dulu', 'tidak pak', '❌', '👎'],
      ].map((said): Row => [said, false]),
    ],
  },
  'none of it': {
    read: saysNone,
    rows: [
      ...[
        'tidak ada',
        'nda ada',
        'gak punya',
        'kadada',
        'kada baisi',
        'ora duwe',
        '-',
        '--',
        'nihil',
        'kosong',
      ],
      ...['belum buat', 'KTP hilang', 'tdk punya pak', 'dak ada'],
    ].map((said): Row => [said, true]),
  },
  'a phone number': {
    read: readPhone,
    rows: [
      ['0812-3456-7890', '+6281234567890'],
      ['0812 3456 7890', '+6281234567890'],
      ['0812.3456.7890', '+6281234567890'],
      ['081234567890', '+6281234567890'],
      ['81234567890', '+6281234567890'],
      ['6281234567890', '+6281234567890'],
      ['62 812-3456-7890', '+6281234567890'],
      ['+62 812 3456 7890', '+6281234567890'],
      ['+62 (0) 812 3456 7890', '+6281234567890'],
      ['+62 0812 3456 7890', '+6281234567890'],
      ['62 0812 3456 7890', '+6281234567890'],
      ['O812 3456 789O', '+6281234567890'],
      ['WA: 0812 3456 7890 (Pak Uji)', '+6281234567890'],
      ['https://wa.me/6281234567890', '+6281234567890'],
      ['(0549) 21234', '+6254921234'],
      ['0549-21234', '+6254921234'],
      ['+60 12-345 6789', '+60123456789'],
    ],
  },
  'a NIK': {
    read: nik,
    rows: [
      '6408 0101 0180 0001',
      '6408.0101.0180.0001',
      '6408-0101-0180-0001',
      '640801 010180 0001',
      'NIK: 6408010101800001',
      'NIK 64 08 01 01 01 80 00 01',
      'no ktp 6408010101800001',
      '６４０８０１０１０１８００００１',
      '"6408010101800001".',
    ].map((said): Row => [said, '6408010101800001']),
  },
  'RT and RW': {
    read: rtRw,
    rows: [
      ['RT 3 RW 1', '003/001'],
      ['rt3/rw1', '003/001'],
      ['RT.003/RW.001', '003/001'],
      ['3/1', '003/001'],
      ['03-01', '003/001'],
      ['3 dan 1', '003/001'],
      ['RT/RW 3/1', '003/001'],
      ['RT 3 pak', '003/-'],
      ['15 saja', '015/-'],
      ['3/-', '003/-'],
      ['RT 3/-', '003/-'],
      ['RT 15 RW nda ada', '015/-'],
      ['di RT 3', '003/-'],
      ['-/-', '-/-'],
      ['RT: 3, RW: 1', '003/001'],
    ],
  },
  'an address': {
    read: address,
    rows: [
      ['Jl. Mawar No. 5 RT 3/1', 'Jl. Mawar No. 5 003/001'],
      ['jln poros km 7 rt.12', 'jln poros km 7 012/-'],
      ['Dusun Damai', 'Dusun Damai -/-'],
      ['RT 3 RW kosong Dusun Damai', 'Dusun Damai 003/-'],
    ],
  },
  'a count': {
    read: readCount,
    rows: [
      ['5 org', 5],
      ['5 ikung', 5],
      ['kami 5 orang', 5],
      ['sekeluarga 5', 5],
      ['5 jw', 5],
      ['5 saja', 5],
      ['lima jiwa', 5],
      ['berdelapan', 8],
    ],
  },
  'a sex': {
    read: readSex,
    rows: [
      ['laki-laki', 'L'],
      ['laki2', 'L'],
      ['Lk.', 'L'],
      ['L', 'L'],
      ['cowok', 'L'],
      ['lelaki', 'L'],
      ['pria', 'L'],
      ['P', 'P'],
      ['pr', 'P'],
      ['prempuan', 'P'],
      ['perempun', 'P'],
      ['wanita', 'P'],
      ['cewek', 'P'],
      ['JK: P', 'P'],
      ['dia perempuan pak', 'P'],
    ],
  },
  'a relation': {
    read: readRelation,
    rows: [
      ['istri', 'wife'],
      ['Isteri', 'wife'],
      ['bini', 'wife'],
      ['istrinya', 'wife'],
      ['istri kepala keluarga', 'wife'],
      ['suami', 'husband'],
      ['anak kandung', 'child'],
      ['anak tiri', 'child'],
      ['anak ke-2', 'child'],
      ['anaknya', 'child'],
      ['anak dari istri pertama', 'child'],
      ['mantu', 'child_in_law'],
      ['anak menantu', 'child_in_law'],
      ['istri anak', 'child_in_law'],
      ['cucu', 'grandchild'],
      ['orang tua', 'parent'],
      ['ibu', 'parent'],
      ['ibu mertua', 'parent_in_law'],
      ['orang tua istri', 'parent_in_law'],
      ['keponakan', 'relative'],
      ['anak dari adik', 'relative'],
      ['adik ipar', 'relative'],
      ['kai', 'relative'],
      ['nini', 'relative'],
      ['famili lain', 'relative'],
      ['pembantu', 'servant'],
      ['lainnya', 'other'],
      ['kepala keluarga', 'head'],
    ],
  },
  'a schooling': {
    read: readSchooling,
    rows: [
      ['tidak sekolah', 'none'],
      ['TIDAK/BELUM SEKOLAH', 'none'],
      ['nda pernah sekolah', 'none'],
      ['PAUD', 'none'],
      ['tidak tamat SD', 'unfinished_sd'],
      ['BELUM TAMAT SD/SEDERAJAT', 'unfinished_sd'],
      ['putus SD', 'unfinished_sd'],
      ['kelas 3 SD', 'unfinished_sd'],
      ['SD kls 6', 'unfinished_sd'],
      ['kelas 5', 'unfinished_sd'],
      ['masih SD', 'unfinished_sd'],
      ['SD', 'sd'],
      ['SD/MI', 'sd'],
      ['SR', 'sd'],
      ['paket A', 'sd'],
      ['tamat SD', 'sd'],
      ['kelas 2 SMP', 'sd'],
      ['tidak lulus SMP', 'sd'],
      ['SLTP/SEDERAJAT', 'smp'],
      ['MTs', 'smp'],
      ['kls 1 sma', 'smp'],
      ['SMK', 'sma'],
      ['STM', 'sma'],
      ['paket C', 'sma'],
      ['masih kuliah', 'sma'],
      ['D3', 'higher'],
      ['D III', 'higher'],
      ['S1', 'higher'],
      ['sarjana', 'higher'],
    ],
  },
  'a disability': {
    read: readDisability,
    rows: [
      ['lumpuh', 'physical'],
      ['tuna daksa', 'physical'],
      ['cacat kaki', 'physical'],
      ['tidak bisa jalan', 'physical'],
      ['buta', 'sight'],
      ['tuna netra', 'sight'],
      ['tdk bisa melihat', 'sight'],
      ['tuli', 'hearing'],
      ['bisu', 'speech'],
      ['bisu tuli', 'multiple'],
      ['cacat ganda', 'multiple'],
      ['down syndrome', 'intellectual'],
      ['keterbelakangan mental', 'intellectual'],
      ['ODGJ', 'mental'],
      ['gangguan jiwa', 'mental'],
    ],
  },
  categories: {
    read: categories,
    rows: [
      ['8', '08'],
      ['08', '08'],
      ['no 8 dan 24', '08,24'],
      ['9,24', '09,24'],
      ['8/24', '08,24'],
      ['no.8, no.24', '08,24'],
      ['delapan', '08'],
      ['08. Lanjut usia terlantar', '08'],
      ['lansia', '08'],
      ['lanjut usia telantar', '08'],
      ['jompo', '08'],
      ['lansia 70 tahun', '08'],
      ['3 orang lansia', '08'],
      ['ODGJ', '09 mental'],
      ['orang gila', '09 mental'],
      ['difabel', '09'],
      ['cacat', '09'],
      ['9 (fisik)', '09 physical'],
      ['buta', '09 sight'],
      ['anak cacat', '05'],
      ['ABK', '05'],
      ['anak tuli', '05 hearing'],
      ['anak2 jalanan', '04'],
      ['anjal', '04'],
      ['gepeng', '11,12'],
      ['tunawisma', '11'],
      ['pemulung', '13'],
      ['anak yatim terlantar', '02'],
      ['bayi terlantar', '01'],
      ['ABH', '03'],
      ['KDRT', '19'],
      ['korban kekerasan', '19'],
      ['anak dianiaya', '06'],
      ['anak korban kekerasan', '06'],
      ['PSK', '10'],
      ['eks napi', '15'],
      ['ODHA', '16'],
      ['HIV/AIDS', '16'],
      ['pecandu narkoba', '17'],
      ['TPPO', '18'],
      ['TKI bermasalah', '20'],
      ['korban kebakaran', '21'],
      ['korban konflik', '22'],
      ['janda miskin', '23'],
      ['fakir miskin', '24'],
      ['tidak mampu', '24'],
      ['keluarga bermasalah', '25'],
      ['KAT', '26'],
      ['lansia, miskin, lumpuh', '08,09,24 physical'],
      ['lansia lumpuh + 24', '08,09,24 physical'],
    ],
  },
  'a place': {
    read: place,
    rows: [
      ['0.5123, 117.5432', 'typed 0.5123 117.5432'],
      ['-0,5123 ; 117,5432', 'typed -0.5123 117.5432'],
      ['0,5123,117,5432', 'typed 0.5123 117.5432'],
      ['0.5123 117.5432', 'typed 0.5123 117.5432'],
      ['117.5432, 0.5123', 'typed 0.5123 117.5432'],
      ['lat 0.5123 long 117.5432', 'typed 0.5123 117.5432'],
      [`0°30'44"N 117°32'35"E`, 'typed 0.5122 117.5431'],
      ['0°30’44” LU, 117°32’35” BT', 'typed 0.5122 117.5431'],
      ['0 30 44 LU 117 32 35 BT', 'typed 0.5122 117.5431'],
      ['0.51 LU 117.54 BT', 'typed 0.5100 117.5400'],
      ['-0.51 LS 117.54 BT', 'typed -0.5100 117.5400'],
      ['0,51 LS; 117,54 BT', 'typed -0.5100 117.5400'],
      ['S 0.51 E 117.54', 'typed -0.5100 117.5400'],
      ['https://maps.google.com/?q=0.5123,117.5432', 'link 0.5123 117.5432'],
      ['https://maps.google.com/maps?q=0.5123%2C117.5432&z=17&hl=id', 'link 0.5123 117.5432'],
      ['Rumahnya di https://www.google.com/maps/@0.5123,117.5432,17z', 'link 0.5123 117.5432'],
      [
        'https://www.google.com/maps/place/Uji/@0.5,117.5,17z/data=!3m1!4b1!8m2!3d0.5123!4d117.5432',
        'link 0.5123 117.5432',
      ],
      ['https://www.google.com/maps/search/0.5123,+117.5432?entry=tts', 'link 0.5123 117.5432'],
      [`https://www.google.com/maps/place/0%C2%B030'44.4%22N+117%C2%B032'35.2%22E/`, 'link 0.5123 117.5431'],
      ['geo:0.5123,117.5432?z=17', 'link 0.5123 117.5432'],
      ['geo:0,0?q=0.5123,117.5432(Rumah)', 'link 0.5123 117.5432'],
      ['https://www.openstreetmap.org/#map=17/0.5123/117.5432', 'link 0.5123 117.5432'],
      ['https://maps.apple.com/?ll=0.5123,117.5432', 'link 0.5123 117.5432'],
      ['https://maps.app.goo.gl/Uji123', 'short'],
      ['goo.gl/maps/Uji123', 'short'],
    ],
  },
  'a choice of the menu': {
    read: choice,
    rows: [
      ['1', 0],
      ['2.', 1],
      ['1️⃣', 0],
      ['no 3', 2],
      ['pilih nomor 4 pak', 3],
      ['yang kedua', 1],
      ['pertama', 0],
      ['empat', 3],
      ['2. Kasus PMKS', 1],
      ['kasus', 1],
      ['pmks', 1],
      ['KASUS PMKS!', 1],
      ['miskin', 0],
    ],
  },
  'several choices': {
    read: choices,
    rows: [
      ['1,3 dan 5', '0,2,4'],
      ['1 3 5', '0,2,4'],
      ['1.3.5', '0,2,4'],
      ['1-3', '0,1,2'],
      ['1 sampe 3', '0,1,2'],
      ['no 1, no 3', '0,2'],
      ['yang 1 sama 3', '0,2'],
      ['1️⃣ 3️⃣', '0,2'],
    ],
  },
  'a correction': {
    read: readCorrection,
    rows: [
      ['bukan, 12-4-1980', '12-4-1980'],
      ['salah, yang benar 5', '5'],
      ['ralat: Siti Uji', 'Siti Uji'],
      ['maksud saya 5', '5'],
      ['5 maksudnya', '5'],
      ['eh 5', '5'],
      ['maaf salah ketik, 5', '5'],
      ['koreksi RT 3', 'RT 3'],
      ['yg bener 1980', '1980'],
      ['harusnya 5', '5'],
      ['bukan 5 tapi 6', '6'],
      ['anak, bukan istri', 'anak'],
      ['*Siti Uji', 'Siti Uji'],
      ['Siti Uji*', 'Siti Uji'],
    ],
  },
};

for (const [what, { read, rows }] of Object.entries(ways)) {
  describe(what, () => {
    it.each(rows)('%j is %j', (said, understood) => {
      expect(read(said)).toBe(understood);
    });
  });
}

/** What could mean one thing or another is asked, and what means nothing is not made up. */
const asked: typeof ways = {
  'a date': {
    read: date,
    rows: [
      ['1111980', 'unreadable'],
      ['12 Maret', 'unreadable'],
      ['2 tahun 3 bulan 10 hari', 'unreadable'],
      ['3/15/1980', 'impossible'],
      ['30 Februari 1980', 'impossible'],
    ],
  },
  'a birth': {
    read: birth,
    rows: [
      ['60-70 tahun', 'ambiguous'],
      ['1955 atau 1956', 'ambiguous'],
      ['1955/1956', 'ambiguous'],
      ['12-3-1980 atau 13-3-1980', 'ambiguous'],
      ['12-3-1980 (60 th)', 'ambiguous'],
      ['umur 30, lahir 1956', 'ambiguous'],
      ['thn 56', 'ambiguous'],
      ['maret 12', 'ambiguous'],
      ['3-80', 'ambiguous'],
      ['lahir 12', 'ambiguous'],
      ['130 tahun', 'too_old'],
      ['lahir 2030', 'future'],
      ['0', 'unreadable'],
      ['350', 'unreadable'],
      ['kelas 3', 'unreadable'],
      ['tidak tahu', 'unreadable'],
      ['3/1', 'unreadable'],
    ],
  },
  'an amount': {
    read: readRupiah,
    rows: [
      ...['600', 'Rp 600', 'enam ratus', '1 juta 200', '1.250 jt', '1.5', '600-700 ribu', '1 atau 2 juta'],
      ...[
        '50rb/hari',
        '50 ribu per hari',
        'kurang dari 600 ribu',
        'tidak sampai 1 juta',
        '-',
        'tidak ada',
        '-600000',
        '200 ribu 1 juta',
        '1 juta 2 juta',
      ],
    ].map((said): Row => [said, null]),
  },
  'yes or no': {
    read: readYesNo,
    rows: [
      'ya tapi salah',
      'ya/tidak',
      'tidak apa-apa',
      'mungkin',
      'terserah',
      "tabe'",
      '😀',
      '🙏',
      '👍👎',
      '1',
    ].map((said): Row => [said, null]),
  },
  'none of it': {
    read: saysNone,
    rows: ['kurang', 'lupa', 'tidak ingat', 'tidak ada RT, RW 2'].map((said): Row => [said, false]),
  },
  'a phone number': {
    read: readPhone,
    rows: [
      '081234567890 / 085234567890',
      '21234',
      '6408010101800001',
      '12-03-1980',
      '08123',
      'tidak ada',
    ].map((said): Row => [said, null]),
  },
  'a sex': {
    read: readSex,
    rows: ['laki-laki/perempuan', 'bukan laki-laki', 'anak', 'Uji'].map((said): Row => [said, null]),
  },
  'a relation': {
    read: readRelation,
    rows: ['suami/istri', 'bukan istri', 'ibu rumah tangga', 'anak cucu', 'Uji Contoh'].map((said): Row => [
      said,
      null,
    ]),
  },
  'a schooling': {
    read: readSchooling,
    rows: ['sekolah', 'sekolah SD', 'kelas 3', 'SD SMP', 'SLB', 'tidak sekolah lagi', 'tidak tamat'].map(
      (said): Row => [said, null],
    ),
  },
  'a disability': {
    read: readDisability,
    rows: ['cacat', 'buta huruf', 'tidak lumpuh', 'tidak ada'].map((said): Row => [said, null]),
  },
  categories: {
    read: categories,
    rows: [
      ['anak', '?01,02,03,04,05,06,07'],
      ['terlantar', '?01,02,08'],
      ['kekerasan', '?06,19'],
      ['korban', '?06,17,18,19,21,22'],
      ['bencana', '?21,22'],
      ['janda', '?23,24'],
      ['anak yatim', '?02,07'],
      ['anak ODGJ', 'mental ?05,09'],
      ['lansia atau disabilitas', '?08,09'],
      ['3 lansia', '?03,08'],
      ['8-11', '?08,09,10,11'],
      ['27', '!27'],
      ['bukan lansia', '!bukan lansia'],
      ['buta huruf', '!buta huruf'],
      ['rumah bagus', '!rumah bagus'],
    ],
  },
  'a place': {
    read: place,
    rows: [
      '3, 4',
      '600.000, 700.000',
      '95.51, 200.12',
      '-0.51 LU 117.54 BT',
      'Jl. Mawar RT 3',
      'https://contoh.id/uji',
    ].map((said): Row => [said, null]),
  },
  'RT and RW': {
    read: rtRw,
    rows: ['0301', '1/2/3', 'tidak tahu'].map((said): Row => [said, null]),
  },
  'a choice of the menu': {
    read: choice,
    rows: ['5', '0', 'data kasus', '1 dan 2', '1. Kasus PMKS', 'rumah bagus'].map((said): Row => [
      said,
      null,
    ]),
  },
  'several choices': {
    read: choices,
    rows: ['17', 'atap', '3-1'].map((said): Row => [said, null]),
  },
  'a correction': {
    read: readCorrection,
    rows: ['bukan', 'salah', 'maaf belum ada', 'Salahuddin', 'Ehsan', '*tebal*', 'ya', 'bukan pak'].map(
      (said): Row => [said, null],
    ),
  },
};

describe('what must be asked', () => {
  for (const [what, { read, rows }] of Object.entries(asked)) {
    it.each(rows)(`of ${what}, %j is %j`, (said, understood) => {
      expect(read(said)).toBe(understood);
    });
  }
});

it('is no small sample', () => {
  const count = [...Object.values(ways), ...Object.values(asked)].reduce(
    (sum, { rows }) => sum + rows.length,
    0,
  );
  expect(count).toBeGreaterThan(400);
});
