/** Seals rows for the thread that reads them (sealing.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { BlindIndex, FieldCipher } from '../crypto/field-cipher.js';
import { copiedKeyring, type Keyring } from '../crypto/keyring.js';
import type { ToSeal } from './sealing.js';
import { sealRows } from './staging.js';

const keyring = copiedKeyring(workerData as Keyring);
const sealer = { cipher: new FieldCipher(keyring), index: new BlindIndex(keyring) };
parentPort?.on('message', ({ head, rows }: ToSeal) => {
  const staged = sealRows(sealer, head, rows);
  // Handed over, not copied.
  parentPort?.postMessage(staged, [staged.text.buffer as ArrayBuffer]);
});
