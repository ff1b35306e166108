import { newId } from '#platform';
import { AppendRefused } from '../event-store.errors.js';
import { toStoredInstant } from '../storable/instant.js';
import { toJsonText } from '../storable/json-text.js';
import { assertName, assertSchemaVersion, assertVersion } from '../storable/names.js';

/** An event of a history that was kept elsewhere. */
export interface ImportedEvent {
  readonly streamId: string;
  /** Follows the stream's last one without a gap. */
  readonly version: number;
  readonly type: string;
  readonly schemaVersion?: number;
  readonly data: object;
  readonly actor: string;
  /** ISO 8601. */
  readonly occurredAt: string;
  readonly meta?: object;
  readonly correlationId?: string;
  readonly causationId?: string;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const copied = (text: string): string => text.replace(/[\\\t\n\r]/gu, (character) => escapes[character] ?? character);

/** Of a table that takes the lines. */
export const columns =
  'entry, stream_id, version, event_id, type, schema_version, occurred_at, correlation_id, causation_id, actor, data, meta';

/** Says of which event a refusal speaks. */
export const refusedAt = (entry: number, { message }: Error, cause: unknown): AppendRefused =>
  new AppendRefused(`event ${entry} of the import: ${message}`, { cause });

const assertNames = ({ streamId, version, type, schemaVersion, actor, correlationId, causationId }: ImportedEvent): void => {
  const names = { streamId, type, actor, correlationId, causationId };
  for (const [place, name] of Object.entries(names)) if (name !== undefined) assertName(place, name);
  assertVersion(version);
  if (schemaVersion !== undefined) assertSchemaVersion('schemaVersion', schemaVersion);
};

const checkedLine = (entry: number, event: ImportedEvent): string => {
  try {
    assertNames(event);
    return lineOf(entry, event);
  } catch (error) {
    throw error instanceof AppendRefused ? refusedAt(entry, error, error) : error;
  }
};

/** A line of COPY's text format, in the order of {@link columns}. */
const lineOf = (entry: number, event: ImportedEvent): string =>
  [
    entry,
    copied(event.streamId),
    event.version,
    newId(),
    copied(event.type),
    event.schemaVersion ?? 1,
    toStoredInstant('occurredAt', event.occurredAt),
    event.correlationId === undefined ? '\\N' : copied(event.correlationId),
    event.causationId === undefined ? '\\N' : copied(event.causationId),
    copied(event.actor),
    copied(toJsonText('data', event.data)),
    copied(toJsonText('meta', event.meta ?? {})),
  ].join('\t') + '\n';

const eventsInPiece = 200;

/** Turns a history into lines, some thousand events at a time; knows where each stream begins and that versions follow each other. */
export class HistoryReader {
  /** Events read so far; the number of the last one. */
  entry = 0;
  isAtEnd = false;
  private readonly events: AsyncIterator<ImportedEvent> | Iterator<ImportedEvent>;
  private readonly last = new Map<string, number>();
  private begun = new Map<string, number>();

  constructor(events: AsyncIterable<ImportedEvent> | Iterable<ImportedEvent>) {
    this.events = Symbol.asyncIterator in events ? events[Symbol.asyncIterator]() : events[Symbol.iterator]();
  }

  /**
   * The next events, at most so many, some hundred in a piece.
   * @throws AppendRefused of what cannot be stored, or does not follow the event before it in its stream
   */
  async *lines(count: number): AsyncGenerator<string> {
    const until = this.entry + count;
    let piece = '';
    while (this.entry < until && !this.isAtEnd) {
      const next = await this.events.next();
      if (next.done === true) this.isAtEnd = true;
      else piece += this.lineOf(next.value);
      if (this.entry % eventsInPiece > 0) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }

  /** The streams that have begun since this was asked last, with the version of their first event. */
  takeBegun(): ReadonlyMap<string, number> {
    const { begun } = this;
    this.begun = new Map();
    return begun;
  }

  /** Lets the source end what it has open. */
  async close(): Promise<void> {
    await this.events.return?.();
  }

  private lineOf(event: ImportedEvent): string {
    const { streamId, version } = event;
    const before = this.last.get(streamId);
    if (before === undefined) this.begun.set(streamId, version);
    else if (version !== before + 1) throw new AppendRefused(`Version ${version} of ${streamId} does not follow ${before}`);
    this.last.set(streamId, version);
    this.entry += 1;
    return checkedLine(this.entry, event);
  }
}
