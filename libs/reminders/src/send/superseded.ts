import { overviewSubject } from '../plan/overview-rows.js';
import type { Occurrence } from '../plan/plan-row.js';
import { familyOf } from '../policy/reminder-policy.js';

const subjectOf = ({ row }: Occurrence): string =>
  [row.taskId, row.subject, row.subjectVersion, familyOf(row.rule), `${row.seat}@${row.agency}`].join('|');

/**
 * Of several scheduled rules that came due for one subject while nothing was sent, only the latest says what is true now; the
 * others are recorded as superseded. At-once notices tell different things and are all kept. A line of the overview gives way to
 * whatever else is told of its subject in the same mail.
 */
export const splitSuperseded = (
  occurrences: readonly Occurrence[],
): { readonly latest: readonly Occurrence[]; readonly superseded: readonly Occurrence[] } => {
  const newest = new Map<string, Occurrence>();
  for (const occurrence of occurrences) {
    if (occurrence.row.kind !== 'scheduled') continue;
    const known = newest.get(subjectOf(occurrence));
    if (known === undefined || known.dueAt <= occurrence.dueAt) newest.set(subjectOf(occurrence), occurrence);
  }
  const isNewest = (one: Occurrence): boolean => one.row.kind === 'at-once' || newest.get(subjectOf(one)) === one;
  const told = new Set([...newest.values()].filter(({ row }) => row.rule !== 'overview').map(({ row }) => overviewSubject(row)));
  const isLatest = (one: Occurrence): boolean => isNewest(one) && !(one.row.rule === 'overview' && told.has(overviewSubject(one.row)));
  return { latest: occurrences.filter(isLatest), superseded: occurrences.filter((one) => !isLatest(one)) };
};
