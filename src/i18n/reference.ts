/** What the office sets by itself: working days, reasons, questions, limits of categories, OPD. */
import type { QuestionTopic } from '../domain/reference/values.js';
import { fieldLabels } from './labels.js';

export const builtInHoliday = 'Hari libur';

/** Questions to begin with when a correction is asked for. */
export const builtInQuestions: Readonly<
  Record<string, { readonly about: QuestionTopic; readonly text: string }>
> = {
  address_unclear: {
    about: 'address',
    text: 'Alamatnya kurang jelas. Mohon sebut dusun, RT/RW, dan patokan yang mudah dicari.',
  },
  nik_contradicts: {
    about: 'nik',
    text: 'Nomor dan tanggal lahirnya tidak cocok. Mohon dicek lagi dengan KTP.',
  },
  members_missing: {
    about: 'memberCount',
    text: 'Anggota rumah tangga belum disebut semua. Mohon dilengkapi sesuai KK.',
  },
  members_contradict: {
    about: 'memberCount',
    text: 'Jumlah anggota tidak cocok dengan anggota yang disebut. Mohon dicek lagi dengan KK.',
  },
  photos_house: { about: 'photos', text: 'Mohon kirim foto rumah dari depan dan dari dalam.' },
  photos_dark: {
    about: 'photos',
    text: 'Fotonya gelap atau buram. Mohon kirim ulang di tempat yang terang.',
  },
  writing_unclear: {
    about: 'whole',
    text: 'Tulisannya kurang jelas. Mohon ditulis ulang dengan lengkap.',
  },
  something_empty: {
    about: 'whole',
    text: 'Masih ada yang kosong. Mohon dilengkapi sesuai KTP dan KK.',
  },
  ask_again: { about: 'whole', text: 'Mohon dicek lagi ke orangnya, lalu perbaiki yang perlu.' },
};

export const questionTopicLabels: Readonly<Record<QuestionTopic, string>> = {
  whole: 'Seluruh laporan',
  ...fieldLabels,
};
