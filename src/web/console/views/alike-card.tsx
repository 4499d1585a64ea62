/** Who may be the one that a report is about, already recorded somewhere. */
import type { VNode } from 'preact';
import { alikeText, pairText } from '../../../i18n/pairs.js';
import { sourceLabels } from '../../../i18n/source-import.js';
import type { AlikeView } from '../../../usecases/console-services.js';
import type { Formatter } from '../format.js';

interface AlikeCardProps {
  readonly alike: readonly AlikeView[];
  readonly format: Formatter;
}

/** Bits from which on a field speaks for or against. */
const TELLING = 1;

export function AlikeCard({ alike, format }: AlikeCardProps): VNode {
  return (
    <section class="card" aria-labelledby="mirip" data-testid="alike">
      <h2 id="mirip">{alikeText.title}</h2>
      {alike.length === 0 ? <p class="quiet">{alikeText.none}</p> : <p class="hint">{alikeText.hint}</p>}
      {alike.length === 0 ? null : (
        <ul class="alike">
          {alike.map((one, nth) => (
            <li key={nth}>
              <strong>{one.known?.name ?? alikeText.elsewhere}</strong>{' '}
              <small>
                {one.source === null ? pairText.pemda : sourceLabels[one.source]}
                {one.known === null ? '' : `, ${placeOf(one.known, format)}`}
              </small>
              <p>
                {pairText.verdicts[one.verdict]} {weighed(one, 'for')}
                {weighed(one, 'against') === '' ? '' : ` ${weighed(one, 'against')}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function placeOf({ birthDate, desaName }: NonNullable<AlikeView['known']>, format: Formatter): string {
  return [
    ...(birthDate === null ? [] : [format.shortDay(birthDate)]),
    ...(desaName === null ? [] : [desaName]),
  ].join(', ');
}

function weighed({ fields }: AlikeView, side: 'for' | 'against'): string {
  const telling = fields.filter(({ weight }) => (side === 'for' ? weight >= TELLING : weight <= -TELLING));
  const names = telling.map(({ field, weight }) => `${pairText.fieldName(field)} ${pairText.weight(weight)}`);
  return names.length === 0 ? '' : alikeText[side](names.join(', '));
}
