import type { PoolClient } from 'pg';
import { EventStoreError } from '../event-store.errors.js';
import type { StoredEvent } from '../event-store.port.js';
import { isPassing } from '../postgres/database-error.js';
import type { View } from '../projection.port.js';
import { copyStates, deleteStored, type HeldState } from './bulk-rows.js';

export interface PortionWriting {
  readonly view: View;
  readonly schema: string;
  readonly commit: (write: (client: PoolClient) => Promise<void>) => Promise<void>;
  /** Null: what cannot be written raises. */
  readonly salvage: {
    /** The events of a stream that have been folded so far, oldest first. */
    readonly eventsOf: (streamId: string) => Promise<readonly StoredEvent[]>;
    /** Takes these events out of the load; nothing of the stream is kept in memory any more. */
    readonly setAside: (events: readonly StoredEvent[], problem: unknown) => void;
  } | null;
}

const streamOf = ({ source, id }: HeldState): string => `${source.stream}-${id}`;

/**
 * Writes states by the portion. Where a portion is refused, it is halved until the states that are to blame stand alone: of those
 * the longest beginning of the stream that can be written is written, and the rest set aside.
 */
export class PortionWriter {
  constructor(private readonly writing: PortionWriting) {}

  async write(held: readonly HeldState[]): Promise<void> {
    const { view, schema, commit, salvage } = this.writing;
    try {
      await commit((client) => copyStates(client, view, schema, held));
    } catch (error) {
      // Neither the database's trouble nor a lost lease is a state's fault.
      if (salvage === null || isPassing(error) || error instanceof EventStoreError) throw error;
      const [one] = held;
      if (held.length > 1) {
        const half = Math.ceil(held.length / 2);
        await this.write(held.slice(0, half));
        await this.write(held.slice(half));
      } else if (one !== undefined) {
        await this.shorten(one, error);
      }
    }
  }

  private async shorten(one: HeldState, problem: unknown): Promise<void> {
    const { view, schema, commit, salvage } = this.writing;
    if (salvage === null) throw problem;
    const events = await salvage.eventsOf(streamOf(one));
    const states = statesAfter(one, events);
    for (let count = states.length - 1; count >= 0; count -= 1) {
      const state = states[count] ?? null;
      const written = await commit((client) =>
        state === null ? deleteStored(client, view, schema, [one]) : copyStates(client, view, schema, [{ ...one, state }]),
      ).then(
        () => true,
        (error: unknown) => {
          if (isPassing(error) || error instanceof EventStoreError) throw error;
          return false;
        },
      );
      if (written) {
        salvage.setAside(events.slice(count), problem);
        return;
      }
    }
    throw problem;
  }
}

/** State before the first event, after it, after the second, and so on; up to where folding fails. */
const statesAfter = ({ source, id }: HeldState, events: readonly StoredEvent[]): readonly unknown[] => {
  const states: unknown[] = [null];
  try {
    for (const event of events) states.push(source.evolve(states.at(-1) ?? null, event, id));
  } catch {
    // From here on nothing can be folded.
  }
  return states;
};
