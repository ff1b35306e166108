import type pg from 'pg';
import type { PlanTables } from '#reminders';

export interface Tally {
  readonly tasks: number;
  /** Rows of the plan that are due and of which the ledger knows nothing. */
  readonly unexplained: number;
  /** Deliveries without an outcome. */
  readonly open: number;
  /** Deliveries by their outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Messages begun at a version of the log at which their work had ended. */
  readonly begunTooLate: number;
  /** Messages that the mail server took more than once. */
  readonly doubled: number;
  /** Messages recorded as sent that the mail server never took. */
  readonly sentInTheLedgerAlone: number;
  /** Messages that the mail server took and the ledger neither calls sent nor uncertain. */
  readonly takenAndUnknown: number;
}

const QUESTIONS = ({ rows, tasks }: PlanTables): string => `
  select (select count(*)::int from ${tasks}) as tasks,
         (select count(*)::int from ${rows} r where r.due_at <= app_now() and r.suppressed is null
            and not exists (select 1 from rem.ledger l where l.plan_key = r.key and l.outcome is distinct from 'void')) as unexplained,
         (select count(*)::int from rem.deliveries where status in ('ready', 'claimed', 'handing-over', 'retry')) as open,
         (select count(*)::int from rem.deliveries d, jsonb_each_text(d.heads) h
            where d.heads is not null and exists (
              select 1 from es.events e where e.stream_id = 'task-' || h.key and e.type = 'PartCancelled' and e.version <= h.value::int)) as "begunTooLate"`;

type Counted = Pick<Tally, 'tasks' | 'unexplained' | 'open' | 'begunTooLate'>;
const NOTHING: Counted = { tasks: 0, unexplained: 0, open: 0, begunTooLate: 0 };

/** What became of everything, by plan, ledger, log and mail server together. */
export const tally = async (pool: pg.Pool, plan: PlanTables, taken: ReadonlyMap<string, number>): Promise<Tally> => {
  // Until the first worker has made the plan's tables there is nothing to count.
  const asked = await pool.query<Counted>(QUESTIONS(plan)).then(
    ({ rows }) => rows[0] ?? NOTHING,
    () => NOTHING,
  );
  const { rows: deliveries } = await pool.query<{ id: string; status: string }>('select id, status from rem.deliveries');
  const outcomes: Record<string, number> = {};
  for (const { status } of deliveries) outcomes[status] = (outcomes[status] ?? 0) + 1;
  const isOwnedUp = new Set(['sent', 'uncertain', 'handing-over']);
  return {
    ...asked,
    outcomes,
    doubled: [...taken.values()].filter((times) => times > 1).length,
    sentInTheLedgerAlone: deliveries.filter(({ id, status }) => status === 'sent' && !taken.has(id)).length,
    takenAndUnknown: deliveries.filter(({ id, status }) => taken.has(id) && !isOwnedUp.has(status)).length,
  };
};
