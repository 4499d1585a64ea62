/** Seals rows for the thread that reads them (sealing.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { BlindIndex, FieldCipher } from '../crypto/field-cipher.js';
import { copiedKeyring, type Keyring } from '../crypto/keyring.js';
import { sealRows, type ToSeal } from './staging.js';

const keyring = copiedKeyring(workerData as Keyring);
const sealer = { cipher: new FieldCipher(keyring), index: new BlindIndex(keyring) };
parentPort?.on('message', (asked: ToSeal) => {
  const staged = sealRows(sealer, asked);
  // Handed over, not copied.
  parentPort?.postMessage(staged, [staged.text.buffer as ArrayBuffer]);
});
