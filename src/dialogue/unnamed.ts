import type { OutboundBody } from '../domain/channel/message.js';
import { pmksCategories } from '../domain/pmks/categories.js';

const sensitive = pmksCategories.filter((category) => category.sensitive);
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
// The longest first: one name may be the beginning of another.
const NAMES = new RegExp(
  sensitive
    .map(({ name }) => name)
    .toSorted((one, other) => other.length - one.length)
    .map((name) => escaped(name).replaceAll(' ', '\\s+'))
    .join('|'),
  'gi',
);

function codeOf(name: string): string {
  const plain = name.toLowerCase().replace(/\s+/g, ' ');
  return sensitive.find((category) => category.name.toLowerCase() === plain)?.code ?? '';
}

/** No answer names a sensitive category, not even in what somebody wrote and reads again. */
export function unnamed(body: OutboundBody): OutboundBody {
  const clean = (text: string) => text.replace(NAMES, codeOf);
  const { choices } = body;
  const text = clean(body.text);
  return choices === undefined
    ? { ...body, text }
    : { ...body, text, choices: choices.map((choice) => ({ ...choice, label: clean(choice.label) })) };
}
