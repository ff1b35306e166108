import type { Instant } from '#domain';
import type { Sql } from '#event-store';
import { NOBODY, type LedgerLine, type Silence } from '../ledger/ledger-line.js';
import { insertDelivery, insertLines } from '../ledger/ledger-writes.js';
import type { Occurrence } from '../plan/plan-row.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { LiveCalendar } from '../policy/live-calendar.js';
import type { LivePolicies } from '../policy/live-policies.js';
import type { ReminderPolicy } from '../policy/reminder-policy.js';
import type { ChannelName } from '../recipients/channel.port.js';
import type { RecipientDirectory } from '../recipients/recipients.port.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import { dueOccurrences } from './due-occurrences.js';
import { readSlots, type Slots } from './slots.js';
import { splitSuperseded } from './superseded.js';
import { repeatUncertain } from './uncertain-lines.js';
import { isStillPlanned, type TaskFence } from './task-fence.js';

/** One mail to be: its recipient and what it carries. */
interface Parcel {
  readonly recipientKey: string;
  readonly channel: ChannelName;
  readonly kind: 'at-once' | 'scheduled';
  readonly slot: string | null;
  readonly occurrences: Occurrence[];
}

const forNobody = (occurrence: Occurrence, outcome: 'suppressed' | 'refused', reason: Silence): LedgerLine => ({
  occurrence,
  recipientKey: NOBODY,
  deliveryId: null,
  outcome,
  reason,
});

/** Without a head of the unit the officer is told all the same; without anybody it is the Office's to find somebody. */
const nobodyFor = (occurrence: Occurrence): LedgerLine =>
  occurrence.row.seat === 'unit-head'
    ? forNobody(occurrence, 'suppressed', 'no-such-seat')
    : forNobody(occurrence, 'refused', 'no-recipient');

/**
 * Turns what is due into deliveries: each occurrence is accounted for exactly once, in one transaction, by one process at a time.
 * At-once notices are grouped by plan and recipient, scheduled ones by recipient and day.
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
  run(): Promise<number> {
    return inTransaction(this.database, async (tx) => {
      const { rows } = await tx.query<{ free: boolean; now: Date }>(
        "select pg_try_advisory_xact_lock(hashtext('dondoc-reminder-assembly')) as free, app_now() as now",
      );
      const state = rows[0];
      return state?.free === true ? this.#assemble(tx, state.now.toISOString() as Instant) : 0;
    });
  }

  async #assemble(tx: Sql, now: Instant): Promise<number> {
    const [policies, calendar] = await Promise.all([this.rules.policies.book(), this.rules.calendar.calendar()]);
    const policy = policies.ruling(null);
    const found = await dueOccurrences(tx, this.plan, now, policies, calendar);
    if (found.length === 0) return 0;
    const slots = await readSlots(tx, now, policy, calendar);
    const silent = found.filter(({ row }) => row.suppressed !== null);
    const lines = silent.map((one) => forNobody(one, 'suppressed', one.row.suppressed ?? 'entered-late'));
    const current = await this.#stillPlanned(
      found.filter(({ row }) => row.suppressed === null && (row.kind === 'at-once' || slots.isOpen)),
    );
    const { latest, superseded } = splitSuperseded(current);
    lines.push(...superseded.map((one) => forNobody(one, 'suppressed', 'superseded')));
    const parcels = new Map<string, Parcel>();
    for (const occurrence of latest) lines.push(...(await this.#address(occurrence, slots, parcels)));
    for (const parcel of parcels.values()) lines.push(...(await this.#open(tx, parcel, now, policy)));
    await insertLines(tx, lines, policies);
    return parcels.size;
  }

  /** The plan may lag behind the log; what the log no longer calls for is left to the projection to take away. */
  async #stillPlanned(occurrences: readonly Occurrence[]): Promise<readonly Occurrence[]> {
    const tasks = await this.fence.readMany(occurrences.map(({ row }) => row.taskId));
    return occurrences.filter(({ row, dueAt }) => isStillPlanned(tasks.get(row.taskId), row.key, dueAt));
  }

  /** Adds the occurrence to a parcel for each recipient: for all of them, or for none as long as one has to wait. */
  async #address(occurrence: Occurrence, slots: Slots, parcels: Map<string, Parcel>): Promise<readonly LedgerLine[]> {
    const { row } = occurrence;
    const recipients = await this.recipients.find(row, slots.today);
    if (recipients.length === 0) return [nobodyFor(occurrence)];
    const each = new Map(recipients.map(({ key, channel }) => [key, channel]));
    const wanted = [...each].map(([recipientKey, channel]) => ({
      recipientKey,
      channel,
      slot: row.kind === 'scheduled' ? slots.slotFor(recipientKey) : null,
    }));
    if (row.kind === 'scheduled' && wanted.some(({ slot }) => slot === null)) return [];
    for (const { recipientKey, channel, slot } of wanted) {
      const group = slot ?? row.planId ?? row.taskId;
      const id = `${recipientKey} ${group}`;
      const parcel = parcels.get(id) ?? { recipientKey, channel, kind: row.kind, slot, occurrences: [] };
      parcel.occurrences.push(occurrence);
      parcels.set(id, parcel);
    }
    return [];
  }

  async #open(tx: Sql, parcel: Parcel, now: Instant, policy: ReminderPolicy): Promise<readonly LedgerLine[]> {
    const lateBefore = new Date(Date.parse(now) - policy.lateAfterMinutes * 60_000).toISOString();
    const late = parcel.kind === 'scheduled' && parcel.occurrences.some(({ dueAt }) => dueAt < lateBefore);
    const deliveryId = await insertDelivery(tx, { ...parcel, late });
    if (parcel.kind === 'scheduled') await repeatUncertain(tx, parcel.recipientKey, deliveryId);
    return parcel.occurrences.map((occurrence) => ({
      occurrence,
      recipientKey: parcel.recipientKey,
      deliveryId,
      outcome: null,
      reason: null,
    }));
  }
}
