import { Curve } from '@whiskeysockets/baileys';
import { expect, it } from 'vitest';
import { isOfWhatsAppLibrary } from '../../src/stray-rejections.js';

it('tells a fault inside the WhatsApp library from one of ours', () => {
  let theirs: unknown = null;
  try {
    Curve.sign(Buffer.alloc(1), Buffer.alloc(1));
  } catch (error) {
    theirs = error;
  }
  expect(isOfWhatsAppLibrary(theirs)).toBe(true);
  expect(isOfWhatsAppLibrary(new Error('ours'))).toBe(false);
  expect(isOfWhatsAppLibrary('no error at all')).toBe(false);
});
