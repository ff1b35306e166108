import type { Pool } from 'pg';

/** Channel of the coalesced notification; its payload is the position. */
export const headChannel = 'es_head';

/**
 * Tells other processes that the log has grown: at most once per `intervalMs`, after commit, on a connection of its own turn.
 * A hint that may be lost: readers poll.
 */
export class HeadAnnouncer {
  private timer: NodeJS.Timeout | undefined;
  private position = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: Pool,
    private readonly intervalMs = 10,
  ) {}

  announce(position: number): void {
    this.position = Math.max(this.position, position);
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.running = this.notify();
    }, this.intervalMs);
    this.timer.unref();
  }

  /** Drops what waits; for the end of the process. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async notify(): Promise<void> {
    try {
      // A notification commits a transaction; it need not wait for the disk.
      await this.pool.query({
        name: 'es_notify',
        text: `select set_config('synchronous_commit', 'off', true), pg_notify('${headChannel}', $1)`,
        values: [String(this.position)],
      });
    } catch {
      // Only a hint was lost; readers poll.
    }
  }
}
