import type { PoolClient } from 'pg';
import type { StoredEvent } from '../event-store.port.js';
import type { Sql, View, ViewSource } from '../projection.port.js';
import { partsOf } from './fold-page.js';
import { PoisonEvent } from './poison-event.js';
import { PortionWriter } from './portion-writer.js';
import { loadStates } from './write-rows.js';

/** A stretch of the log with whatever of it concerns the view. */
export interface LogPage {
  readonly events: readonly StoredEvent[];
  /** It covers every position up to here. */
  readonly upTo: number;
}

export interface EditionLoad {
  readonly view: View;
  readonly schema: string;
  /** The tables hold every event up to here. */
  readonly from: number;
  readonly to: number;
  /** Asked when everything up to `to` is folded: how far to go on. Absent: no further. */
  readonly further?: (() => Promise<number>) | undefined;
  readonly readPage: (after: number, upTo: number, limit: number) => Promise<LogPage>;
  readonly readStream: (streamId: string) => Promise<readonly StoredEvent[]>;
  /** For reading rows that were written before. */
  readonly sql: Sql;
  /** Commits what `write` does, or raises where the right to write has gone to another. */
  readonly commit: (write: (client: PoolClient) => Promise<void>) => Promise<void>;
  /** Which events are folded; default: all. */
  readonly keeps?: (event: StoredEvent) => boolean;
  /** Called with an event that cannot be folded; the events after it in its stream go the same way. Absent: such an event raises. */
  readonly park?: (event: StoredEvent, problem: string) => void;
  /** Streams of which something is parked already. */
  readonly parkedStreams?: Iterable<string>;
  /** States kept in memory; default 6,000. */
  readonly capacity?: number;
  /** Events in a page; default 2,000. */
  readonly pageSize?: number;
  /** Whether others wait for the machine: then a piece of work is small; default: no. */
  readonly givesWay?: () => boolean;
  /** After each piece of work; waits as long as others should have the machine to themselves. */
  readonly paced?: (position: number, milliseconds: number) => Promise<void>;
}

interface Kept {
  source: ViewSource<unknown>;
  id: string;
  state: unknown;
  stored: boolean;
}

/** A few milliseconds of work each: a page of events, a portion of states. */
const SMALL_PAGE = 200;
const SMALL_PORTION = 60;

/**
 * Folds a long stretch of the log into an edition that nobody reads yet. States stay in memory while their streams are busy and are
 * copied out when they have been quiet longest; a stream that wakes up again is read back. So memory has a bound, a stream that is
 * done is written once, and the database copies while this process folds.
 */
export class EditionLoader {
  /** By stream id, the least recently touched first. */
  private readonly kept = new Map<string, Kept>();
  /** On their way into the tables. */
  private leaving = new Map<string, Kept>();
  private writing: Promise<void> = Promise.resolve();
  private readonly parked: Set<string>;
  private readonly sources: ReadonlyMap<string, ViewSource<unknown>>;
  private readonly capacity: number;
  /** How many of the least recently touched are written when there are too many. */
  private readonly portion: number;
  private readonly pageSize: number;
  private readonly writer: PortionWriter;
  /** Events up to here have been folded. */
  private position: number;
  private to: number;

  constructor(private readonly load: EditionLoad) {
    this.position = load.from;
    this.to = load.to;
    this.parked = new Set(load.parkedStreams ?? []);
    this.writer = new PortionWriter({ ...load, salvage: load.park === undefined ? null : this.salvage() });
    this.capacity = load.capacity ?? 6_000;
    this.portion = Math.ceil(this.capacity / 4);
    this.pageSize = load.pageSize ?? 2_000;
    this.sources = new Map(load.view.sources.map((source) => [source.stream, source]));
  }

  /** Resolves when every row is committed, with the position up to which the tables then hold every event. */
  async run(): Promise<number> {
    do await this.foldAll();
    while (await this.goesOn());
    while (this.kept.size > 0) {
      const started = performance.now();
      await this.writeOut();
      if (!this.givesWay()) continue;
      await this.writing;
      await this.load.paced?.(this.position, performance.now() - started);
    }
    await this.writing;
    return this.position;
  }

  private async foldAll(): Promise<void> {
    let next = this.page(this.position);
    while (this.position < this.to) {
      const started = performance.now();
      const { events, upTo } = await next;
      if (upTo <= this.position) throw new Error(`The log ended at ${this.position}, before ${this.to}`);
      next = upTo < this.to ? this.page(upTo) : next;
      next.catch(() => undefined);
      await this.take(events);
      this.position = upTo;
      if (this.givesWay()) await this.writing;
      await this.load.paced?.(this.position, performance.now() - started);
    }
  }

