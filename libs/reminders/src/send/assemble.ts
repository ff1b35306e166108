import type { Instant, PolicyBook, WorkingCalendar } from '#domain';
import type { Sql } from '#event-store';
import { NOBODY, type LedgerLine, type Silence } from '../ledger/ledger-line.js';
import { insertDeliveries, insertLines } from '../ledger/ledger-writes.js';
import { nextRepetition, type Occurrence, type PlanRow } from '../plan/plan-row.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import type { Recipient, RecipientDirectory } from '../recipients/recipients.port.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import { leavesAt } from '../wishes/muting.js';
import { readHeldRows, readyAt, type HeldRows } from '../orders/held-rows.js';
import { dueRows, type DueRow } from './due-rows.js';
import { addressed, parcelsOf, type AddressedOccurrence, type Parcel, type ToldBy } from './parcels.js';
import { holdMarks, mark, PAGE_OF_ROWS, settleExplained, trustMarks, type PlanMark } from '../plan/plan-marks.js';
import { isKeptBack, openingAt, readSlots, type Opening } from './slots.js';
import { splitSuperseded } from './superseded.js';
import { repeatUncertain } from './uncertain-lines.js';
import { isStillPlanned, toldIn, type TaskFence } from './task-fence.js';

/** What is due and has to wait (for the morning, for the plan to follow the log) is looked at again so soon. */
const AGAIN_MS = 60_000;

/** Tasks of so many occurrences are in memory at a time. */
const READ_TOGETHER = 1_000;

const forNobody = (occurrence: Occurrence, outcome: 'suppressed' | 'refused', reason: Silence): LedgerLine => ({
  occurrence,
  recipientKey: NOBODY,
  deliveryId: null,
  outcome,
  reason,
});

const mutedBy =
  (occurrence: Occurrence) =>
  ({ key }: Recipient): LedgerLine => ({ ...forNobody(occurrence, 'suppressed', 'muted'), recipientKey: key });

/** Without a head of the unit the officer is told all the same; without anybody it is the Office's to find somebody. */
const nobodyFor = (occurrence: Occurrence): LedgerLine =>
  occurrence.row.seat === 'unit-head'
    ? forNobody(occurrence, 'suppressed', 'no-such-seat')
    : forNobody(occurrence, 'refused', 'no-recipient');

const keysOf = (told: readonly AddressedOccurrence[]): readonly string[] => [
  ...new Set(told.flatMap(({ recipients }) => recipients.map(({ key }) => key))),
];

interface Now {
  readonly now: Instant;
  readonly policies: PolicyBook;
  readonly calendar: WorkingCalendar;
  readonly opening: Opening;
}

interface Page {
  readonly made: number;
  /** There may be more to look at. */
  readonly isFull: boolean;
}

/** When each row has to be looked at again, after those lines were written. */
const marksOf = (
  found: readonly DueRow[],
  lines: readonly LedgerLine[],
  { now, policies, calendar, opening }: Now,
): readonly PlanMark[] => {
  const told = new Set(lines.map(({ occurrence }) => occurrence.key));
  const soon = new Date(Date.parse(now) + AGAIN_MS).toISOString() as Instant;
  const again = opening.opensNext < soon ? opening.opensNext : soon;
  const nextAt = ({ row, occurrences }: DueRow): Instant | null => {
    if (row.dueAt > now) return row.dueAt;
    if (occurrences.some(({ key }) => !told.has(key))) return again;
    const { anchor } = row;
    return anchor === null ? null : nextRepetition({ ...row, anchor }, now, policies.ruling(row.planId), calendar);
  };
  return found.map((due) => ({ row: due.row, nextAt: nextAt(due) }));
};

/**
 * Turns what is due into deliveries: each occurrence is accounted for exactly once, a page of rows in one transaction, by one process
 * at a time.
 */
export class Assembler {
  constructor(
    private readonly database: Database,
    private readonly plan: PlanTables,
    private readonly fence: TaskFence,
    private readonly recipients: RecipientDirectory,
    private readonly rules: { readonly policies: LivePolicies; readonly calendar: LiveCalendar },
  ) {}

  /** Answers how many deliveries it made. Does nothing while another process assembles. */
  async run(): Promise<number> {
    for (let made = 0; ;) {
      const page = await inTransaction(this.database, (tx) => this.#page(tx));
      made += page.made;
      if (!page.isFull) return made;
    }
  }

  async #page(tx: Sql): Promise<Page> {
    const { rows } = await tx.query<{ free: boolean; now: Date }>(
      "select pg_try_advisory_xact_lock(hashtext('dondoc-reminder-assembly')) as free, app_now() as now",
    );
    const state = rows[0];
    if (state?.free !== true) return { made: 0, isFull: false };
    await holdMarks(tx);
    const now = state.now.toISOString() as Instant;
    const [policies, calendar] = await Promise.all([this.rules.policies.book(), this.rules.calendar.calendar()]);
    await trustMarks(tx, this.plan, now, { policies, calendar });
    const settled = await settleExplained(tx, this.plan, now);
    const { rows: found, isFull: isMore } = await dueRows(tx, this.plan, now, { policies, calendar });
    const isFull = isMore || settled >= PAGE_OF_ROWS;
    if (found.length === 0) return { made: 0, isFull };
    return {
      made: await this.#assemble(tx, found, { now, policies, calendar, opening: openingAt(now, policies.ruling(null), calendar) }),
      isFull,
    };
  }

