/** What programs write where there is nothing. */
const NOTHING = /^(?:[-–—.*_]{1,20}|null|n\/?a|#n\/a|nan|none|nihil|tidak ada|tdk ada|kosong|belum ada)$/i;
const NOTHING_LENGTH = 20;
const PRINTABLE_ASCII = /^[ -~]*$/;
/** Marks that cannot be seen, and halves of characters. */
const UNSEEN = /[\p{Cf}\p{Cs}\p{Cn}\p{Co}]+/gu;

/**
 * A cell on one line, without blanks around it and marks that cannot be seen; '' for what only says that
 * there is nothing. The apostrophe that keeps a spreadsheet from calculating is no part of it.
 */
export function cellText(cell: string | undefined): string {
  if (cell === undefined || cell === '') return '';
  const plain = PRINTABLE_ASCII.test(cell)
    ? cell
    : cell
        // Before anything is cut: a line break parts words, a joiner does not.
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .replace(UNSEEN, '')
        .normalize('NFC');
  const text = (plain.includes('  ') ? plain.replace(/\s{2,}/gu, ' ') : plain).trim();
  const bare = text.startsWith("'") ? text.replace(/^'+(?=[\d=+\-@])/, '') : text;
  return bare.length <= NOTHING_LENGTH && NOTHING.test(bare) ? '' : bare;
}

/** `6,40804E+15`: the spreadsheet kept what it showed, and threw the other digits away. */
export function isScientific(text: string): boolean {
  return /^\d(?:[.,]\d*)?[eE]\+?\d{1,3}$/.test(text);
}

/** `6408…0.0`: a number that went through a program that has no whole ones. */
export function wholeNumber(text: string): string {
  return /^\d+[.,]0+$/.test(text) ? text.replace(/[.,]0+$/, '') : text;
}

/** Capitals, letters and digits alone. */
export function plainKey(text: string): string {
  return text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}
