import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Pool } from 'pg';
import { EventStoreError } from '../event-store.errors.js';
import type { EventStore } from '../event-store.port.js';
import { HeadListener } from '../postgres/head-listener.js';
import type { Projection } from '../projection.port.js';
import { LogWatch } from './log-watch.js';
import { dropOldDefinitions, prepareProjection } from '../views/editions.js';
import { isView } from '../views/view-definition.js';
import { loadEdition } from './load-edition.js';
import { PageWriter } from './page-writer.js';
import { inTransaction, ProjectionCheckpoint, renewLeases, type Lease } from './projection-checkpoint.js';
import { ProjectionFollower, type FollowerState, type ProjectionProblem } from './projection-follower.js';
import { ProjectionProgress, type ProjectionProgressRow } from './projection-progress.js';
import { WakeCall } from './wake-call.js';

export interface ProjectionRunnerOptions {
  readonly store: EventStore;
  /** Connections for the views; needs at least two. The runner does not close it. */
  readonly pool: Pool;
  readonly projections: readonly Projection[];
  /** Where to listen for appends of other processes; absent: polling alone finds them, within 500 ms. */
  readonly listenTo?: string;
  /** How long a process that fell silent keeps its projections; default 3,000 ms. */
  readonly leaseMs?: number;
  /** This process alone may use the database (the embedded one): it takes the leases of a killed predecessor at once. */
  readonly alone?: boolean;
  /** Events in a transaction; default 500. */
  readonly pageSize?: number;
  /** Default 100 ms, doubled up to 30 s. */
  readonly firstRetryMs?: number;
  /** An event that failed so often is parked, or stops its projection; default 6. */
  readonly attempts?: number;
  /** Called when a projection has moved, with its name. */
  readonly onMoved?: (projection: string) => void;
  /** For the log and the metrics. */
  readonly onProblem?: (problem: ProjectionProblem) => void;
}

export interface ProjectionStatus extends ProjectionProgressRow {
  /** Of this process. */
  readonly state: FollowerState;
}

/** Lets projections follow the log in this process, each on its own, shared fairly with other processes by leases. */
export class ProjectionRunner {
  readonly owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  private readonly watch: LogWatch;
  private readonly progress: ProjectionProgress;
  private readonly followers: readonly ProjectionFollower[];
  private readonly listener: HeadListener | undefined;
  private readonly leaseMs: number;
  private readonly renewal = new WakeCall();
  private running: Promise<unknown> | undefined;
  private stopping = false;

  constructor(private readonly options: ProjectionRunnerOptions) {
    const { store, pool, projections, listenTo } = options;
    this.leaseMs = options.leaseMs ?? 3_000;
    this.watch = new LogWatch(store);
    this.progress = new ProjectionProgress(pool, projections);
    this.followers = projections.map((projection) => this.follower(projection));
    this.listener = listenTo === undefined ? undefined : new HeadListener(listenTo, (position) => this.watch.seen(position));
  }

  /** Makes the tables that are missing or of another version; those views begin again from position 0. Safe in several processes at once. */
  async prepare(): Promise<readonly { readonly name: string; readonly made: boolean }[]> {
    const prepared: { name: string; made: boolean }[] = [];
    for (const projection of this.options.projections) {
      const outcome = await inTransaction(this.options.pool, (tx) => prepareProjection(tx, projection));
      prepared.push({ name: projection.name, made: outcome === 'made' });
      if (isView(projection)) await inTransaction(this.options.pool, (tx) => dropOldDefinitions(tx, projection));
    }
    return prepared;
  }

  /** Follows from now on; call `prepare` first. */
  async start(): Promise<void> {
    if (this.running !== undefined) return;
    this.stopping = false;
    this.watch.start();
    await this.listener?.start();
    this.running = Promise.all([...this.followers.map((follower) => follower.run()), this.renew()]);
  }

  /** Ends after the pages in flight and releases the leases, so that the next process begins at once. `release: false`: as if killed. */
  async stop(options: { readonly release: boolean } = { release: true }): Promise<void> {
    this.stopping = true;
    for (const follower of this.followers) follower.stop(options);
    this.renewal.wake();
    await this.listener?.stop();
    await this.watch.stop();
    await this.running;
    this.running = undefined;
  }

  /** Read-your-writes; see {@link ProjectionProgress.waitFor}. */
  waitFor(names: readonly string[], position: number, timeoutMs: number): Promise<boolean> {
    return this.progress.waitFor(names, position, timeoutMs);
  }

  /** What this process does for each projection now. */
  states(): ReadonlyMap<string, FollowerState> {
    return new Map(this.followers.map(({ projection, state }) => [projection.name, state]));
  }

  async status(): Promise<readonly ProjectionStatus[]> {
    const states = this.states();
    const rows = await this.progress.status();
    return rows.flatMap((row) => {
      const state = states.get(row.name);
      return state === undefined ? [] : [{ ...row, state }];
    });
  }

  /** For tests and commands: every projection at the end of the log; returns that position. */
  async catchUp(timeoutMs = 30_000): Promise<number> {
    const head = await this.options.store.head();
    if (this.running === undefined) {
      await this.prepare();
      for (const follower of this.followers) await follower.catchUp(head);
      return head;
    }
    const names = this.followers.map(({ projection }) => projection.name);
    if (await this.waitFor(names, head, timeoutMs)) return head;
    const behind = (await this.status())
      .filter(({ position }) => position < head)
      .map(({ name, problem }) => `${name} (${problem ?? 'slow'})`);
    throw new EventStoreError('EVENT_STORE.BEHIND', `Projections did not reach position ${head}: ${behind.join(', ')}`);
  }

  private follower(projection: Projection): ProjectionFollower {
    const { store, pool, pageSize, firstRetryMs, attempts, alone, onProblem, onMoved } = this.options;
    const checkpoint = new ProjectionCheckpoint(pool, projection, this.owner, this.leaseMs);
    const parts = {
      store,
      watch: this.watch,
      checkpoint,
      writer: new PageWriter(projection),
      load: async (lease: Lease, to: number): Promise<Lease> =>
        isView(projection) ? loadEdition(lease, { store, pool, view: projection, edition: 'serving', checkpoint, to }) : lease,
    };
    return new ProjectionFollower(projection, parts, {
      pageSize: pageSize ?? 500,
      acquireEveryMs: Math.ceil(this.leaseMs / 3),
      firstRetryMs: firstRetryMs ?? 100,
      longestRetryMs: 30_000,
      attempts: attempts ?? 6,
      evenIfHeld: alone ?? false,
      onProblem: onProblem ?? ((): void => undefined),
      onMoved: () => {
        this.progress.moved();
        onMoved?.(projection.name);
      },
    });
  }

  private async renew(): Promise<void> {
    while (!this.isStopping()) {
      await this.renewal.sleep(this.leaseMs / 3);
      // A renewal that fails lets the leases lapse; the followers notice by the fence.
      if (!this.isStopping()) await renewLeases(this.options.pool, this.owner, this.leaseMs).catch(() => undefined);
    }
  }

  private isStopping(): boolean {
    return this.stopping;
  }
}
