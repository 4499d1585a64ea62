/** To the case before and behind this one, in the list that it was opened from. */
import type { VNode } from 'preact';
import { listStepText } from '../../../i18n/casework.js';
import type { Neighbours } from '../../../usecases/casework/services.js';
import { countLimit } from '../../../usecases/console-services.js';
import type { Formatter } from '../format.js';
import { useListed } from './list-state.js';

interface ListStepsProps {
  readonly neighbours: Neighbours;
  readonly format: Formatter;
}

export function ListSteps({ neighbours, format }: ListStepsProps): VNode {
  const { before, after, place } = neighbours;
  return (
    <nav class="list-steps" aria-label={listStepText.label}>
      <Step id={before} text={listStepText.before} rel="prev" hotkey="k" />
      <span>{where(neighbours, format)}</span>
      {/* What was decided has left the list: on to the next. */}
      <Step id={after} text={listStepText.after} rel="next" hotkey="j" loud={place === null} />
    </nav>
  );
}

function where({ place, total }: Neighbours, format: Formatter): string {
  const all = total > countLimit ? listStepText.over(format.count(countLimit)) : format.count(total);
  if (place === null) return listStepText.left(all);
  return listStepText.place(
    place > countLimit ? listStepText.over(format.count(countLimit)) : format.count(place),
    all,
  );
}

interface StepProps {
  /** Of the case; null: there is none. */
  readonly id: string | null;
  readonly text: string;
  readonly rel: 'prev' | 'next';
  readonly hotkey: string;
  readonly loud?: boolean;
}

function Step({ id, text, rel, hotkey, loud = false }: StepProps): VNode {
  const address = useListed(`/console/kasus/${id ?? ''}`);
  if (id === null) return <span class="quiet">{text}</span>;
  return (
    <a href={address} rel={rel} data-key={hotkey} class={loud ? 'button' : undefined}>
      {text}
    </a>
  );
}
