/** What the chat says outside the dialogue itself (see form.ts and dialogue.ts). */
import type { ChannelName, OutboundBody } from '../domain/channel/message.js';

/** To whoever is not enrolled: how to be, and nothing else. */
export function strangerReply({
  channel,
  chat,
}: {
  channel: ChannelName;
  chat: 'private' | 'group';
}): OutboundBody {
  if (chat === 'group')
    return { text: 'Layanan ini hanya untuk obrolan pribadi. Silakan kirim pesan langsung ke nomor ini.' };
  const ask =
    'Nomor ini belum terdaftar sebagai pelapor. Untuk didaftarkan, silakan hubungi Dinas Sosial dengan menyebut nama, jabatan, desa, dan nomor telepon.';
  if (channel !== 'telegram') return { text: ask };
  return {
    text: `${ask}\nBila sudah didaftarkan, tekan tombol di bawah untuk membagikan nomor telepon.`,
    askPhone: true,
  };
}

export const internalError =
  'Maaf, ada gangguan di pihak kami. Pesan Bapak/Ibu tersimpan dan akan kami periksa. Balas LANJUT untuk meneruskan.';

export const photoFailed = 'Maaf, satu foto tidak bisa disimpan. Mohon kirim lagi sebagai foto biasa.';
