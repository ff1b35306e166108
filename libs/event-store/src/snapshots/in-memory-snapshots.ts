import type { Snapshot, Snapshots } from './snapshot.port.js';

/** The twin of the snapshots on PostgreSQL. */
export class InMemorySnapshots implements Snapshots {
  private readonly kept = new Map<string, Snapshot>();

  find(streamId: string, foldHash: string): Promise<Snapshot | null> {
    return Promise.resolve(this.kept.get(JSON.stringify([streamId, foldHash])) ?? null);
  }

  keep(streamId: string, foldHash: string, snapshot: Snapshot): Promise<void> {
    const key = JSON.stringify([streamId, foldHash]);
    // Through JSON and back, as the database would.
    if ((this.kept.get(key)?.version ?? 0) < snapshot.version) this.kept.set(key, JSON.parse(JSON.stringify(snapshot)) as Snapshot);
    return Promise.resolve();
  }
}
