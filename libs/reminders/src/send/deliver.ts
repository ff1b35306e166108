import type { Channel, OutgoingMessage } from '../recipients/channel.port.js';
import type { Composer } from '../compose/composer.js';
import { pauseChannel } from '../ledger/channel-states.js';
import { claim, linesOf, postpone, settle, startHandingOver, voidLines, type ClaimedDelivery } from '../ledger/delivery-states.js';
import type { StoredLine } from '../ledger/ledger-line.js';
import type { PlanTables } from '../plan/reminder-plan.projection.js';
import type { Recipient, RecipientDirectory } from '../recipients/recipients.port.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import { hasGivenUp, retryDelay } from './retry-schedule.js';
import { isStillPlanned, lockHeads, type TaskAtHead, type TaskFence } from './task-fence.js';

/** How long a delivery waits for a process that can send it. */
const WITHOUT_SENDER_SECONDS = 60;

interface Addressed {
  readonly claimed: ClaimedDelivery;
  readonly recipient: Recipient;
}

interface Retry {
  readonly reason: string;
  readonly notBefore?: string;
}

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

  constructor(parts: DelivererParts) {
    this.#parts = parts;
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
    const message = await composer.compose({ delivery: claimed, recipient, lines: standing, tasks });
    return this.#send({ claimed, recipient }, { ...message, id, to: addressOf(recipient) }, standing, tasks);
  }

  async #dropMoved(claimed: ClaimedDelivery, lines: readonly StoredLine[], tasks: Tasks): Promise<readonly StoredLine[]> {
    const isStanding = (line: StoredLine): boolean => isStillPlanned(tasks.get(line.taskId), line.planKey, line.dueAt);
    const moved = lines.filter((line) => !isStanding(line));
    await voidLines(this.#parts.database, this.#parts.plan, claimed.id, moved);
    return lines.filter(isStanding);
  }

  async #send({ claimed, recipient }: Addressed, message: OutgoingMessage, lines: readonly StoredLine[], tasks: Tasks): Promise<void> {
    const { database, channels } = this.#parts;
    const channel = channels.find(({ name }) => name === claimed.channel);
    if (channel === undefined) return postpone(database, claimed, WITHOUT_SENDER_SECONDS, `no sender for ${claimed.channel}`);
    let begun = false;
    const handOver = async (): Promise<boolean> => {
      begun = await this.#commitHandingOver(claimed, lines, tasks);
      return begun;
    };
    const outcome = await channel.send(message, handOver).catch((error: unknown) => ({
      outcome: begun ? ('uncertain' as const) : ('retry' as const),
      reason: error instanceof Error ? error.message : String(error),
    }));
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
        if ('isAddress' in outcome && outcome.isAddress) await this.#parts.recipients.refused?.(recipient, outcome.reason);
        return settle(database, claimed, { status: 'refused', reason: outcome.reason });
      case 'uncertain':
        return settle(database, claimed, { status: 'uncertain', reason: outcome.reason });
    }
  }

  #retry(claimed: ClaimedDelivery, { reason, notBefore }: Retry): Promise<void> {
    const { database } = this.#parts;
    if (hasGivenUp(claimed.createdAt, claimed.now)) return settle(database, claimed, { status: 'refused', reason: `gave up: ${reason}` });
    const later = notBefore === undefined ? 0 : (Date.parse(notBefore) - Date.parse(claimed.now)) / 1000;
    return postpone(database, claimed, Math.max(later, retryDelay(claimed.attempts)), reason);
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
