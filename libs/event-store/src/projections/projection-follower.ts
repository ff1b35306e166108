import { LogHole, UnknownEventType } from '../event-store.errors.js';
import type { EventStore, StoredEvent } from '../event-store.port.js';
import { isPassing } from '../postgres/database-error.js';
import type { Projection } from '../projection.port.js';
import { isView } from '../views/view-definition.js';
import type { LogWatch } from './log-watch.js';
import type { PageWriter } from './page-writer.js';
import { LeaseLost, type Lease, type ProjectionCheckpoint } from './projection-checkpoint.js';
import { WakeCall } from './wake-call.js';

/** `waiting`: another process has the lease. `stopped`: it stands before an event that it cannot take, and must not skip. */
export type FollowerState = 'idle' | 'waiting' | 'loading' | 'following' | 'retrying' | 'stopped';

export interface ProjectionProblem {
  readonly projection: string;
  readonly state: 'retrying' | 'stopped' | 'parked';
  /** Position after which it stands. */
  readonly position: number;
  readonly attempt: number;
  readonly error: Error;
}

export interface FollowerSettings {
  readonly pageSize: number;
  /** How often it asks for a lease that another process holds. */
  readonly acquireEveryMs: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** An event that failed so often is parked, or stops the projection. */
  readonly attempts: number;
  readonly evenIfHeld: boolean;
  readonly onProblem: (problem: ProjectionProblem) => void;
  /** After a page is committed. */
  readonly onMoved: (position: number) => void;
}

export interface FollowerParts {
  readonly store: EventStore;
  readonly watch: LogWatch;
  readonly checkpoint: ProjectionCheckpoint;
  readonly writer: PageWriter;
  /** Fills the tables of a view up to a position. */
  readonly load: (lease: Lease, to: number) => Promise<Lease>;
}

/** Leads one projection through the log: a page, its rows and the checkpoint in one transaction, under a lease. */
export class ProjectionFollower {
  private current: FollowerState = 'idle';
  private lease: Lease | null = null;
  private stopping = false;
  private abandoned = false;
  private attempt = 0;
  /** Up to here pages have one event, so that everything before a poison event is written. */
  private carefulUntil = 0;
  private ahead: { readonly after: number; readonly page: Promise<readonly StoredEvent[]> } | null = null;
  private readonly rest = new WakeCall();

  constructor(
    readonly projection: Projection,
    private readonly parts: FollowerParts,
    private readonly settings: FollowerSettings,
  ) {}

  get state(): FollowerState {
    return this.current;
  }

  /** Follows until told to stop. Never rejects. */
  async run(): Promise<void> {
    this.stopping = false;
    this.abandoned = false;
    this.current = 'idle';
    while (!this.isStopping()) {
      try {
        await this.step();
      } catch (error) {
        await this.recover(error instanceof Error ? error : new Error(String(error)));
      }
    }
    await this.release().catch(() => undefined);
  }

  /** `release: false` leaves the lease as a killed process would; for tests. */
  stop(options: { readonly release: boolean } = { release: true }): void {
    this.stopping = true;
    this.abandoned = !options.release;
    this.rest.wake();
  }

  /** Up to a position, now, in the caller's time; an error of the projection is the caller's. */
  async catchUp(head: number): Promise<void> {
    this.lease = await this.parts.checkpoint.acquire(this.settings.evenIfHeld);
    if (this.lease === null) throw new LeaseLost(this.projection.name);
    try {
      if (!this.lease.loaded) this.lease = await this.parts.load(this.lease, head);
      while (this.lease.position < head) this.lease = await this.advance(this.lease, head);
      if (!this.lease.live) this.lease = await this.parts.checkpoint.reachedEnd(this.lease);
    } finally {
      await this.release();
    }
  }

  private async step(): Promise<void> {
    const { checkpoint, watch, load } = this.parts;
    this.lease ??= await checkpoint.acquire(this.settings.evenIfHeld);
    if (this.lease === null) {
      this.current = 'waiting';
      await this.rest.sleep(this.settings.acquireEveryMs);
    } else if (!this.lease.loaded) {
      this.current = 'loading';
      this.lease = await load(this.lease, await this.parts.store.head());
      this.moved(this.lease);
    } else if (watch.head <= this.lease.position) {
      this.current = 'following';
      if (watch.looked && !this.lease.live) this.lease = await checkpoint.reachedEnd(this.lease);
      await watch.beyond(this.lease.position, this.settings.acquireEveryMs);
    } else {
      this.lease = await this.advance(this.lease, watch.head);
      this.moved(this.lease);
    }
  }

