/** What the chat says outside the dialogue itself (see form.ts and dialogue.ts). */
export const internalError =
  'Maaf, ada gangguan di pihak kami. Pesan Bapak/Ibu tersimpan dan akan kami periksa. Balas LANJUT untuk meneruskan.';

export const photoFailed = 'Maaf, satu foto tidak bisa disimpan. Mohon kirim lagi sebagai foto biasa.';
