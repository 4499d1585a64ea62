/** The question of pictures: which of them help depends on the kind of report. */
import type { PhotoRole } from '../../domain/report/parts.js';
import { maxPhotos } from '../../domain/report/parts.js';
import { form } from '../../i18n/form.js';
import { fieldLabels, photoRoleLabels } from '../../i18n/labels.js';
import { readChoice } from '../parse/choice.js';
import { plainWords, saysDone, saysNone } from '../parse/text.js';
import type { DraftPhoto } from '../state.js';
import { refuse, set, type Field } from './field.js';

export const pictureRoles = ['house_front', 'house_inside', 'ktp', 'kk', 'person'] as const;

export function isPicture({ role }: DraftPhoto): boolean {
  return role !== 'minutes';
}

export const isMinutes = (photo: DraftPhoto): boolean => !isPicture(photo);

export function photosField(useful: readonly PhotoRole[]): Field {
  return {
    id: 'photos',
    kind: 'photos',
    label: fieldLabels.photos,
    optional: true,
    ask: (_context, _answers, photos) => {
      const pictures = photos.filter(isPicture);
      const lacking = useful.filter((role) => !pictures.some((photo) => photo.role === role));
      const labels = lacking.map((role) => inSentence(photoRoleLabels[role]));
      return form.photos.ask(pictures.length, maxPhotos, labels);
    },
    read: (typed) =>
      saysDone(typed) || plainWords(typed) === '1' || saysNone(typed)
        ? set({ photos: true })
        : refuse(form.photos.wrong),
    show: (_answers, photos) => form.photos.show(showPhotos(photos)),
  };
}

/** KTP and KK are written so everywhere. */
const inSentence = (label: string) => (label === label.toUpperCase() ? label : label.toLowerCase());

function showPhotos(photos: readonly DraftPhoto[]): readonly string[] {
  const pictures = photos.filter(isPicture).length;
  const minutes = photos.length - pictures;
  return [
    ...(pictures === 0 ? [] : [form.photos.count(pictures)]),
    ...(minutes === 0 ? [] : [form.photos.minutes(minutes)]),
  ];
}

const roleWords: readonly (readonly [RegExp, PhotoRole])[] = [
  [/\b(?:berita acara|ba musdes|musdes|musyawarah)\b/, 'minutes'],
  [/\b(?:dalam|kamar|dapur|ruang|lantai)\b/, 'house_inside'],
  [/\b(?:depan|luar|tampak|samping|belakang)\b/, 'house_front'],
  [/\bktp\b/, 'ktp'],
  [/\b(?:kk|kartu keluarga)\b/, 'kk'],
  [/\b(?:orang|orangnya|wajah|warga|diri|foto diri)\b/, 'person'],
  [/\brumah(?:nya)?\b/, 'house_front'],
];

/** What a picture shows, by the words under it; null when they do not say. */
export function readRole(words: string): PhotoRole | null {
  const plain = plainWords(words);
  const found = roleWords.filter(([pattern]) => pattern.test(plain)).map(([, role]) => role);
  const [first] = found;
  // "rumah depan" is one role, said twice.
  const roles = new Set(first === 'house_inside' || first === 'house_front' ? [first] : found);
  return roles.size === 1 && first !== undefined ? first : null;
}

/** Roles as they are offered: by number after the two ends of the question, or by word. */
export function chosenRole(typed: string, before: number): PhotoRole | null {
  const place = readChoice(typed, [
    ...Array.from({ length: before }, () => '\0'),
    ...pictureRoles.map((role) => photoRoleLabels[role]),
  ]);
  return place === null ? readRole(typed) : (pictureRoles[place - before] ?? null);
}
