import type { Append, Appended, ExpectedVersion, RequestKey } from '../event-store.port.js';

/** An event as far as whoever appended it knows it. */
export interface ModelEvent {
  readonly streamId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
  readonly meta: object;
  readonly actor: string;
  readonly occurredAt: string | null;
  readonly correlationId: string | null;
  readonly causationId: string | null;
}

type Repeated = Extract<Appended, { outcome: 'repeated' }>;

/** The whole of what an event store is, without a database, a clock or a promise: a list, and the answers to requests. */
export class LogModel {
  private readonly log: ModelEvent[] = [];
  private readonly answers = new Map<string, { readonly hash: string; readonly answer: Repeated }>();

  /** @param base position of the last event that stood in the log before */
  constructor(readonly base: number) {}

  get head(): number {
    return this.base + this.log.length;
  }

  version(streamId: string): number {
    return this.log.filter((event) => event.streamId === streamId).length;
  }

  append(append: Append): Appended {
    const { streamId, actor, request, expected } = append;
    const before = request === undefined ? null : this.find(actor, request);
    if (before !== null) return before;
    const actual = this.version(streamId);
    if (!holds(expected, actual)) return { outcome: 'conflict', actual };
    this.log.push(...eventsOf(append));
    const types = append.events.map(({ type }) => type);
    const answer = { streamId, version: actual + types.length, position: this.head, types };
    if (request !== undefined) this.answers.set(keyOf(actor, request), { hash: request.hash, answer: { outcome: 'repeated', ...answer } });
    return { outcome: 'appended', ...answer };
  }

  /** As if what happened since had not. */
  copy(): LogModel {
    const other = new LogModel(this.base);
    other.log.push(...this.log);
    for (const [key, answer] of this.answers) other.answers.set(key, answer);
    return other;
  }

  find(actor: string, request: RequestKey): Repeated | { readonly outcome: 'key-reused' } | null {
    const found = this.answers.get(keyOf(actor, request));
    if (found === undefined) return null;
    return found.hash === request.hash ? found.answer : { outcome: 'key-reused' };
  }

  remember(actor: string, request: RequestKey, place: Omit<Repeated, 'outcome' | 'types'>): void {
    if (this.answers.has(keyOf(actor, request))) return;
    this.answers.set(keyOf(actor, request), { hash: request.hash, answer: { outcome: 'repeated', ...place, types: [] } });
  }

  /** With position and version. */
  all(after: number, limit: number): readonly object[] {
    return this.placed()
      .filter(({ position }) => position > after)
      .slice(0, limit);
  }

  stream(streamId: string, upTo = Infinity): readonly object[] {
    return this.placed().filter((event) => event.streamId === streamId && event.position <= upTo);
  }

  private placed() {
    const versions = new Map<string, number>();
    return this.log.map((event, index) => {
      const version = (versions.get(event.streamId) ?? 0) + 1;
      versions.set(event.streamId, version);
      const { occurredAt, ...same } = event;
      // Without a time of its own an event's is that of recording, of which the model knows nothing.
      return { ...same, ...(occurredAt === null ? {} : { occurredAt }), position: this.base + index + 1, version };
    });
  }
}

const keyOf = (actor: string, { key }: RequestKey): string => `${actor} ${key}`;

const eventsOf = (append: Append): readonly ModelEvent[] =>
  append.events.map(({ type, schemaVersion = 1, data }) => ({
    streamId: append.streamId,
    type,
    schemaVersion,
    data,
    meta: append.meta ?? {},
    actor: append.actor,
    occurredAt: append.occurredAt ?? null,
    correlationId: append.correlationId ?? null,
    causationId: append.causationId ?? null,
  }));

const holds = (expected: ExpectedVersion, actual: number): boolean => {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return actual === 0;
  return expected === 'stream-exists' ? actual > 0 : actual === expected;
};
