import type { MessageEvent, OnModuleDestroy } from '@nestjs/common';
import {
  concat,
  defer,
  filter,
  finalize,
  from,
  map,
  mergeMap,
  Subject,
  takeUntil,
  type MonoTypeOperatorFunction,
  type Observable,
} from 'rxjs';
import type { EventStore, StoredEvent } from '#event-store';
import { seesEverything, type Reader, type TaskAudience } from '#read-models';
import type { ViewPositions } from '../http/view-positions.js';

/** Something that a page may show has changed. `audience` null: everybody. */
interface Change {
  readonly type: 'task-changed' | 'plan-changed' | 'indicator-changed' | 'report-changed';
  readonly id: string;
  readonly position: number;
  readonly audience: readonly string[] | null;
}

const PAGE = 1_000;
const POLL_MS = 150;

const typeOf: Readonly<Record<string, Change['type']>> = {
  task: 'task-changed',
  remarks: 'task-changed',
  plan: 'plan-changed',
  indicator: 'indicator-changed',
  report: 'report-changed',
};

/** Streams about one task, which only some may see. */
const isOfTask = (kind: string): boolean => kind === 'task' || kind === 'remarks';

const parseStream = (streamId: string): { readonly kind: string; readonly id: string } => {
  const dash = streamId.indexOf('-');
  return { kind: streamId.slice(0, dash), id: streamId.slice(dash + 1) };
};

const messageOf = ({ type, id, position }: Change): MessageEvent => ({
  id: `p${String(position)}`,
  type,
  data: { id, position: `p${String(position)}` },
});

/**
 * Follows the log as far as the views have come, so that whoever is told of a change finds it when reading.
 * It looks only while somebody listens; one query for all listeners of this process.
 */
export class ChangeFeed implements OnModuleDestroy {
  private readonly changes = new Subject<Change>();
  private readonly closed = new Subject<void>();
  private position: number | null = null;
  private timer: NodeJS.Timeout | null = null;
  private listeners = 0;

  constructor(
    private readonly store: EventStore,
    private readonly views: ViewPositions,
    private readonly audience: TaskAudience,
  ) {}

  /** Changes after a position the client has seen; null: from now on. */
  follow(reader: Reader, after: number | null): Observable<MessageEvent> {
    const missed = defer(() => from(this.missed(after))).pipe(mergeMap((changes) => changes ?? [null]));
    return concat(missed, this.live()).pipe(
      filter((change) => change === null || isFor(change, reader)),
      map((change): MessageEvent => (change === null ? { type: 'resync', data: {} } : messageOf(change))),
      takeUntil(this.closed),
    );
  }

  untilClosed<Item>(): MonoTypeOperatorFunction<Item> {
    return takeUntil(this.closed);
  }

  /** Ends every connection, so that the server can close. */
  onModuleDestroy(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.closed.next();
    this.changes.complete();
  }

  private live(): Observable<Change> {
    return defer(() => {
      this.listeners += 1;
      if (this.timer === null) this.look(0);
      return this.changes.pipe(
        finalize(() => {
          this.listeners -= 1;
        }),
      );
    });
  }

  /** Null: too much to tell one by one. */
  private async missed(after: number | null): Promise<readonly Change[] | null> {
    const reached = await this.views.reached();
    if (after === null || after >= reached) return [];
    return reached - after > PAGE
      ? null
      : this.changesOf((await this.store.readAll(after, PAGE)).filter((event) => event.position <= reached));
  }

  private look(delay: number): void {
    this.timer = setTimeout(() => {
      this.tick()
        // The next look finds what this one could not read.
        .catch(() => undefined)
        .finally(() => {
          this.timer = null;
          if (this.listeners > 0) this.look(POLL_MS);
          else this.position = null;
        });
    }, delay);
    this.timer.unref();
  }

  private async tick(): Promise<void> {
    const reached = await this.views.reached();
    const after = this.position ?? reached;
    this.position = after;
    if (after >= reached) return;
    const events = (await this.store.readAll(after, PAGE)).filter((event) => event.position <= reached);
    for (const change of await this.changesOf(events)) this.changes.next(change);
    this.position = events.at(-1)?.position ?? after;
  }

  /** One change for each thing, at its last position. */
  private async changesOf(events: readonly StoredEvent[]): Promise<readonly Change[]> {
    const last = new Map(events.map((event) => [event.streamId, event.position]));
    const streams = [...last].map(([streamId, position]) => ({ ...parseStream(streamId), position }));
    const audiences = await this.audience.of(streams.filter(({ kind }) => isOfTask(kind)).map(({ id }) => id));
    return streams.flatMap(({ kind, id, position }) => {
      const type = typeOf[kind];
      return type === undefined ? [] : [{ type, id, position, audience: isOfTask(kind) ? (audiences.get(id) ?? []) : null }];
    });
  }
}

const isFor = ({ audience }: Change, reader: Reader): boolean =>
  audience === null || seesEverything(reader) || reader.agencies.some((agency) => audience.includes(agency));
