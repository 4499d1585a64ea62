/**
 * Names as they are mixed in Kutai Timur: Kutai, Banjar, Bugis, Javanese, Sundanese, Dayak, Toraja and people
 * of Nusa Tenggara, the old and the young. The words are common ones, as a matcher has to meet them; who
 * bears them is drawn by chance, and nobody is meant.
 */
import { oneOf, weighted, type Random } from './random.js';

export type Origin = 'kutai' | 'banjar' | 'bugis' | 'jawa' | 'sunda' | 'dayak' | 'toraja' | 'timor';
type Sex = 'L' | 'P';

const origins: readonly (readonly [Origin, number])[] = [
  ['kutai', 17],
  ['banjar', 13],
  ['bugis', 24],
  ['jawa', 24],
  ['sunda', 3],
  ['dayak', 9],
  ['toraja', 6],
  ['timor', 4],
];

export function originOf(random: Random): Origin {
  return weighted(random, origins);
}

const list = (words: string): readonly string[] => words.split(' ');

interface Words {
  /** Whether its people are mostly Christian. */
  readonly church: boolean;
  readonly first: Readonly<Record<Sex, readonly string[]>>;
  readonly second: Readonly<Record<Sex, readonly string[]>>;
  /** How many of the old have one word alone. */
  readonly single: number;
}

const words: Readonly<Record<Origin, Words>> = {
  kutai: {
    church: false,
    first: {
      L: list(
        'Awang Aji Abdul Muhammad Ahmad Syahrani Hamdan Asran Jamhari Kasmir Sopian Edy Rusli Masdar Saidi',
      ),
      P: list(
        'Dayang Aji Siti Nur Noor Salmah Rusnah Masitah Kamsiah Asnah Ratna Jamilah Hadijah Mastora Aminah',
      ),
    },
    second: {
      L: list('Faisal Ishak Yusuf Hidayat Syarif Idris Kadir Bahrun Rahim Salam Gani Maulana Kaspul Husni'),
      P: list('Nurul Fatimah Hasanah Aisyah Zubaidah Rahmah Maimunah Jannah Hayati Salasiah Khadijah Rohani'),
    },
    single: 0.35,
  },
  banjar: {
    church: false,
    first: {
      L: list(
        'Muhammad Ahmad Abdul Rusdi Hamdani Syahrani Jumadi Anang Utuh Zainal Fahrurrazi Kaspul Supian Masrani',
      ),
      P: list(
        'Siti Noor Nor Rusmini Jumiati Mariani Hamidah Norhayati Mastura Rusidah Galuh Masliani Norhasanah',
      ),
    },
    second: {
      L: list(
        'Noor Fauzi Ansyari Rahman Hadi Ilmi Arsyad Rasyid Aini Ihsan Thaha Yusran Zaini Khairi Saberi',
      ),
      P: list('Fatimah Aisyah Hasanah Jannah Asiah Zahrah Laila Hikmah Khadijah Mahmudah Rahmah Salamah'),
    },
    single: 0.4,
  },
  bugis: {
    church: false,
    first: {
      L: list(
        'Muhammad Abdul Baharuddin Syamsuddin Ambo Lasse Kamaruddin Burhanuddin Jufri Hasanuddin Rustam Sudirman Nurdin Tahir Arifuddin Saharuddin Mappa Beddu',
      ),
      P: list(
        'Hasnawati Siti Indo Nurhayati Hasmawati Rosmiati Suriani Nurbaya Marhuma Sitti Hasnah Jumriah Nuraeni Darmawati Becce Hamsinah Salmawati',
      ),
    },
    second: {
      L: list('Rahman Tang Upe Latif Rauf Kadir Hafid Rasyid Tola Amin Syukur Malik Jafar Haris Yunus'),
      P: list('Aminah Saleha Tenri Rosi Esse Fatimah Hadijah Ratu Aisyah Maryam Intan Cahaya'),
    },
    single: 0.45,
  },
  jawa: {
    church: false,
    first: {
      L: list(
        'Sutrisno Slamet Suparman Tukiman Wagiman Joko Agus Budi Eko Dwi Sugeng Suyanto Mulyono Sukardi Paijo Bambang Hadi Triyono Sumarno Jumadi Sugiyanto Wahyu Cahyono Yuwono',
      ),
      P: list(
        'Sri Sumiati Suparmi Sutini Wagiyem Tumini Ngatini Endang Dwi Tri Yuli Sulastri Suyatmi Partini Juminten Rumiyati Wiwik Lestari Murni Siti',
      ),
    },
    second: {
      L: list(
        'Setiawan Santoso Prasetyo Wibowo Susanto Purnomo Haryanto Widodo Utomo Nugroho Saputro Raharjo Subagyo',
      ),
      P: list(
        'Wahyuni Lestari Rahayu Handayani Astuti Utami Puji Ningsih Wulandari Suryani Setyowati Hartati',
      ),
    },
    single: 0.6,
  },
  sunda: {
    church: false,
    first: {
      L: list('Asep Ujang Dadang Cecep Endang Yayat Deden Tatang Ade Iwan Jajang Enjang Dede'),
      P: list('Neneng Euis Ai Yayah Imas Cucu Enok Dedeh Iis Lilis Nia Tati Yuyun'),
    },
    second: {
      L: list('Suryana Hidayat Sutisna Kurnia Ruhiyat Mulyana Supriatna Rohman Permana Komarudin'),
      P: list('Komariah Rohaeti Nurjanah Sumiati Kurniasih Rostika Maryati Suhartini Juariah'),
    },
    single: 0.3,
  },
  dayak: {
    church: true,
    first: {
      L: list(
        'Yohanes Petrus Paulus Markus Stepanus Yakobus Lukas Andreas Tomas Simon Ngau Ding Lawing Jalung',
      ),
      P: list('Maria Marta Yuliana Katarina Elisabet Agustina Theresia Rosalia Lusia Buaq Hibau Huring Ping'),
    },
    second: {
      L: list('Lawing Ding Ngau Lejau Jalung Bilung Laing Usat Anye Irang Ajang Kule'),
      P: list('Buaq Hibau Huring Ping Ulo Bulan Tipung Lahai Asung Dehong Song Yeq'),
    },
    single: 0.25,
  },
  toraja: {
    church: true,
    first: {
      L: list('Yohanis Marthen Daud Yunus Samuel Matius Luther Simon Agustinus Benyamin Thomas Elias Pither'),
      P: list('Ludia Marta Damaris Elisabeth Yuliana Ester Dorkas Maria Agustina Rahel Naomi Selvi Kristina'),
    },
    second: {
      L: list('Tandi Pasang Rante Palimbong Bokko Sampe Tangke Patanduk Bara Lebang Parinding Allo Kala'),
      P: list('Rante Tandi Pasang Palimbong Bokko Sampe Tangke Lebang Parinding Allo Kala Limbong'),
    },
    single: 0.03,
  },
  timor: {
    church: true,
    first: {
      L: list(
        'Yosep Fransiskus Antonius Martinus Dominikus Petrus Paulus Blasius Kornelis Vinsensius Aloysius',
      ),
      P: list('Maria Yosefina Fransiska Veronika Theresia Yasinta Margareta Agnes Bernadeta Kristina Regina'),
    },
    second: {
      L: list('Lamak Tukan Kopong Ola Boro Nahak Seran Bere Mau Taek Fahik Klau Wain'),
      P: list('Lamak Tukan Kewa Barek Bota Nahak Seran Bere Hoar Taek Fahik Klau Bui'),
    },
    single: 0.03,
  },
};

