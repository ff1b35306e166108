import type { BaselineRow } from '#contracts';
import type { BaselineSearch } from '../../app/searches.js';
import { foldText } from '../../words/fold-text.js';

export const keyOf = ({ task, part }: { readonly task: { readonly id: string }; readonly part: string }): string => `${task.id} ${part}`;

const dueFits = ({ deadline: { due } }: BaselineRow, wanted: string | undefined, today: string): boolean => {
  if (wanted === undefined) return true;
  if (wanted === 'khong') return due === null;
  return due !== null && (wanted === 'qua' ? due < today : due >= today);
};

/** The rows that the filters leave, in the order of the appendix. */
export const rowsFitting = (rows: readonly BaselineRow[], search: BaselineSearch, today: string): readonly BaselineRow[] => {
  const words = foldText(search.tim ?? '');
  return rows.filter(
    (row) =>
      row.unreviewed === (search.xem !== 'da') &&
      (search.coquan === undefined || row.agency.id === search.coquan) &&
      dueFits(row, search.thoihan, today) &&
      (words === '' || foldText(`${row.task.title} ${row.agency.name}`).includes(words)),
  );
};

/** What a click on a row's box chooses: that row, or with the shift key all rows from the last one clicked to it. */
export const toggled = (
  chosen: ReadonlySet<string>,
  keys: readonly string[],
  { key, from, isOn }: { readonly key: string; readonly from: string | null; readonly isOn: boolean },
): ReadonlySet<string> => {
  const [start, end] = [keys.indexOf(from ?? key), keys.indexOf(key)].sort((one, other) => one - other);
  const range = start === undefined || start < 0 ? [key] : keys.slice(start, (end ?? start) + 1);
  const next = new Set(chosen);
  for (const each of range) {
    if (isOn) next.add(each);
    else next.delete(each);
  }
  return next;
};
