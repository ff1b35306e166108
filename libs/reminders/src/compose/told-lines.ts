import { dateInVietnam } from '#domain';
import type { StoredLine } from '../ledger/ledger-line.js';
import { isIndicator } from '../plan/planned.js';
import type { PlanRow } from '../plan/plan-row.js';
import { toldIn, type TaskAtHead } from '../send/task-fence.js';
import { itemOf, type DigestItem, type ToldItem, type Words } from './digest.js';
import { indicatorItemOf } from './indicator-item.js';
import { overviewItemOf } from './overview-item.js';
import { whyLine } from './why-line.js';

/** A line of a letter, and what it stands for. */
export interface ToldLine {
  readonly item: DigestItem;
  readonly row: PlanRow;
  /** The row itself, or, of the overview, what was told before. */
  readonly told: readonly PlanRow[];
  /** Who assigned the work; null: its rows name nobody. */
  readonly authority: string | null;
}

/** Null where there is nothing to say of it any more. */
const itemIn = ({ planned, policy }: TaskAtHead, row: PlanRow, words: Words): ToldItem | null => {
  if (isIndicator(planned)) return indicatorItemOf(row, planned, policy, words);
  return planned.task.status === 'none' ? null : itemOf(row, planned.task, words);
};

const authorityOf = ({ planned }: TaskAtHead): string | null =>
  isIndicator(planned) || planned.task.status === 'none' ? null : planned.task.assigningAuthority;

/** The lines of a delivery as its letter tells them, by the log as it was read. */
export const toldLines = (lines: readonly StoredLine[], tasks: ReadonlyMap<string, TaskAtHead>, words: Words): readonly ToldLine[] =>
  lines.flatMap(({ taskId, planKey, dueAt }) => {
    const head = tasks.get(taskId);
    const row = head?.rows.get(planKey);
    if (head === undefined || row === undefined) return [];
    const told = toldIn(tasks)({ row, dueAt });
    const tell = (one: PlanRow): ToldItem | null => itemIn(head, one, words);
    const item = row.rule === 'overview' ? overviewItemOf(told, tell, dateInVietnam(words.now)) : tell(row);
    return item === null ? [] : [{ item: { ...item, why: [whyLine(row, head.policy)] }, row, told, authority: authorityOf(head) }];
  });
