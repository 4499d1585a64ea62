import type { Choice } from '../domain/channel/message.js';
import { dialogue } from '../i18n/dialogue.js';

/** Token of a button that gives a command anywhere: `c:status`, `c:perbaiki:LP-2026-00012-K`. */
export function commandToken(command: string, argument?: string): string {
  return argument === undefined ? `c:${command}` : `c:${command}:${argument}`;
}

/** Token of a button that answers the question of this turn, and no other. */
export function answerToken(turn: number, value: string): string {
  return `a:${String(turn)}:${value}`;
}

/** A choice to answer the question of this turn. */
export function choiceOf(turn: number, value: string, label: string): Choice {
  return { token: answerToken(turn, value), label };
}

export const menuChoices: readonly Choice[] = [
  { token: commandToken('mulai'), label: dialogue.menuStart },
  { token: commandToken('status'), label: dialogue.menuStatus },
  { token: commandToken('bantuan'), label: dialogue.menuHelp },
];

const draftsChoice: Choice = { token: commandToken('draf'), label: dialogue.menuDrafts };

/** With the drafts that wait, where there are some. */
export function menuWith(drafts: number): Choice[] {
  return drafts === 0 ? [...menuChoices] : [...menuChoices, draftsChoice];
}
