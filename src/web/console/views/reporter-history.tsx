import type { VNode } from 'preact';
import { channelNames } from '../../../domain/channel/message.js';
import { channelLabels } from '../../../i18n/console.js';
import { reporterText } from '../../../i18n/enrolment.js';
import type { ReporterView } from '../../../usecases/enrolment/services.js';
import type { Formatter } from '../format.js';
import { Moment } from './parts.js';

const { events: text, fields: fieldNames } = reporterText;

interface ReporterHistoryProps {
  readonly view: ReporterView;
  readonly format: Formatter;
}

export function ReporterHistory({ view, format }: ReporterHistoryProps): VNode {
  if (view.events.length === 0) return <p class="quiet">{reporterText.noHistory}</p>;
  return (
    <ol class="timeline" data-testid="timeline">
      {view.events.map((event) => (
        <li key={event.id}>
          <p>{sentenceOf(event, view.names)}</p>
          <p class="quiet">
            {event.actorName ?? reporterText.service}, <Moment at={event.at} format={format} />
          </p>
        </li>
      ))}
    </ol>
  );
}

type Event = ReporterView['events'][number];

function sentenceOf({ type, data }: Event, names: ReporterView['names']): string {
  const listed = (key: string) => [data[key] ?? []].flat().map(String);
  const named = (key: string) =>
    listed(key)
      .map((code) => names[code] ?? code)
      .join(', ');
  switch (type) {
    case 'enrolled':
      return text.enrolled(named('desa'));
    case 'changed':
      return text.changed(
        listed('fields')
          .map((field) => fieldNames[field] ?? field)
          .join(', '),
      );
    case 'suspended':
      return data['status'] === 'left' ? text.left : text.suspended;
    case 'reactivated':
      return text.reactivated;
    case 'desa_changed':
      return text.desaChanged(
        [
          ...(listed('added').length === 0 ? [] : [text.added(named('added'))]),
          ...(listed('removed').length === 0 ? [] : [text.removed(named('removed'))]),
        ].join('; '),
      );
    case 'handed_over':
      return text.handedOver(named('desa'), named('reporter'));
    case 'took_over':
      return text.tookOver(named('desa'), Number(data['cases'] ?? 0), named('reporter'));
    case 'invited':
      return data['what'] === 'revoked' ? text.inviteRevoked : text.inviteMade;
    case 'connected':
      return text.connected(channelIn(data['channel']));
  }
}

function channelIn(value: Event['data'][string] | undefined): string {
  const channel = channelNames.find((name) => name === value);
  return channel === undefined ? '' : channelLabels[channel];
}
