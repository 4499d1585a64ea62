/** What the office sets of the 26 PMKS categories. */
export const categoryText = {
  title: 'Kategori PMKS',
  hint: 'Nomor dan urutannya mengikuti Permensos 8/2012 dan tidak berubah. Nama, pemakaian, dan batasnya diatur kantor.',
  name: 'Nama yang ditampilkan',
  nameHint: (official: string) =>
    `Menurut Permensos: “${official}”. Kosongkan untuk kembali ke nama itu. 3 sampai 70 huruf.`,
  limits: 'Batas umur dan jenis kelamin',
  limitsHint: 'Hanya memperingatkan pelapor sebelum laporan dikirim. Tidak pernah menahan laporan.',
  disability: 'Tanyakan jenis disabilitas',
  sensitive: 'Sensitif',
  sensitiveHint:
    'Namanya tidak disebut di chat, isinya hanya dilihat petugas berizin, dan persetujuannya oleh dua orang. Laporan yang sudah ada ikut tertutup; bila dibatalkan, terbuka lagi.',
  sensitiveAlways: 'Sensitif menurut Permensos dan pedoman. Tidak dapat dijadikan biasa.',
  tag: 'sensitif',
  activeHint:
    'Bila tidak dipakai, tidak ditawarkan lagi di chat dan panduan. Laporan yang sudah memakainya tetap, dan tetap dapat dicari.',
  menu: 'Di chat',
  menuNumberOnly: (code: string) => `Nomor ${code} cukup ditulis nomornya.`,
  menuNone: 'Tidak ditawarkan untuk laporan baru.',
  official: 'menurut Permensos',
  asItCame: 'seperti semula',
  yes: 'ya',
  no: 'tidak',
  recountRunning: (category: string, sensitive: boolean, cases: number) =>
    `${category} ${sensitive ? 'dijadikan sensitif' : 'dijadikan biasa lagi'}. Laporan yang sudah ada sedang disesuaikan${cases === 0 ? '.' : `, sejauh ini ${String(cases)} diperiksa.`}${sensitive ? ' Sampai selesai, sebagian masih dapat terlihat.' : ''}`,
  recountDone: (category: string, sensitive: boolean, at: string, moved: number) => {
    const what = sensitive ? 'dijadikan sensitif' : 'dijadikan biasa lagi';
    if (moved === 0) return `${category} ${what}, ${at}: tidak ada laporan yang berubah.`;
    return `${category} ${what}, ${at}: ${String(moved)} laporan ${sensitive ? 'kini tertutup bagi yang tidak berizin' : 'terbuka lagi'}.`;
  },
} as const;
