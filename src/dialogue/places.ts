/** Where it is: shared, typed, as a link, or known by a photo. Kept at whatever question it comes. */
import { liesWithin } from '../domain/region/bounds.js';
import { GeoPoint } from '../domain/report/parts.js';
import { dialogue } from '../i18n/dialogue.js';
import { form } from '../i18n/form.js';
import { merged } from './draft.js';
import { ask, askAgain, moveOn, nothingSaid, type Move } from './move.js';
import { readCorrection } from './parse/correction.js';
import { readPlace } from './parse/place.js';
import { readYesNo } from './parse/text.js';
import { readChoice } from './parse/choice.js';
import { questionOf } from './question.js';
import type { Draft, PlaceAsked, State } from './state.js';
import type { DialogueContext } from './types.js';

/** Six decimals are a hand's breadth: more is noise. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function pointOf(latitude: number, longitude: number, source: GeoPoint['source']): GeoPoint | null {
  const point = GeoPoint.safeParse({ latitude: round(latitude), longitude: round(longitude), source });
  return point.success ? point.data : null;
}

/** Coordinates or a link with coordinates in it; null: neither. */
export function pointIn(text: string): GeoPoint | null {
  const place = readPlace(text);
  return place === null || 'shortLink' in place
    ? null
    : pointOf(place.latitude, place.longitude, place.source);
}

/** null: the text is no place. */
export function typedPlace(state: State, text: string, context: DialogueContext): Move | null {
  const place = readPlace(text);
  if (place === null) return null;
  if ('shortLink' in place) return askAgain(state, form.location.shortLink);
  const point = pointOf(place.latitude, place.longitude, place.source);
  return point === null ? null : keepPlace(state, point, context);
}

export function sharedPlace(
  state: State,
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
  context: DialogueContext,
): Move {
  const point = pointOf(latitude, longitude, 'shared');
  return point === null ? askAgain(state, form.location.wrong) : keepPlace(state, point, context);
}

function keepPlace(state: State, point: GeoPoint, { bounds }: DialogueContext): Move {
  const { draft } = state;
  if (draft === null) return ask(state, dialogue.places.alone);
  if (bounds !== null && !liesWithin(point, bounds)) {
    return moveOn({ ...state, draft: { ...draft, place: { point, why: 'outside' } } });
  }
  const next = { ...state, draft: placed(draft, point) };
  // It was asked for: its question is over.
  return draft.todo[0] === 'location' ? moveOn(next, dialogue.places.kept) : ask(next, dialogue.places.kept);
}

function placed(draft: Draft, point: GeoPoint): Draft {
  const asked = draft.todo[0] === 'location';
  return {
    ...draft,
    answers: merged(draft.answers, { location: point }),
    place: null,
    todo: draft.todo.filter((id) => id !== 'location'),
    editing: asked ? false : draft.editing,
  };
}

/** Of a block: kept, or kept to be asked about. null: no place. */
export function withPlace(draft: Draft, text: string, { bounds }: DialogueContext): Draft | null {
  const place = readPlace(text);
  if (place === null || 'shortLink' in place) return null;
  const point = pointOf(place.latitude, place.longitude, place.source);
  if (point === null) return null;
  const outside = bounds !== null && !liesWithin(point, bounds);
  return outside ? { ...draft, place: { point, why: 'outside' } } : placed(draft, point);
}

/** null: neither yes nor no, and the place may go: what was said answers something else. */
export function answerPlace(
  state: State,
  draft: Draft,
  { point, why }: PlaceAsked,
  given: { readonly typed?: string; readonly value?: string },
): Move | null {
  const typed = given.typed ?? '';
  const place = readChoice(typed, [dialogue.yes, dialogue.no]);
  const yes =
    given.value === undefined ? (place === null ? readYesNo(typed) : place === 0) : given.value === 'yes';
  const without: Draft = { ...draft, place: null };
  // "bukan, 12-4-1980" is about the answer before.
  if (why === 'photo' && yes !== true && readCorrection(typed) !== null) return null;
  if (yes === true) return moveOn({ ...state, draft: placed(without, point) }, dialogue.places.kept);
  if (yes === false) return moveOn({ ...state, draft: without }, dialogue.places.notKept);
  return why === 'outside' ? askAgain(state, dialogue.yesNo) : null;
}

/** A photo's own position is offered once, while the draft has none. */
export function photoPlace(
  state: State,
  photo: { readonly attachmentId: string; readonly latitude: number; readonly longitude: number },
  context: DialogueContext,
): Move {
  const { draft } = state;
  const point = pointOf(photo.latitude, photo.longitude, 'photo');
  const its = draft?.photos.some(({ id }) => id === photo.attachmentId) === true;
  if (
    !its ||
    point === null ||
    draft.place !== null ||
    GeoPoint.safeParse(draft.answers['location']).success
  ) {
    return nothingSaid(state);
  }
  // A picture from elsewhere (of another day, or sent on) says nothing of this place.
  if (context.bounds !== null && !liesWithin(point, context.bounds)) return nothingSaid(state);
  const next: State = { ...state, draft: { ...draft, place: { point, why: 'photo' } } };
  return questionOf(next, context).type === 'place' ? moveOn(next) : nothingSaid(next);
}
