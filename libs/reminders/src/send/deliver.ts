import type { Channel, OutgoingMessage, SendOutcome } from '../recipients/channel.port.js';
import type { Composer } from '../compose/composer.js';
import { EVERYWHERE, Holds, type Passage } from '../holds/holds.js';
import { pauseChannel } from '../ledger/channel-states.js';
import {
  claim,
  linesOf,
  postpone,
  rest,
  settle,
  voidLines,
  type ClaimedDelivery,
  type Settled,
  type Settlement,
} from '../ledger/delivery-states.js';
import type { StoredLine } from '../ledger/ledger-line.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { Recipient, RecipientDirectory } from '../recipients/recipients.port.js';
import { standInsOf } from '../recipients/stand-ins-of.js';
import { Lanes } from '../shared/lanes.js';
import { Together } from '../shared/together.js';
import type { Database } from '../shared/transaction.js';
import { HandOverGate } from './hand-over-gate.js';
import { hasGivenUp, retryDelay } from './retry-schedule.js';
import { sendInTime, type Attempt, type Patience } from './send-in-time.js';
import { isStillPlanned, type TaskAtHead, type TaskFence } from './task-fence.js';

/** How long a delivery waits for a process that can send it. */
const WITHOUT_SENDER_SECONDS = 60;

/** How long a claim may wait for a lane: what is begun then has most of its lease before it, whatever time connecting takes. */
const TURN_MS = 30_000;

interface Addressed {
  readonly claimed: ClaimedDelivery;
  readonly recipient: Recipient;
  readonly channel: Channel;
  readonly destination: string | null;
}

type Retry = Extract<SendOutcome, { outcome: 'retry' }>;

type Tasks = ReadonlyMap<string, TaskAtHead>;

export interface DelivererParts {
  readonly database: Database;
  readonly plan: PlanTables;
  readonly fence: TaskFence;
  readonly recipients: RecipientDirectory;
  readonly composer: Composer;
  readonly channels: readonly Channel[];
  /** Messages of a channel on their way at the same time. */
  readonly lanes: number;
  /** How long a channel is waited for; default `PATIENCE`. */
  readonly patience?: Patience | undefined;
}

/**
 * The three steps of a send: (1) claim under a fence after reading the log, (2) connect, address, and commit "handing over" while
 * the streams' heads are held, (3) record what became of it. A process may die between any two of them. What several deliveries ask of
 * the database at the same time goes in one statement; each stands or falls by itself.
 */
export class Deliverer {
  readonly #parts: DelivererParts;
  readonly #holds: Holds;
  /** By channel: a provider that does not answer keeps no other channel's messages waiting. */
  readonly #lanes = new Map<string, Lanes>();
  readonly #gate: HandOverGate;
  readonly #outcomes: Together<Settled, null>;
  #isStopping = false;

