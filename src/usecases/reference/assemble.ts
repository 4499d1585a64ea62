import { z } from 'zod';
import type { FormerLabel, Item, Reference } from '../../domain/reference/reference.js';
import {
  isReasonTopic,
  type ReasonTopic,
  type ReferenceTopic,
  referenceValues,
  type ReferenceValue,
} from '../../domain/reference/values.js';
import { AppError } from '../../errors.js';
import { type BuiltIn } from './built-in.js';

/** One stored change; in the order in which they were made. */
export interface StoredChange {
  readonly topic: string;
  readonly code: string;
  readonly version: number;
  readonly before: unknown;
  readonly after: unknown;
  readonly at: Date;
}

/** What came with the service, and over it what was changed since. */
export function assemble(builtIn: BuiltIn, version: number, changes: readonly StoredChange[]): Reference {
  const itemsOf = <T extends ReferenceTopic>(topic: T): readonly Item<T>[] => {
    const items = new Map<string, Item<T>>(builtIn[topic].map((one) => [one.code, one]));
    for (const change of changes.filter((one) => one.topic === topic)) {
      const { code, version: at } = change;
      const own = items.get(code)?.builtIn === true;
      items.set(code, { code, version: at, value: valueOf(topic, change.after), builtIn: own });
    }
    return [...items.values()];
  };
  const [officeTime] = itemsOf('office_time');
  if (officeTime === undefined) throw new AppError('internal');
  return {
    version,
    officeTime,
    holidays: itemsOf('holiday').toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    reasons: {
      reject_reason: inOrder(itemsOf('reject_reason')),
      correction_reason: inOrder(itemsOf('correction_reason')),
      reopen_reason: inOrder(itemsOf('reopen_reason')),
    },
    formerLabels: changes.flatMap(formerLabel),
    questions: inOrder(itemsOf('question')),
    categories: itemsOf('pmks_category'),
  };
}

/** Throws on what no version of the service wrote. */
function valueOf<T extends ReferenceTopic>(topic: T, stored: unknown): ReferenceValue<T> {
  return referenceValues[topic].parse(stored) as ReferenceValue<T>;
}

function inOrder<T extends ReasonTopic | 'question'>(items: readonly Item<T>[]): readonly Item<T>[] {
  // Stable: of two in the same place the older one is first.
  return items.toSorted((a, b) => a.value.order - b.value.order);
}

const Labelled = z.object({ label: z.string() });

function formerLabel({ topic, code, before, after, at }: StoredChange): readonly FormerLabel[] {
  if (!isReasonTopic(topic)) return [];
  const was = Labelled.safeParse(before).data?.label;
  if (was === undefined || was === Labelled.safeParse(after).data?.label) return [];
  return [{ topic, code, until: at, label: was }];
}
