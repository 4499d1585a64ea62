import type { VNode } from 'preact';
import { registryText } from '../../../../i18n/console.js';
import { personText, peopleText, storeLabels } from '../../../../i18n/people.js';
import type { HistoryEvent } from '../../../../usecases/people/services.js';
import type { Formatter } from '../../format.js';
import { relationName } from './parts.js';

interface HistoryProps {
  readonly history: readonly HistoryEvent[];
  readonly format: Formatter;
}

export function PersonHistory({ history, format }: HistoryProps): VNode {
  return (
    <section class="card" aria-labelledby="riwayat">
      <h2 id="riwayat">{personText.history}</h2>
      <p>{personText.historyLead}</p>
      {history.length === 0 ? (
        <p class="quiet">{personText.historyEmpty}</p>
      ) : (
        <ol class="plain-list person-history" data-testid="person-history">
          {history.map((event, nth) => (
            <li key={nth}>
              <strong>{what(event)}</strong> <small>{details(event, format)}</small>
              <br />
              <small>
                {event.from === null ? null : `${personText.since(format.shortDay(event.from))}, `}
                {personText.recorded(format.short(event.at))}
              </small>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function what(event: HistoryEvent): string {
  const { events } = personText;
  switch (event.type) {
    case 'said':
    case 'gone':
    case 'withdrawn':
      return events[event.type](storeLabels[event.store]);
    case 'entry':
      return events.entry(event.number, registryText.statuses[event.status].toLowerCase());
    case 'joined':
      return events.joined(relationName(event.relation).toLowerCase());
    case 'left':
    case 'merged':
    case 'parted':
      return events[event.type];
  }
}

function details(event: HistoryEvent, format: Formatter): string {
  if (event.type === 'merged' || event.type === 'parted') return personText.eventBy(event.byName);
  if (!('store' in event)) return '';
  const { name, desil, category } = event;
  return [
    name,
    ...(desil === null ? [] : [peopleText.desil(desil)]),
    ...(category === null ? [] : [format.category(category)]),
  ].join(' · ');
}
