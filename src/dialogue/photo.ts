import type { MediaSource } from '../domain/channel/message.js';
import { maxMinutes, maxPhotos, type PhotoRole } from '../domain/report/parts.js';
import { dialogue } from '../i18n/dialogue.js';
import { captionAnswer } from './caption.js';
import { allDrafts } from './drafts.js';
import { isMinutes, isPicture, readRole } from './forms/photos.js';
import { ask, tell, type Move } from './move.js';
import { questionOf } from './question.js';
import type { Draft, State } from './state.js';
import type { DialogueContext, PhotoFailure } from './types.js';

interface Picture {
  readonly source: MediaSource;
  readonly caption?: string | undefined;
}

/** A picture is kept at whatever question it comes. */
export function photo(state: State, { source, caption = '' }: Picture, context: DialogueContext): Move {
  const role = readRole(caption);
  const kept = keep(state, source, role, context);
  if (kept.effects.length === 0 || role === 'minutes') return kept;
  const answered = role === null ? captionAnswer(kept.state, caption, context) : null;
  if (answered !== null)
    return { ...answered, lead: [...kept.lead, ...answered.lead], effects: kept.effects };
  const question = questionOf(state, context);
  const asked = question.type === 'field' && question.field.kind === 'photos';
  return asked ? { ...kept, lead: [] } : kept;
}

/** A PDF is taken for a berita acara. */
export function minutes(state: State, source: MediaSource, context: DialogueContext): Move {
  return keep(state, source, 'minutes', context);
}

function keep(
  state: State,
  source: MediaSource,
  role: PhotoRole | null,
  { messageId }: DialogueContext,
): Move {
  const { draft } = state;
  const { photos: words } = dialogue;
  if (draft === null) return ask(state, words.alone);
  const isMinute = role === 'minutes';
  const [of, most] = isMinute ? [isMinutes, maxMinutes] : [isPicture, maxPhotos];
  if (draft.photos.filter(of).length >= most) {
    return ask(state, isMinute ? words.tooManyMinutes(most) : words.tooMany(most));
  }
  const photos = [...draft.photos, { id: messageId, role }];
  return {
    ...ask({ ...state, draft: { ...draft, photos } }, isMinute ? words.minutesKept : words.kept),
    effects: [{ type: 'attach_photo', attachmentId: messageId, source }],
  };
}

/** It is taken off the draft that has it, and asked for again. */
export function photoFailed(state: State, attachmentId: string, reason: PhotoFailure): Move {
  const has = (draft: Draft) => draft.photos.some(({ id }) => id === attachmentId);
  const without = (draft: Draft): Draft =>
    has(draft) ? { ...draft, photos: draft.photos.filter(({ id }) => id !== attachmentId) } : draft;
  const isMinute = allDrafts(state).some(({ photos }) =>
    photos.some((photo) => photo.id === attachmentId && isMinutes(photo)),
  );
  const words = (isMinute ? dialogue.photos.minutesFailed : dialogue.photos.failed)[reason];
  if (!allDrafts(state).some(has)) return tell(state, { text: `${words}\n${dialogue.photos.failedSent}` });
  const { draft } = state;
  const next: State = {
    ...state,
    draft: draft === null ? null : without(draft),
    aside: state.aside.map(without),
  };
  return ask(next, words);
}
