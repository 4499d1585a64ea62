/** A reporter's phone: what they say and press, and what they read. One for each channel. */
export interface Phone {
  say(text: string): Promise<void>;
  /** Presses the button whose label matches, on the newest message that has one. */
  press(label: RegExp): Promise<void>;
  /** What the bot has said so far, oldest first. */
  read(): Promise<readonly string[]>;
}

/** All that a channel without buttons has. */
export type Talk = Pick<Phone, 'say' | 'read'>;

const PATIENCE_MS = 15_000;

/** Waits for the next thing said that matches; `after` counts the messages read before. */
export async function waitForReply(phone: Talk, after: number, pattern: RegExp): Promise<string> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const said = await phone.read();
    const found = said.slice(after).find((text) => pattern.test(text));
    if (found !== undefined) return found;
    if (Date.now() > until) {
      throw new Error(`nobody said ${String(pattern)}; said was:\n${said.slice(after).join('\n---\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Says something and waits for the answer to it. */
export async function tell(phone: Talk, text: string, answer: RegExp): Promise<string> {
  const after = (await phone.read()).length;
  await phone.say(text);
  return waitForReply(phone, after, answer);
}

export interface ReportInWords {
  readonly kk: string;
  readonly nik: string;
  readonly name: string;
}

/** The main line of a report, with one wrong answer and one edit at the summary; returns its number. */
export async function sendReport(phone: Talk, { kk, nik, name }: ReportInWords): Promise<string> {
  await tell(phone, 'mulai', /Apa yang mau dilaporkan/);
  await tell(phone, 'miskin baru', /No\. KK/);
  await tell(phone, '12345', /No\. KK harus 16 angka/);
  await tell(phone, kk, /NIK kepala keluarga/);
  await tell(
    phone,
    nik.replace(/(\d{4})/g, '$1 '),
    /laki-laki, lahir 1 Januari 1980[\s\S]*nama kepala keluarga/,
  );
  await tell(phone, name, /alamat/i);
  await tell(phone, 'Jalan Percobaan RT 3 RW 1', /jumlah anggota/);
  await tell(phone, 'empat', /Anggota 2/);
  await tell(phone, 'lewati', /keadaan rumah tangga/);
  await tell(phone, '1, 3 dan 5', /foto rumah/);
  await tell(phone, 'lewati', /Mohon periksa[\s\S]*4 orang/);
  await tell(phone, 'ubah jumlah anggota', /jumlah anggota/);
  await tell(phone, '5 orang', /Mohon periksa[\s\S]*5 orang/);
  const receipt = await tell(phone, 'kirim', /Laporan diterima, No\./);
  const number = /LP-\d{4}-\d{5}-[0-9A-Z]/.exec(receipt)?.[0];
  if (number === undefined) throw new Error(`no number in: ${receipt}`);
  return number;
}
