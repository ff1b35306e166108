import type { Channel, OutgoingMessage, SendOutcome } from '../recipients/channel.port.js';
import type { Composer } from '../compose/composer.js';
import { EVERYWHERE, Holds, type Passage } from '../holds/holds.js';
import { pauseChannel } from '../ledger/channel-states.js';
import { claim, linesOf, postpone, rest, settle, startHandingOver, voidLines, type ClaimedDelivery } from '../ledger/delivery-states.js';
import type { StoredLine } from '../ledger/ledger-line.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { Recipient, RecipientDirectory } from '../recipients/recipients.port.js';
import { standInsOf } from '../recipients/stand-ins-of.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import { hasGivenUp, retryDelay } from './retry-schedule.js';
import { isStillPlanned, lockHeads, type TaskAtHead, type TaskFence } from './task-fence.js';

/** How long a delivery waits for a process that can send it. */
const WITHOUT_SENDER_SECONDS = 60;

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
}

/**
 * The three steps of a send: (1) claim under a fence after reading the log, (2) connect, address, and commit "handing over" while
 * the streams' heads are held, (3) record what became of it. A process may die between any two of them.
 */
export class Deliverer {
  readonly #parts: DelivererParts;
  readonly #holds: Holds;

  constructor(parts: DelivererParts) {
    this.#parts = parts;
    this.#holds = new Holds(parts.database);
  }

  /** Does nothing for a delivery that is not due, is held by another worker, or has been settled. */
  async deliver(id: string): Promise<void> {
    const { database, fence, recipients, composer } = this.#parts;
    const claimed = await claim(database, id);
    if (claimed === null) return;
    const lines = await linesOf(database, id);
    const tasks = await fence.readMany(lines.map(({ taskId }) => taskId));
    const standing = await this.#dropMoved(claimed, lines, tasks);
    if (standing.length === 0) return settle(database, claimed, { status: 'void', reason: 'moved-on' });
    const recipient = await recipients.lookup(claimed.recipientKey);
    if (recipient === null) return settle(database, claimed, { status: 'refused', reason: 'no-recipient' });
    const channel = this.#parts.channels.find(({ name }) => name === claimed.channel);
    if (channel === undefined) return postpone(database, claimed, WITHOUT_SENDER_SECONDS, `no sender for ${claimed.channel}`);
    const destination = channel.destinationOf?.(recipient.address) ?? null;
    const passage = await this.#holds.passage(channel.name, destination);
    if (!passage.passes) return this.#wait(claimed, passage);
    const standIns = await standInsOf(recipients, standing);
    const message = await composer.compose({ delivery: claimed, recipient, lines: standing, tasks, standIns });
    const outcome = await this.#send(
      { claimed, recipient, channel, destination },
      { ...message, id, to: addressOf(recipient) },
      standing,
      tasks,
    );
    return this.#learn(channel.name, destination, passage.trying, outcome);
  }

  async #dropMoved(claimed: ClaimedDelivery, lines: readonly StoredLine[], tasks: Tasks): Promise<readonly StoredLine[]> {
    const isStanding = (line: StoredLine): boolean => isStillPlanned(tasks.get(line.taskId), line.planKey, line.dueAt);
    const moved = lines.filter((line) => !isStanding(line));
    await voidLines(this.#parts.database, this.#parts.plan, claimed.id, moved);
    return lines.filter(isStanding);
  }

  /** Null: nobody can know what became of it. */
  async #send(
    { claimed, recipient, channel }: Addressed,
    message: OutgoingMessage,
    lines: readonly StoredLine[],
    tasks: Tasks,
  ): Promise<SendOutcome | null> {
    let begun = false;
    const handOver = async (): Promise<boolean> => {
      begun = await this.#commitHandingOver(claimed, lines, tasks);
      return begun;
    };
    const outcome = await channel.send(message, handOver).catch((error: unknown): SendOutcome | string => {
      const reason = error instanceof Error ? error.message : String(error);
      return begun ? reason : { outcome: 'retry', reason };
    });
    if (typeof outcome === 'string') {
      await settle(this.#parts.database, claimed, { status: 'uncertain', reason: outcome });
      return null;
    }
    await this.#record(claimed, recipient, outcome);
    return outcome;
  }

  async #record(claimed: ClaimedDelivery, recipient: Recipient, outcome: SendOutcome): Promise<void> {
    const { database } = this.#parts;
    switch (outcome.outcome) {
      case 'sent':
        return settle(database, claimed, { status: 'sent', reference: outcome.reference });
      case 'withdrawn':
        return postpone(database, claimed, 0, 'the work moved on while it was being sent');
      case 'retry':
        return this.#retry(claimed, outcome);
      case 'paused':
        await pauseChannel(database, claimed.channel, outcome.reason);
        return postpone(database, claimed, 0, outcome.reason);
      case 'refused':
        if (outcome.isAddress === true) await this.#parts.recipients.refused?.(recipient, outcome.reason);
        return settle(database, claimed, { status: 'refused', reason: outcome.reason });
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
    return settle(this.#parts.database, claimed, { status: 'refused', reason: `gave up: ${reason}` });
  }

  /** What an attempt tells of the way to others: that it is open again, or that they had better wait. */
  async #learn(channel: string, destination: string | null, trying: readonly string[], outcome: SendOutcome | null): Promise<void> {
    if (outcome === null || outcome.outcome === 'withdrawn') return;
    const held = outcome.outcome === 'retry' ? heldBy(outcome, destination) : null;
    if (held !== EVERYWHERE)
      await this.#holds.lift(
        channel,
        trying.filter((one) => one !== held),
      );
    if (held !== null) await this.#holds.hold(channel, held, 'reason' in outcome ? outcome.reason : '');
  }

  /**
   * Under the streams' locks either nothing was appended since the message was composed, or what was appended left every line
   * standing; otherwise it is composed anew. So no message is begun for work whose completion is in the log.
   */
  #commitHandingOver(claimed: ClaimedDelivery, lines: readonly StoredLine[], tasks: Tasks): Promise<boolean> {
    return inTransaction(this.#parts.database, async (tx) => {
      const heads = await lockHeads(tx, tasks);
      const grown = [...tasks].filter(([id, task]) => heads.get(id) !== task.version).map(([id]) => id);
      const now = await this.#parts.fence.readMany(grown);
      const isStanding = ({ taskId, planKey, dueAt }: StoredLine): boolean =>
        isStillPlanned(now.get(taskId) ?? tasks.get(taskId), planKey, dueAt);
      return lines.every(isStanding) && (await startHandingOver(tx, claimed, heads));
    });
  }
}

const addressOf = ({ address, name }: Recipient): OutgoingMessage['to'] => ({ address, name });

const heldBy = ({ holds }: Retry, destination: string | null): string | null =>
  holds === 'channel' ? EVERYWHERE : holds === 'destination' ? destination : null;
