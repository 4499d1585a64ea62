/** Sentences about aid: programmes, lists, and what was given. */

export const aidAccessLabels: Readonly<Record<string, string>> = {
  'aid.program_saved': 'Mengubah program bantuan',
};
