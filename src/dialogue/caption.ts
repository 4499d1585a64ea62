/** Words under a picture may answer the question that stands: an address, a note, a whole block. */
import { kindOfBlock, takeBlock } from './block.js';
import { withAnswer } from './draft.js';
import type { Field, FieldReading } from './forms/field.js';
import { asksMember } from './forms/members.js';
import { moveOn, type Move } from './move.js';
import { readBlock } from './parse/block.js';
import { saysDone, saysNone } from './parse/text.js';
import { questionOf } from './question.js';
import { labelled } from './several.js';
import type { State } from './state.js';
import type { DialogueContext } from './types.js';

/** Whatever is written could be read as one: only what looks like one is taken. */
const looksLike: Readonly<Record<string, RegExp>> = {
  address: /\b(?:jl|jln|jalan|gg|gang|dusun|dsn|rt|rw|blok|km|kampung|kp|desa)\b/i,
  note: /\p{L}{3}[\s\S]*\s\p{L}{2}/u,
};
const never = new Set(['name', 'place', 'gone', 'duplicateReason', 'location']);

/** null: the words are no answer to it, and say no more than what the picture shows. */
export function captionAnswer(state: State, caption: string, context: DialogueContext): Move | null {
  const question = questionOf(state, context);
  if (caption.trim() === '' || question.type !== 'field') return null;
  const { draft, field } = question;
  const pairs = readBlock(caption);
  if (pairs !== null && draft.kind !== 'field_check') {
    const said = kindOfBlock(pairs)?.kind ?? draft.kind;
    return said === draft.kind ? takeBlock(state, caption, context) : null;
  }
  const named = labelled(caption, [field]);
  if (named === null && !mayAnswer(field, caption)) return null;
  const reading: FieldReading = field.read(named?.text ?? caption, context, draft.answers);
  if (!reading.ok) return null;
  return moveOn({ ...state, draft: withAnswer(draft, field, reading.set) }, reading.note);
}

function mayAnswer(field: Field, caption: string): boolean {
  if (field.kind === 'photos' || saysDone(caption) || saysNone(caption) || never.has(field.id)) return false;
  // "anak dan istri" tells what is seen; a line about a member has its parts.
  if (asksMember(field)) return /[,;].*\d/s.test(caption);
  if (/^member:\d+:name$/.test(field.id)) return false;
  return looksLike[field.id]?.test(caption) ?? true;
}
