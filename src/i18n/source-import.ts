/** What is said of imports of DTKS, DTSEN, P3KE and PMKS, in the console and in the terminal. */
export const sourceImportText = {
  faults: {
    open: 'Masih ada impor sumber ini yang belum selesai. Selesaikan atau batalkan dulu.',
    older: 'Data dalam berkas ini lebih lama daripada data yang sudah masuk. Pakai berkas yang terbaru.',
    not_newest: 'Hanya impor terakhir dari sumber ini yang dapat dibatalkan. Batalkan dulu yang sesudahnya.',
    wrong_state: 'Impor ini sudah berubah. Muat ulang halamannya, lalu periksa keadaannya.',
  },
} as const;