  /** What was recorded meanwhile is folded here too, while the states are at hand, until it is little. */
  private async goesOn(): Promise<boolean> {
    const head = (await this.load.further?.()) ?? this.to;
    if (head - this.to < SMALL_PAGE) return false;
    this.to = head;
    return true;
  }

  private givesWay(): boolean {
    return this.load.givesWay?.() ?? false;
  }

  private page(after: number): Promise<LogPage> {
    return this.load.readPage(after, this.to, Math.min(this.givesWay() ? SMALL_PAGE : this.pageSize, this.to - after));
  }

  private async take(events: readonly StoredEvent[]): Promise<void> {
    const { keeps } = this.load;
    const own = keeps === undefined ? events : events.filter((event) => keeps(event));
    await this.readBack(own);
    for (const event of own) this.fold(event);
    this.position = events.at(-1)?.position ?? this.position;
    while (this.kept.size > this.capacity) await this.writeOut();
  }

  /** Streams that have begun before, but are not in memory. */
  private async readBack(events: readonly StoredEvent[]): Promise<void> {
    const missing = new Map<ViewSource<unknown>, Set<string>>();
    const begun = new Set<string>();
    for (const { streamId, version } of events) {
      if (this.kept.has(streamId) || begun.has(streamId)) continue;
      const { type, id } = partsOf(streamId);
      const source = this.sources.get(type);
      if (source === undefined) continue;
      if (version === 1) begun.add(streamId);
      else if (!this.takeBack(streamId)) missing.set(source, (missing.get(source) ?? new Set()).add(id));
    }
    for (const [source, ids] of missing) {
      const states = await loadStates(this.load.sql, this.load.view, source, this.load.schema, [...ids]);
      for (const [id, state] of states) this.kept.set(`${source.stream}-${id}`, { source, id, state, stored: true });
    }
  }

  private takeBack(streamId: string): boolean {
    const leaving = this.leaving.get(streamId);
    if (leaving === undefined) return false;
    this.kept.set(streamId, { ...leaving, stored: true });
    return true;
  }

  private fold(event: StoredEvent): void {
    const { streamId } = event;
    const found = this.kept.get(streamId) ?? this.first(streamId);
    if (found === null) return;
    if (this.parked.has(streamId)) {
      this.setAside(event, null);
      return;
    }
    try {
      const state = found.source.evolve(found.state, event, found.id);
      if (state === null) return;
      found.state = state;
      // Touched now: moves to the end.
      this.kept.delete(streamId);
      this.kept.set(streamId, found);
    } catch (error) {
      this.setAside(event, error);
    }
  }

  private first(streamId: string): Kept | null {
    const { type, id } = partsOf(streamId);
    const source = this.sources.get(type);
    return source === undefined ? null : { source, id, state: null, stored: false };
  }

  private setAside(event: StoredEvent, error: unknown): void {
    const { park, view } = this.load;
    const poison = new PoisonEvent(view.name, event, error);
    if (park === undefined) throw poison;
    this.parked.add(event.streamId);
    park(event, poison.problem);
  }

  /** Begins to write the portion that was touched longest ago, after the one before it has been written. */
  private async writeOut(): Promise<void> {
    await this.writing;
    const size = this.givesWay() ? SMALL_PORTION : this.portion;
    const portion = new Map<string, Kept>();
    for (const [streamId, one] of this.kept) {
      portion.set(streamId, one);
      if (portion.size === size) break;
    }
    for (const streamId of portion.keys()) this.kept.delete(streamId);
    this.leaving = portion;
    this.writing = this.write([...portion.values()]);
    this.writing.catch(() => undefined);
  }

  private async write(portion: readonly Kept[]): Promise<void> {
    await this.writer.write(portion);
    this.leaving = new Map();
  }

  private salvage(): ConstructorParameters<typeof PortionWriter>[0]['salvage'] {
    const { readStream, keeps } = this.load;
    return {
      eventsOf: async (streamId) =>
        (await readStream(streamId)).filter((event) => event.position <= this.position && (keeps?.(event) ?? true)),
      setAside: (events, problem) => {
        events.forEach((event, index) => this.setAside(event, index === 0 ? problem : null));
        const [first] = events;
        if (first !== undefined) this.kept.delete(first.streamId);
      },
    };
  }
}
