import type { Pairing } from '../bots/whatsapp/channel.js';
import { pairingText } from './i18n/terminal.js';

/** On a terminal only: whoever reads a log that others keep could pair the number with it. */
export function showPairing({ type, text }: Pairing): void {
  const { stdout } = process;
  if (!stdout.isTTY) return;
  if (type === 'code') {
    stdout.write(`\n${pairingText.code(text)}\n`);
    return;
  }
  void import('qrcode')
    .then(({ default: qrcode }) => qrcode.toString(text, { type: 'terminal', small: true }))
    .then((picture) => {
      stdout.write(`\n${pairingText.qr}\n${picture}\n`);
    });
}
