import { beginUnchanged, startHandingOver, type ClaimedDelivery } from '../ledger/delivery-states.js';
import type { StoredLine } from '../ledger/ledger-line.js';
import { Together } from '../shared/together.js';
import { inTransaction, type Database } from '../shared/transaction.js';
import { isStillPlanned, lockHeads, type TaskAtHead, type TaskFence } from './task-fence.js';

/** A message that is composed and addressed. */
export interface Begun {
  readonly claimed: ClaimedDelivery;
  readonly lines: readonly StoredLine[];
  /** Those of the lines, as they were when it was composed. */
  readonly tasks: ReadonlyMap<string, TaskAtHead>;
}

/**
 * Commits "handing over". Under the streams' locks either nothing was appended since a message was composed, which one statement finds
 * out and commits, or what was appended left every line standing, which the log is read again for; otherwise it is composed anew. So no
 * message is begun for work whose completion is in the log. Messages that come to this point together share the statement; each stands
 * or falls by itself.
 */
export class HandOverGate {
  readonly #together: Together<Begun, boolean>;

  constructor(
    private readonly database: Database,
    private readonly fence: Pick<TaskFence, 'readMany'>,
  ) {
    this.#together = new Together((begun) => this.#commit(begun));
  }

  /** False: the work moved on, or the claim was lost. */
  pass(begun: Begun): Promise<boolean> {
    return this.#together.ask(begun);
  }

  async #commit(begun: readonly Begun[]): Promise<readonly boolean[]> {
    const unchanged = await beginUnchanged(
      this.database,
      begun.map(({ claimed, tasks }) => ({
        delivery: claimed,
        heads: [...tasks].map(([taskId, { stream, version }]) => ({ taskId, stream, version })),
      })),
    );
    const others = begun.filter(({ claimed }) => !unchanged.has(claimed.id));
    const standing = others.length === 0 ? unchanged : await this.#commitStanding(others);
    return begun.map(({ claimed: { id } }) => unchanged.has(id) || standing.has(id));
  }

  #commitStanding(begun: readonly Begun[]): Promise<ReadonlySet<string>> {
    return inTransaction(this.database, async (tx) => {
      const heads = await lockHeads(tx, new Map(begun.flatMap(({ tasks }) => [...tasks])));
      const grown = begun.flatMap(({ tasks }) => [...tasks].filter(([id, task]) => heads.get(id) !== task.version).map(([id]) => id));
      const now = await this.fence.readMany(grown);
      const isStanding = ({ lines, tasks }: Begun): boolean =>
        lines.every(({ taskId, planKey, dueAt }) => isStillPlanned(now.get(taskId) ?? tasks.get(taskId), planKey, dueAt));
      return startHandingOver(
        tx,
        begun.filter(isStanding).map(({ claimed, tasks }) => ({
          delivery: claimed,
          heads: new Map([...tasks.keys()].map((id) => [id, heads.get(id) ?? 0])),
        })),
      );
    });
  }
}