  constructor(parts: DelivererParts) {
    this.#parts = parts;
    this.#holds = new Holds(parts.database);
    this.#gate = new HandOverGate(parts.database, parts.fence);
    this.#outcomes = new Together(async (settled) => {
      await settle(parts.database, settled);
      return settled.map(() => null);
    });
  }

  /** Does nothing for deliveries that are not due, are held by another worker, or have been settled. One that fails costs the others nothing. */
  async deliver(ids: readonly string[]): Promise<void> {
    const { database, fence, recipients } = this.#parts;
    const since = performance.now();
    const claimed = await claim(database, ids);
    if (claimed.length === 0) return;
    const lines = await linesOf(
      database,
      claimed.map(({ id }) => id),
    );
    const tasks = await fence.readMany([...lines.values()].flat().map(({ taskId }) => taskId));
    const ended = await Promise.allSettled(
      claimed.map(async (one) => {
        // All of a job at the same time, so that they share statements.
        const recipient = await recipients.lookup(one.recipientKey);
        return this.#lanesOf(one).run(() => {
          const why = this.#givesBack(since);
          return why === null ? this.#deliver(one, recipient, lines.get(one.id) ?? [], tasks) : rest(database, one, 0, why);
        });
      }),
    );
    const failed = ended.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  /** What is claimed and not yet begun is given back, so that nobody has to wait for its lease. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Why what was claimed then is not begun any more; null: it is. */
  #givesBack(since: number): string | null {
    if (this.#isStopping) return 'the worker stopped';
    return performance.now() - since > TURN_MS ? 'others before it took long' : null;
  }

  #lanesOf({ channel }: ClaimedDelivery): Lanes {
    const lanes = this.#lanes.get(channel) ?? new Lanes(this.#parts.lanes);
    this.#lanes.set(channel, lanes);
    return lanes;
  }

  async #deliver(claimed: ClaimedDelivery, recipient: Recipient | null, lines: readonly StoredLine[], tasks: Tasks): Promise<void> {
    const { database, recipients, composer } = this.#parts;
    const standing = await this.#dropMoved(claimed, lines, tasks);
    if (standing.length === 0) return this.#settle(claimed, { status: 'void', reason: 'moved-on' });
    if (recipient === null) return this.#settle(claimed, { status: 'refused', reason: 'no-recipient' });
    const channel = this.#parts.channels.find(({ name }) => name === claimed.channel);
    if (channel === undefined) return postpone(database, claimed, WITHOUT_SENDER_SECONDS, `no sender for ${claimed.channel}`);
    const destination = channel.destinationOf?.(recipient.address) ?? null;
    const passage = await this.#holds.passage(channel.name, destination);
    if (!passage.passes) return this.#wait(claimed, passage);
    const own = tasksOf(standing, tasks);
    const standIns = await standInsOf(recipients, standing);
    const message = await composer.compose({ delivery: claimed, recipient, lines: standing, tasks: own, standIns });
    const outcome = await this.#send(
      { claimed, recipient, channel, destination },
      { ...message, id: claimed.id, to: addressOf(recipient), at: claimed.now },
      standing,
      own,
    );
    return this.#learn(channel.name, destination, passage.trying, outcome);
  }

  async #settle(delivery: ClaimedDelivery, settlement: Settlement): Promise<void> {
    await this.#outcomes.ask({ delivery, settlement });
  }

  async #dropMoved(claimed: ClaimedDelivery, lines: readonly StoredLine[], tasks: Tasks): Promise<readonly StoredLine[]> {
    const isStanding = (line: StoredLine): boolean => isStillPlanned(tasks.get(line.taskId), line.planKey, line.dueAt);
    const moved = lines.filter((line) => !isStanding(line));
    await voidLines(this.#parts.database, this.#parts.plan, claimed.id, moved);
    return lines.filter(isStanding);
  }

  async #send(
    { claimed, recipient, channel }: Addressed,
    message: OutgoingMessage,
    lines: readonly StoredLine[],
    tasks: Tasks,
  ): Promise<Attempt> {
    const { patience } = this.#parts;
    const outcome = await sendInTime({ channel, patience }, message, () => this.#gate.pass({ claimed, lines, tasks }));
    await this.#record(claimed, recipient, outcome);
    return outcome;
  }

  async #record(claimed: ClaimedDelivery, recipient: Recipient, outcome: Attempt): Promise<void> {
    const { database } = this.#parts;
    switch (outcome.outcome) {
      case 'sent':
        return this.#settle(claimed, { status: 'sent', reference: outcome.reference });
      case 'withdrawn':
        return postpone(database, claimed, 0, 'the work moved on while it was being sent');
      case 'retry':
        return this.#retry(claimed, outcome);
      case 'paused':
        await pauseChannel(database, claimed.channel, outcome.reason);
        return postpone(database, claimed, 0, outcome.reason);
      case 'uncertain':
        return this.#settle(claimed, { status: 'uncertain', reason: outcome.reason });
      case 'refused':
        if (outcome.isAddress === true) await this.#parts.recipients.refused?.(recipient, outcome.reason);
        return this.#settle(claimed, { status: 'refused', reason: outcome.reason });
    }
  }

  #retry(claimed: ClaimedDelivery, { reason, notBefore }: Retry): Promise<void> {
    const { database } = this.#parts;
    if (hasGivenUp(claimed.createdAt, claimed.now)) return this.#giveUp(claimed, reason);
    const later = notBefore === undefined ? 0 : (Date.parse(notBefore) - Date.parse(claimed.now)) / 1000;
    return postpone(database, claimed, Math.max(later, retryDelay(claimed.attempts)), reason);
  }

  #wait(claimed: ClaimedDelivery, { seconds, reason }: Extract<Passage, { passes: false }>): Promise<void> {
    if (hasGivenUp(claimed.createdAt, claimed.now)) return this.#giveUp(claimed, reason);
    return rest(this.#parts.database, claimed, seconds, reason);
  }

  #giveUp(claimed: ClaimedDelivery, reason: string): Promise<void> {
    return this.#settle(claimed, { status: 'refused', reason: `gave up: ${reason}` });
  }

  /** What an attempt tells of the way to others: that it is open again, or that they had better wait. */
  async #learn(channel: string, destination: string | null, trying: readonly string[], outcome: Attempt): Promise<void> {
    if (outcome.outcome === 'withdrawn') return;
    const held = heldBy(outcome, destination);
    if (held !== EVERYWHERE)
      await this.#holds.lift(
        channel,
        trying.filter((one) => one !== held),
      );
    if (held !== null) await this.#holds.hold(channel, held, 'reason' in outcome ? outcome.reason : '');
  }
}

const addressOf = ({ address, name }: Recipient): OutgoingMessage['to'] => ({ address, name });

/** What falls silent after the hand-over leaves each mail uncertain: the next one there waits, rather than share that fate. */
const heldBy = (outcome: Attempt, destination: string | null): string | null => {
  if (outcome.outcome === 'uncertain') return destination;
  if (outcome.outcome !== 'retry') return null;
  return outcome.holds === 'channel' ? EVERYWHERE : outcome.holds === 'destination' ? destination : null;
};

const tasksOf = (lines: readonly StoredLine[], tasks: Tasks): Tasks =>
  new Map(
    lines.flatMap(({ taskId }) => {
      const task = tasks.get(taskId);
      return task === undefined ? [] : [[taskId, task] as const];
    }),
  );
