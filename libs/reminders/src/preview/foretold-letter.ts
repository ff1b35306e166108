import type { Instant, PlainDate } from '#domain';
import type { StoredLine } from '../ledger/ledger-line.js';
import type { PlanRow } from '../plan/plan-row.js';
import type { Recipient } from '../recipients/recipients.port.js';
import type { TaskAtHead } from '../send/task-fence.js';

/** Tasks and indicators as the log has them now, by id. */
export type Tasks = ReadonlyMap<string, TaskAtHead>;

/** Of those, the ones that lines tell of. */
export const headsOf = (tasks: Tasks, lines: readonly StoredLine[]): Tasks =>
  new Map(
    lines.flatMap(({ taskId }) => {
      const head = tasks.get(taskId);
      return head === undefined ? [] : [[taskId, head] as const];
    }),
  );

/** A scheduled mail as it will leave if nothing happens in between, not yet put in words. */
export interface ForetoldLetter {
  readonly day: PlainDate;
  /** When it leaves: the morning's hour, or the reader's own. */
  readonly at: Instant;
  readonly late: boolean;
  readonly recipient: Recipient;
  readonly lines: readonly StoredLine[];
  /** Every task and indicator that it tells of, as the log has them now. */
  readonly tasks: Tasks;
}

/** Which letters are wanted, by their recipient and the rows that they would tell of. */
export type LetterWish = (recipient: Recipient, rows: readonly PlanRow[]) => boolean;

/** A row of the plan with the task or indicator that calls for it. */
export interface ToldRow {
  readonly head: TaskAtHead;
  readonly row: PlanRow;
}

export const rowsTold = ({ lines, tasks }: Pick<ForetoldLetter, 'lines' | 'tasks'>): readonly ToldRow[] =>
  lines.flatMap(({ taskId, planKey }) => {
    const head = tasks.get(taskId);
    const row = head?.rows.get(planKey);
    return head === undefined || row === undefined ? [] : [{ head, row }];
  });
