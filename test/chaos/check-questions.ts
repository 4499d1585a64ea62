/** Nothing is asked twice in a row, unless the person asked for it, or gave an answer that was refused. */
import type { Container } from '../../src/container.js';
import { openInboundBody } from '../../src/storage/repositories/inbox.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import type { Findings } from './findings.js';
import { wrongKk } from './plan-household.js';

/** How a line begins that asks something. What follows it is of the question, too. */
const QUESTION = new RegExp(
  `^(?:${[
    String.raw`Apa (?:yang mau|yang berubah|jenis)`,
    String.raw`Anggota \d+ dari`,
    'Ada keterangan',
    'Berapa ',
    'Datang dari mana',
    'Di mana alamat',
    'Kapan ',
    'Kategori PMKS apa',
    'Kirim foto',
    String.raw`\d+ foto diterima`,
    'Laki-laki atau',
    'Laporan yang belum dikirim\\. Mau',
    'Mana yang sesuai',
    'Masih ada laporan yang belum dikirim\\. Lanjutkan',
    'Mau bagaimana',
    'Mengapa ',
    'Mohon periksa:',
    'Pindah ke mana',
    'Sejak kapan',
    'Siapa ',
    'Tarik laporan',
  ].join('|')})`,
  'm',
);
/** What people here say to be asked again, or what is refused. */
const ASKS_AGAIN = new RegExp(`^(?:lanjut|draf|${wrongKk}|status|(?:tarik|sanggah|lapor) .*)$`);

export function questionIn(text: string): string | null {
  const at = text.search(QUESTION);
  return at < 0 ? null : text.slice(at);
}

export async function checkQuestions({ database, storage }: Container): Promise<Findings> {
  const inbox = new Map(
    (await database.inboxMessage.findMany()).map(({ id, bodyEnc }) => {
      const { content } = openInboundBody(storage, id, bodyEnc);
      return [id, content.type === 'text' ? content.text : ''];
    }),
  );
  const replies = await database.outboundMessage.findMany({
    where: { purpose: 'reply' },
    orderBy: { seq: 'asc' },
  });
  const last = new Map<string, string | null>();
  const violations: string[] = [];
  let asked = 0;
  for (const { id, contactId, dedupeKey, bodyEnc } of replies) {
    const { text } = openOutboundBody(storage, id, bodyEnc);
    const question = questionIn(text);
    const heard = inbox.get(dedupeKey.split(':')[1] ?? '') ?? '';
    const again = question !== null && last.get(contactId) === question;
    if (again && !ASKS_AGAIN.test(heard)) violations.push(`asked twice in a row, after "${heard}": ${text}`);
    last.set(contactId, question);
    if (question !== null) asked += 1;
  }
  return { counts: { questions: asked, questions_doubled: violations.length }, violations };
}