  async #assemble(tx: Sql, found: readonly DueRow[], at: Now): Promise<number> {
    const holds = await readHeldRows(tx);
    const occurrences = found.flatMap((due) => due.occurrences).filter((one) => readyAt(one, holds) <= at.now);
    const silent = occurrences.filter(({ row }) => row.suppressed !== null);
    const asked = occurrences.filter(({ row }) => row.suppressed === null && (row.kind === 'at-once' || at.opening.isOpen));
    const { standing, toldBy } = await this.#stillPlanned(asked);
    const { latest, superseded } = splitSuperseded(standing);
    const told = await addressed(this.recipients, latest, at.opening.today, toldBy);
    const isBehind = isKeptBack(at.opening);
    const behind = told.filter(({ occurrence }) => holds.has(occurrence.row.key) || isBehind(occurrence));
    const parcels = parcelsOf(told, await readSlots(tx, at.opening, keysOf(told), new Set(keysOf(behind))));
    // While one of its readers has to wait an occurrence is not accounted for, by nobody's line.
    const carried = new Set(parcels.flatMap((parcel) => parcel.occurrences));
    const placed = told.filter(({ occurrence, recipients }) => recipients.length === 0 || carried.has(occurrence));
    const lines = [
      ...silent.map((one) => forNobody(one, 'suppressed', one.row.suppressed ?? 'entered-late')),
      ...superseded.map((one) => forNobody(one, 'suppressed', 'superseded')),
      ...told.filter(({ recipients, muted }) => recipients.length + muted.length === 0).map(({ occurrence }) => nobodyFor(occurrence)),
      ...placed.flatMap(({ occurrence, muted }) => muted.map(mutedBy(occurrence))),
      ...(await this.#open(tx, parcels, at, holds)),
    ];
    await insertLines(tx, lines, at.policies);
    await mark(tx, this.plan, marksOf(found, lines, at));
    return parcels.length;
  }

  /**
   * The plan may lag behind the log; what the log no longer calls for is left to the projection to take away. Of the tasks that were
   * read no more is kept than what the overview tells of them.
   */
  async #stillPlanned(occurrences: readonly Occurrence[]): Promise<{ readonly standing: readonly Occurrence[]; readonly toldBy: ToldBy }> {
    const standing: Occurrence[] = [];
    const told = new Map<Occurrence, readonly PlanRow[]>();
    for (let from = 0; from < occurrences.length; from += READ_TOGETHER) {
      const some = occurrences.slice(from, from + READ_TOGETHER);
      const tasks = await this.fence.readMany(some.map(({ row }) => row.taskId));
      standing.push(...some.filter(({ row, dueAt }) => isStillPlanned(tasks.get(row.taskId), row.key, dueAt)));
      for (const one of some) if (one.row.rule === 'overview') told.set(one, toldIn(tasks)(one));
    }
    return { standing, toldBy: (one) => told.get(one) ?? [one.row] };
  }

  /** What somebody held back is not late by any fault of the system. */
  async #open(
    tx: Sql,
    parcels: readonly Parcel[],
    { policies, opening: { today, lateBefore } }: Now,
    holds: HeldRows,
  ): Promise<readonly LedgerLine[]> {
    const policy = policies.ruling(null);
    const isLate = ({ kind, occurrences }: Parcel): boolean =>
      kind === 'scheduled' && occurrences.some(({ row, dueAt }) => !holds.has(row.key) && dueAt < lateBefore);
    const ids = await insertDeliveries(
      tx,
      parcels.map((parcel) => ({
        ...parcel,
        late: isLate(parcel),
        // A second mail of one day is behind its time already.
        leavesAt: parcel.slot === today ? leavesAt(today, parcel.recipient, policy) : null,
      })),
    );
    const opened = parcels.map((parcel, index) => ({ parcel, id: ids[index] ?? '' }));
    await repeatUncertain(
      tx,
      opened.filter(({ parcel }) => parcel.kind === 'scheduled').map(({ parcel, id }) => ({ recipientKey: parcel.recipientKey, id })),
    );
    return opened.flatMap(({ parcel, id }) =>
      parcel.occurrences.map((occurrence) => ({
        occurrence,
        recipientKey: parcel.recipientKey,
        deliveryId: id,
        outcome: null,
        reason: null,
        standIn: parcel.standIns.get(occurrence) ?? null,
      })),
    );
  }
}
