import type { OutboundBody } from '../../src/domain/channel/message.js';

/** Buttons and lists are unreliable on WhatsApp: choices become a numbered list (see OutboundBody.menu). */
export function renderText({ text, choices = [], menu = false }: OutboundBody): string {
  if (!menu) return text;
  return [text, ...choices.map(({ label }, place) => `${String(place + 1)}. ${label}`)].join('\n');
}
