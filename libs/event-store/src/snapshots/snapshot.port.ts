/** A stream's state as it was after one of its events, as JSON. Never needed: it only spares a replay. */
export interface Snapshot {
  readonly version: number;
  readonly position: number;
  /** Of the event; ISO 8601. */
  readonly recordedAt: string;
  readonly state: unknown;
}

export interface Snapshots {
  /** The newest one that this very fold has made of the stream. */
  find(streamId: string, foldHash: string): Promise<Snapshot | null>;
  /** Takes the place of an older one. */
  keep(streamId: string, foldHash: string, snapshot: Snapshot): Promise<void>;
}
