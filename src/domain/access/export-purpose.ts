/** What a list of people, or a case on paper, may leave the service for; the access log keeps it. */
export const exportPurposes = ['aid', 'field_check', 'reporting', 'other'] as const;
export type ExportPurpose = (typeof exportPurposes)[number];

/**
 * The words that the log keeps of a purpose: null where its code says it all, 'wrong' where there are too few
 * or too many, or an identity number among them: the log is read by many.
 */
export function purposeNote(
  purpose: ExportPurpose,
  note: string,
): { readonly text: string | null } | 'wrong' {
  if (purpose !== 'other') return { text: null };
  const text = note.trim();
  return text.length < 3 || text.length > 200 || /\d[\d\s.-]{8,}\d/.test(text) ? 'wrong' : { text };
}
