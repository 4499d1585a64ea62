import type { ILogger } from '@whiskeysockets/baileys/lib/Utils/logger.js';

const nothing = () => undefined;

/** Baileys logs what people write and whom they write to: none of it may reach our log. */
export const silentLogger: ILogger = {
  level: 'silent',
  child: () => silentLogger,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
