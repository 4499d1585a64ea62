import { readChoice } from '../parse/choice.js';
import type { Answers } from '../state.js';
import { refuse, set, type Field } from './field.js';
import { text } from './shared.js';

/** A question answered by one of a few options, by number, label or `words`. */
export function choiceField(field: {
  readonly id: string;
  readonly label: string;
  readonly ask: string;
  readonly wrong: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly words?: (typed: string) => string | null;
  readonly asked?: Field['asked'];
  readonly shown?: Field['shown'];
  readonly then?: (value: string) => Answers;
}): Field {
  const { id, label, ask, wrong, labels, words, asked, shown, then } = field;
  const values = Object.keys(labels);
  return {
    id,
    kind: 'text',
    label,
    ask: () => ask,
    options: () => values.map((value) => ({ value, label: labels[value] ?? value })),
    ...(asked === undefined ? {} : { asked }),
    ...(shown === undefined ? {} : { shown }),
    read: (typed) => {
      const place = readChoice(typed, Object.values(labels));
      const pressed = values.includes(typed) ? typed : null;
      const value = pressed ?? (place === null ? (words?.(typed) ?? null) : (values[place] ?? null));
      return value === null ? refuse(wrong) : set({ [id]: value, ...then?.(value) });
    },
    show: (answers) => labels[text(answers[id])] ?? '',
  };
}
