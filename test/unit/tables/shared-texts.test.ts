import { expect, it } from 'vitest';
import { SharedTexts } from '../../../src/storage/tables/shared-texts.js';

it('shared texts are found by their numbers, however many and long', () => {
  const texts = new SharedTexts();
  const of = (n: number) => (n % 50_000 === 7 ? 'é'.repeat(700_000) : `UJI ${String(n)} ’`);
  for (let n = 0; n < 200_000; n += 1) texts.add(of(n));
  for (let n = 0; n < 200_000; n += 1) if (texts.at(n) !== of(n)) expect(texts.at(n)).toBe(of(n));
  for (const none of [-1, 200_000, 0.5, NaN, Infinity]) expect(texts.at(none)).toBe('');
  texts.add('');
  expect(texts.at(200_000)).toBe('');
});
