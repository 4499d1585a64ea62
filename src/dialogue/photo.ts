import type { MediaSource } from '../domain/channel/message.js';
import { dialogue } from '../i18n/chat.js';
import { maxPhotos } from './forms/new-poor-household.js';
import type { Move } from './move.js';
import { prompt } from './prompt.js';
import { questionOf } from './question.js';
import type { State } from './state.js';
import type { DialogueContext } from './types.js';

/** A picture is kept at whatever question it comes. */
export function photo(state: State, source: MediaSource, context: DialogueContext): Move {
  const { draft } = state;
  const say = (lead: string | undefined, next: State = state): Move => ({
    state: next,
    replies: [prompt(next, context, lead)],
    effects: [],
  });
  if (draft === null) return say(dialogue.photoAlone);
  if (draft.photos.length >= maxPhotos) return say(dialogue.tooManyPhotos(maxPhotos));
  const attachmentId = context.messageId;
  const next: State = { ...state, draft: { ...draft, photos: [...draft.photos, attachmentId] } };
  const question = questionOf(state, context);
  const asked = question.type === 'field' && question.field.kind === 'photos';
  return {
    ...say(asked ? undefined : dialogue.photoKept, next),
    effects: [{ type: 'attach_photo', attachmentId, source }],
  };
}
