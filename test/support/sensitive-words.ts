/** Words that name a sensitive PMKS category, officially or as people call it. */
import { builtInSensitive, namesSensitive } from '../../src/domain/pmks/categories.js';
import { categoryForms, plainSpelling } from '../../src/dialogue/parse/category-words.js';
import { looseWords } from '../../src/dialogue/parse/text.js';

const naming = categoryForms
  .filter(([, codes]) => codes.some((code) => builtInSensitive.has(code)))
  .map(([words]) => words);

/** The lines of a text that hold one. */
export function linesNamingSensitive(text: string): string[] {
  return text.split('\n').filter((line) => {
    const words = plainSpelling(looseWords(line));
    // The patterns are global: `search` does not remember where it was.
    return namesSensitive(line) || naming.some((pattern) => words.search(pattern) !== -1);
  });
}
