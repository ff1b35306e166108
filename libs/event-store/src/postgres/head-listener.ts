import pg from 'pg';
import { headChannel } from './head-announcer.js';

const reconnectMs = 1_000;

/** Hears from other processes that the log has grown, on one connection that comes back by itself. A hint: polling goes on. */
export class HeadListener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly connectionString: string,
    private readonly heard: (position: number) => void,
  ) {}

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.connectionString, keepAlive: true, application_name: 'dondoc listener' });
    this.client = client;
    client.on('error', () => undefined);
    client.on('end', () => this.reconnect());
    client.on('notification', ({ payload }) => this.heard(Number(payload)));
    try {
      await client.connect();
      await client.query(`listen ${headChannel}`);
    } catch {
      this.reconnect();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private reconnect(): void {
    if (this.stopped || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.start();
    }, reconnectMs);
    this.timer.unref();
  }
}
