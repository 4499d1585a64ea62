/** The views on top of the queue: those that everybody has, and one's own. */
import { staffMay, type StaffAction } from '../../domain/access/scope.js';
import { viewText } from '../../i18n/bulk.js';
import type { QueueFilter, StaffActor } from '../../usecases/console-services.js';
import type { ViewFilter } from '../../usecases/views/services.js';
import type { ConsoleContext } from './context.js';
import { hrefWith } from './href.js';
import { queryOf, queryOfFilter } from './queue-query.js';
import type { ViewLink } from './views/saved-views.js';

interface Standard {
  readonly name: string;
  readonly filter: ViewFilter;
  readonly needs: StaffAction;
}

const standard: readonly Standard[] = [
  { name: viewText.standard.mine, filter: { holder: 'me' }, needs: 'decide_cases' },
  { name: viewText.standard.free, filter: { holder: 'nobody' }, needs: 'read_cases' },
  { name: viewText.standard.late, filter: { age: 'late' }, needs: 'read_cases' },
  { name: viewText.standard.urgent, filter: { urgent: true }, needs: 'read_cases' },
  { name: viewText.standard.second, filter: { second: true }, needs: 'decide_cases' },
];

/** `now`: the filter of the page, so that it is seen which of them is open. */
export async function viewLinks(
  { savedViews, search }: ConsoleContext,
  actor: StaffActor,
  now: QueueFilter,
): Promise<readonly ViewLink[]> {
  const everybodys = standard.filter(({ needs }) => staffMay(actor, needs));
  const counted = await savedViews.counted(
    actor,
    everybodys.map(({ filter }) => filter),
  );
  return [
    ...everybodys.map(({ name, filter }, nth) => ({
      name,
      href: hrefWith('/console', queryOf(queryOfFilter(filter, actor, search))),
      count: counted.standard[nth] ?? 0,
      here: isSame(filter, now),
      own: false,
    })),
    ...counted.own.map(({ id, name, filter, count }) => ({
      name,
      // Its words are sealed into an address only when it is opened.
      href: `/console/tampilan/${id}`,
      count,
      here: isSame(filter, now),
      own: true,
    })),
  ];
}

function isSame(one: ViewFilter, { cursor: _, ...other }: QueueFilter): boolean {
  const told = (filter: ViewFilter) =>
    JSON.stringify(
      Object.entries({ ...filter, sort: filter.sort ?? 'priority' })
        .filter(([, value]) => value !== undefined)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  return told(one) === told(other);
}
