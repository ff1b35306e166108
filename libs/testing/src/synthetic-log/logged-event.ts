/** An event as the log keeps it; the shape of the event store's `StoredEvent`. */
export interface LoggedEvent {
  readonly position: number;
  readonly streamId: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  readonly data: object;
  readonly meta: Readonly<Record<string, unknown>>;
}
