import type { EventStore, StoredEvent } from '../event-store.port.js';
import { fold, type Folded } from '../fold.js';
import type { Snapshot, Snapshots } from './snapshot.port.js';

/** How a stream becomes a state, and which code does it. */
export interface Fold<State> {
  /** Of the code that folds and of all that it uses: other code finds no snapshot of this one. Null: it takes none. */
  readonly hash: string | null;
  readonly initial: State;
  readonly evolve: (state: State, event: StoredEvent) => State;
}

export interface StreamLoaderOptions {
  readonly store: Pick<EventStore, 'readStream'>;
  /** Absent: every load replays the whole stream. */
  readonly snapshots?: Snapshots;
  /** Milliseconds, for measuring. */
  readonly now?: () => number;
}

/** A load that replayed more events, or took longer for a stream that is worth it, leaves a snapshot behind. */
const MOST_EVENTS = 200;
const MOST_MS = 5;
const WORTH_IT = 20;
/** Streams that are known to be long; of all others a look for a snapshot would cost more than it spares. */
const MOST_KNOWN = 10_000;

/** Loads streams into states, from a snapshot where one is worth it. */
export class StreamLoader {
  private readonly long = new Set<string>();
  private keeping: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: StreamLoaderOptions) {}

  /** `at`: a position or an ISO instant of recording, both inclusive; absent: all of it. */
  async load<State>(streamId: string, of: Fold<State>, at?: number | string): Promise<Folded<State>> {
    const now = this.options.now ?? ((): number => performance.now());
    const started = now();
    const from = await this.snapshotFor(streamId, of, at);
    const events = await this.options.store.readStream(streamId, {
      ...(at === undefined ? {} : { upTo: at }),
      ...(from === null ? {} : { after: from.version }),
    });
    // What this fold has made is read as what it makes.
    const rest = fold(from === null ? of.initial : (from.state as State), events, of.evolve);
    const loaded = events.length === 0 && from !== null ? { ...rest, version: from.version, position: from.position } : rest;
    if (events.length > MOST_EVENTS || (events.length >= WORTH_IT && now() - started > MOST_MS))
      this.remember(streamId, of, at, loaded, events);
    return loaded;
  }

  /** Resolves when no snapshot is on its way any more. */
  async settled(): Promise<void> {
    await this.keeping;
  }

  private async snapshotFor<State>(streamId: string, of: Fold<State>, at: number | string | undefined): Promise<Snapshot | null> {
    if (of.hash === null || !this.long.has(streamId)) return null;
    const found = (await this.options.snapshots?.find(streamId, of.hash)) ?? null;
    return found !== null && isWithin(found, at) ? found : null;
  }

  /** Aside: whoever loads does not wait for it, and a snapshot that is not kept is only a replay more. */
  private remember<State>(
    streamId: string,
    of: Fold<State>,
    at: number | string | undefined,
    { state, version, position }: Folded<State>,
    events: readonly StoredEvent[],
  ): void {
    const { snapshots } = this.options;
    const recordedAt = events.at(-1)?.recordedAt;
    if (snapshots === undefined || of.hash === null || recordedAt === undefined) return;
    if (this.long.size >= MOST_KNOWN) this.long.clear();
    this.long.add(streamId);
    if (at !== undefined) return;
    const kept = snapshots.keep(streamId, of.hash, { version, position, recordedAt, state }).catch(() => undefined);
    this.keeping = Promise.all([this.keeping, kept]);
  }
}

const isWithin = (snapshot: Snapshot, at: number | string | undefined): boolean => {
  if (at === undefined) return true;
  return typeof at === 'number' ? snapshot.position <= at : Date.parse(snapshot.recordedAt) <= Date.parse(at);
};