  private moved({ position }: Lease): void {
    this.attempt = 0;
    this.current = 'following';
    this.settings.onMoved(position);
  }

  private async advance(lease: Lease, head: number): Promise<Lease> {
    const events = await this.nextPage(lease.position);
    const last = events.at(-1);
    if (last === undefined) return lease;
    if (events.length === this.settings.pageSize && last.position < head) this.readAhead(last.position);
    const { checkpoint, writer } = this.parts;
    return checkpoint.advance(lease, last.position, last.position >= head, (tx) => writer.write(tx, events, lease.parked));
  }

  /** Everything up to an event that the running code cannot read; raises when that is the very next one. */
  private async nextPage(position: number): Promise<readonly StoredEvent[]> {
    const { store } = this.parts;
    const { ahead } = this;
    this.ahead = null;
    try {
      if (position < this.carefulUntil) return await store.readAll(position, 1);
      return await (ahead?.after === position ? ahead.page : store.readAll(position, this.settings.pageSize));
    } catch (error) {
      if (!(error instanceof UnknownEventType) || error.position === null || error.position === position + 1) throw error;
      return store.readAll(position, error.position - 1 - position);
    }
  }

  /** Reads the next page while this one is being written. */
  private readAhead(after: number): void {
    const page = this.parts.store.readAll(after, this.settings.pageSize);
    // Whoever takes it meets the error.
    page.catch(() => undefined);
    this.ahead = { after, page };
  }

  private async recover(error: Error): Promise<void> {
    this.ahead = null;
    if (error instanceof LeaseLost) {
      this.lease = null;
      return;
    }
    if (!isPassing(error)) this.attempt += 1;
    this.current = this.isHopeless(error) ? 'stopped' : 'retrying';
    const { lease } = this;
    const position = lease?.position ?? 0;
    if (lease !== null) {
      if (this.current === 'stopped' && (await this.couldPark(lease, error))) return;
      this.carefulUntil = position + this.settings.pageSize;
      await this.parts.checkpoint.report(lease, error.message).catch(() => undefined);
    }
    this.tell(this.current, position, error);
    // Newer code may take over what this one cannot do.
    if (this.current === 'stopped') await this.release().catch(() => undefined);
    if (!this.isStopping()) await this.rest.sleep(this.current === 'stopped' ? this.settings.longestRetryMs : this.retryDelay());
  }

  private isHopeless(error: Error): boolean {
    return error instanceof UnknownEventType || error instanceof LogHole || this.attempt >= this.settings.attempts;
  }

  /** Sets the event aside, where the view wants that; only when it failed alone, so that nothing else is parked with it. */
  private async couldPark(lease: Lease, error: Error): Promise<boolean> {
    const { projection, parts } = this;
    const isAlone = lease.position < this.carefulUntil && lease.loaded;
    if (!isView(projection) || projection.onPoison === 'stop' || !isAlone || this.attempt < this.settings.attempts) return false;
    try {
      const [event] = await parts.store.readAll(lease.position, 1);
      if (event === undefined) return false;
      this.lease = await parts.checkpoint.advance(lease, event.position, false, (tx) => parts.writer.park(tx, event, error.message));
      this.tell('parked', event.position, error);
      this.moved(this.lease);
      return true;
    } catch {
      return false;
    }
  }

  private tell(state: ProjectionProblem['state'], position: number, error: Error): void {
    this.settings.onProblem({ projection: this.projection.name, state, position, attempt: this.attempt, error });
  }

  private retryDelay(): number {
    return Math.min(this.settings.firstRetryMs * 2 ** Math.min(Math.max(0, this.attempt - 1), 20), this.settings.longestRetryMs);
  }

  private async release(): Promise<void> {
    const { lease } = this;
    this.lease = null;
    if (lease !== null && !this.abandoned) await this.parts.checkpoint.release(lease);
  }

  /** Read anew after an await. */
  private isStopping(): boolean {
    return this.stopping;
  }
}
