import { spawnSync } from 'node:child_process';
import { Curve } from '@whiskeysockets/baileys';
import { expect, it } from 'vitest';
import { isOfWhatsAppLibrary, silenceConsole } from '../../src/foreign-code.js';

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

it('keeps what libraries print out of the output, and says that they did', () => {
  const logged: unknown[] = [];
  const note = (fields: object, message: string) => logged.push({ ...fields, message });
  const undo = silenceConsole({ info: note, warn: note, error: note });
  try {
    console.info('Closing session:', { privKey: 'rahasia' });
    console.error('6408010101800001');
  } finally {
    undo();
  }
  expect(logged).toEqual([
    { method: 'info', message: 'a library wrote to the console' },
    { method: 'error', message: 'a library wrote to the console' },
  ]);
});

it('is why the console is silenced: libsignal prints its sessions', () => {
  const program = `
    import { SessionRecord } from 'libsignal';
    const record = new SessionRecord();
    record.closeSession({ indexInfo: { closed: -1 }, rahasia: 'kunci' });`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  expect(stdout).toContain('kunci');
});
