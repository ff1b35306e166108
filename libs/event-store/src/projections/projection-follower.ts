import { LogHole, UnknownEventType } from '../event-store.errors.js';
import type { EventStore, StoredEvent } from '../event-store.port.js';
import type { Projection } from '../projection.port.js';
import type { LogWatch } from './log-watch.js';
import { LeaseLost, type Lease, type ProjectionCheckpoint } from './projection-checkpoint.js';
import type { ProjectionProgress } from './projection-progress.js';
import { WakeCall } from './wake-call.js';

/** `waiting`: another process has the lease. `stopped`: it cannot go on until other code is deployed. */
export type FollowerState = 'idle' | 'waiting' | 'following' | 'retrying' | 'stopped';

export interface ProjectionProblem {
  readonly projection: string;
  readonly state: 'retrying' | 'stopped';
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
  readonly evenIfHeld: boolean;
  readonly onProblem: (problem: ProjectionProblem) => void;
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
  private readonly rest = new WakeCall();

  constructor(
    readonly projection: Projection,
    private readonly log: { readonly store: EventStore; readonly watch: LogWatch },
    private readonly checkpoint: ProjectionCheckpoint,
    private readonly progress: ProjectionProgress,
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
    while (this.goesOn()) {
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
    this.lease = await this.checkpoint.acquire(this.settings.evenIfHeld);
    if (this.lease === null) throw new LeaseLost(this.projection.name);
    try {
      while (this.lease.position < head) this.lease = await this.advance(this.lease, head);
      if (!this.lease.live) this.lease = await this.checkpoint.reachedEnd(this.lease);
    } finally {
      await this.release();
    }
  }

  private async step(): Promise<void> {
    this.lease ??= await this.checkpoint.acquire(this.settings.evenIfHeld);
    if (this.lease === null) {
      this.current = 'waiting';
      await this.rest.sleep(this.settings.acquireEveryMs);
    } else if (this.log.watch.head <= this.lease.position) {
      this.current = 'following';
      if (this.log.watch.looked && !this.lease.live) this.lease = await this.checkpoint.reachedEnd(this.lease);
      await this.log.watch.beyond(this.lease.position, this.settings.acquireEveryMs);
    } else {
      this.lease = await this.advance(this.lease, this.log.watch.head);
      this.attempt = 0;
    }
  }

  private async advance(lease: Lease, head: number): Promise<Lease> {
    const events = await this.nextPage(lease.position);
    const last = events.at(-1);
    if (last === undefined) return lease;
    const next = await this.checkpoint.advance(lease, last.position, last.position >= head, (tx) => this.projection.project(tx, events));
    this.progress.moved();
    return next;
  }

  /** Everything up to an event that the running code cannot read; raises when that is the very next one. */
  private async nextPage(position: number): Promise<readonly StoredEvent[]> {
    const limit = position < this.carefulUntil ? 1 : this.settings.pageSize;
    try {
      return await this.log.store.readAll(position, limit);
    } catch (error) {
      if (!(error instanceof UnknownEventType) || error.position === null || error.position === position + 1) throw error;
      return this.log.store.readAll(position, error.position - 1 - position);
    }
  }

  private async recover(error: Error): Promise<void> {
    if (error instanceof LeaseLost) {
      this.lease = null;
      return;
    }
    this.attempt += 1;
    this.current = error instanceof UnknownEventType || error instanceof LogHole ? 'stopped' : 'retrying';
    const position = this.lease?.position ?? 0;
    if (this.lease !== null) {
      this.carefulUntil = position + this.settings.pageSize;
      await this.checkpoint.report(this.lease, error.message).catch(() => undefined);
    }
    this.settings.onProblem({ projection: this.projection.name, state: this.current, position, attempt: this.attempt, error });
    if (this.current === 'retrying') await this.rest.sleep(this.retryDelay());
  }

  private retryDelay(): number {
    return Math.min(this.settings.firstRetryMs * 2 ** Math.min(this.attempt - 1, 20), this.settings.longestRetryMs);
  }

  private async release(): Promise<void> {
    const { lease } = this;
    this.lease = null;
    if (lease !== null && !this.abandoned) await this.checkpoint.release(lease);
  }

  private goesOn(): boolean {
    return !this.stopping && this.current !== 'stopped';
  }
}
