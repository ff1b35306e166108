/** What went wrong in the log or on the way to it. `code` is stable; business conflicts are outcomes, not errors. */
export class EventStoreError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The log holds, or is asked to take, an event that the running code cannot read. Readers stop here; they never skip. */
export class UnknownEventType extends EventStoreError {
  constructor(
    readonly type: string,
    readonly schemaVersion: number,
    /** Null: refused before it was written. */
    readonly position: number | null,
  ) {
    const where = position === null ? 'asked to be appended' : `at position ${position}`;
    super('EVENT_STORE.UNKNOWN_TYPE', `Unknown event type ${type} v${schemaVersion} ${where}`);
  }
}

/** A position is missing from the log: it was tampered with or restored in part. */
export class LogHole extends EventStoreError {
  constructor(
    readonly expected: number,
    readonly found: number,
  ) {
    super('EVENT_STORE.HOLE', `Log position ${expected} is missing: found ${found} in its place`);
  }
}

/** A version is missing from a stream. */
export class StreamHole extends EventStoreError {
  constructor(
    readonly streamId: string,
    readonly expected: number,
    readonly found: number,
  ) {
    super('EVENT_STORE.STREAM_HOLE', `Version ${expected} of ${streamId} is missing: found ${found} in its place`);
  }
}

/** The append cannot be stored as it is: no events, or text that PostgreSQL's jsonb cannot hold. Nothing was written. */
export class AppendRefused extends EventStoreError {
  constructor(message: string, options?: ErrorOptions) {
    super('EVENT_STORE.APPEND_REFUSED', message, options);
  }
}

/** The database did not answer in time. Whether the append was written is not known; the request key makes a retry harmless. */
export class EventStoreBusy extends EventStoreError {
  constructor(options?: ErrorOptions) {
    super('EVENT_STORE.BUSY', 'The event store is busy', options);
  }
}
