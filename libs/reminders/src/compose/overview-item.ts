import type { PlainDate } from '#domain';
import type { PlanRow } from '../plan/plan-row.js';
import { familyOf } from '../policy/reminder-policy.js';
import { SECTION_ORDER, type ToldItem } from './digest.js';

type ItemOf = (row: PlanRow) => ToldItem | null;

/** Of a date the line says how it stands on the day, whichever reminder came last. */
const asOfToday = (row: PlanRow, itemOf: ItemOf, today: PlainDate): ToldItem | null => {
  const item = itemOf(row);
  if (item === null || item.due === null || familyOf(row.rule) !== 'due' || item.due > today) return item;
  return itemOf({ ...row, rule: item.due === today ? 'due-in-0' : 'overdue' });
};

/** What was told before of one subject and is still open, as one line: under the heading of the gravest, with the facts of all. Null: nothing is. */
export const overviewItemOf = (told: readonly PlanRow[], itemOf: ItemOf, today: PlainDate): ToldItem | null => {
  const items = told
    .flatMap((row) => asOfToday(row, itemOf, today) ?? [])
    .sort((one, other) => SECTION_ORDER.indexOf(one.section) - SECTION_ORDER.indexOf(other.section));
  const [gravest] = items;
  if (gravest === undefined) return null;
  return {
    ...gravest,
    facts: [...new Set(items.flatMap(({ facts }) => facts))],
    act: items.find(({ act }) => act !== null)?.act ?? null,
  };
};
