import type { SimulatorServices } from '../../usecases/console-services.js';

export type ChatItem = Awaited<ReturnType<SimulatorServices['messages']>>['items'][number];

/** Bytes. */
export const PHOTO_LIMIT = 10 * 1024 * 1024;

/**
 * The chat as the reader sees it: a message that replaces an earlier one stands in its place, under
 * the id that the place was born with. The press that it answers is seen there, and not said again.
 */
export function bubblesOf(items: readonly ChatItem[]): readonly ChatItem[] {
  const bubbles = new Map<string, ChatItem>();
  const bornAs = new Map<string, string>();
  for (const item of items) {
    const id = item.replaces === null ? item.id : (bornAs.get(item.replaces) ?? item.id);
    bornAs.set(item.id, id);
    if (item.replaces !== null) bubbles.delete(firstPressOn(id, bubbles));
    bubbles.set(id, { ...item, id });
  }
  return [...bubbles.values()];
}

function firstPressOn(id: string, bubbles: ReadonlyMap<string, ChatItem>): string {
  return [...bubbles.values()].find(({ pressedOn }) => pressedOn === id)?.id ?? '';
}