/** Of who was born since about 1990: fashions that all of a faith share. */
const young = {
  mosque: {
    first: {
      L: list(
        'Muhammad Ahmad Rizky Fajar Aditya Ilham Dimas Rendy Andi Bagas Fikri Alif Raffi Yoga Arya Zaki',
      ),
      P: list(
        'Siti Nur Putri Nadia Aulia Dewi Annisa Intan Zahra Khairunnisa Nabila Salsabila Rini Fitri Aisyah Naila',
      ),
    },
    second: {
      L: list(
        'Rizky Ramadhan Saputra Pratama Hidayat Maulana Fadillah Firmansyah Akbar Syahputra Alfarizi Kurniawan',
      ),
      P: list(
        'Aisyah Azzahra Ramadhani Safitri Rahmawati Lestari Maharani Khadijah Fadhilah Oktaviani Amelia Aulia',
      ),
    },
  },
  church: {
    first: {
      L: list('Kevin Daniel Yoel Aldo Rivaldo Gabriel Christian Andre Jefri Yonatan Rafael Felix'),
      P: list('Gracia Natalia Febiola Yunita Kristin Angel Olivia Juniar Priska Vania Melati Sintia'),
    },
    second: {
      L: list('Alexander Natanael Saputra Wijaya Imanuel Febrian Putra Christian Efraim Jeremia'),
      P: list('Natalia Putri Anggraini Kristiani Oktavia Priscilla Yolanda Febriani Theresia Paulina'),
    },
  },
} as const;

/**
 * In the usual case of letters. `surname`: of the families that hand one on (Dayak, Toraja, Timor); other
 * children bear a word of their father's name now and then.
 */
export function nameOf(
  random: Random,
  origin: Origin,
  sex: Sex,
  born: number,
  surname: string | null,
): string {
  const own = words[origin];
  const modern = born >= 1990 ? 0.85 : born >= 1975 ? 0.3 : 0;
  if (random() < modern) {
    const { first, second } = own.church ? young.church : young.mosque;
    const parts = [oneOf(random, first[sex])];
    if (random() < 0.85 || needsAnother.includes(parts.join('')))
      parts.push(other(random, second[sex], parts));
    if (random() < 0.3) parts.push(other(random, second[sex], parts));
    if (surname !== null && (own.church || random() < 0.12)) parts.push(surname);
    return parts.slice(0, 4).join(' ');
  }
  const parts = [oneOf(random, own.first[sex])];
  const alone = random() < own.single && !needsAnother.includes(parts.join(''));
  if (!alone) parts.push(surname !== null && own.church ? surname : other(random, own.second[sex], parts));
  return parts.join(' ');
}

/** Words that are no name by themselves. */
const needsAnother = list(
  'Muhammad Abdul Siti Sitti Nur Noor Nor Awang Aji Dayang Ambo Indo Sri Ahmad Tri Dwi',
);

function other(random: Random, from: readonly string[], taken: readonly string[]): string {
  return oneOf(
    random,
    from.filter((word) => !taken.includes(word)),
  );
}

/** What a family of that origin hands on: the father's last word. */
export function surnameOf(fathersName: string): string | null {
  return fathersName.includes(' ') ? (fathersName.split(' ').at(-1) ?? null) : null;
}

/** Names of twins go together, as their parents like it; two letters tell them apart. */
export const twinNames: Readonly<Record<Sex, readonly (readonly [string, string])[]>> = {
  L: [
    ['Hasan', 'Husin'],
    ['Rian', 'Rendi'],
    ['Fadli', 'Fahmi'],
    ['Raka', 'Riki'],
    ['Yusuf', 'Yahya'],
    ['Dani', 'Deno'],
  ],
  P: [
    ['Lina', 'Laras'],
    ['Rina', 'Resti'],
    ['Sinta', 'Santi'],
    ['Nadia', 'Najwa'],
    ['Dina', 'Dewi'],
    ['Laila', 'Lusi'],
  ],
};
