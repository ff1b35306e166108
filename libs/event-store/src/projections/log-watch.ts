import type { EventStore } from '../event-store.port.js';
import { WakeCall } from './wake-call.js';

const shortestPollMs = 20;
const longestPollMs = 500;

/** Knows how far the log has grown: by polling, which is the truth, and earlier where somebody says so. One for all followers. */
export class LogWatch {
  private known = 0;
  private hasLooked = false;
  private running: Promise<void> | undefined;
  private stopped = false;
  private unsubscribe: (() => void) | undefined;
  private readonly poll = new WakeCall();
  private readonly growth = new WakeCall();

  constructor(private readonly store: EventStore) {}

  get head(): number {
    return this.known;
  }

  /** `head` is what the log itself said, and not only the beginning of this watch. */
  get looked(): boolean {
    return this.hasLooked;
  }

  start(): void {
    this.stopped = false;
    this.unsubscribe = this.store.onAppend((position) => this.seen(position));
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe?.();
    this.poll.wake();
    this.growth.wake();
    await this.running;
  }

  /** Somebody has seen this position in the log. */
  seen(position: number): void {
    if (position <= this.known) return;
    this.known = position;
    this.growth.wake();
    this.poll.wake();
  }

  /** Resolves when the log has grown beyond a position, when the watch stops, or after `atMostMs`. */
  async beyond(position: number, atMostMs: number): Promise<void> {
    if (this.known > position || this.stopped) return;
    await this.growth.sleep(atMostMs);
  }

  private async run(): Promise<void> {
    let delay = shortestPollMs;
    while (!this.stopped) {
      const before = this.known;
      try {
        this.seen(await this.store.head());
        if (!this.hasLooked) this.growth.wake();
        this.hasLooked = true;
      } catch {
        // The database is away; the followers report it when they need it. Ask again, later and later.
      }
      delay = this.known > before ? shortestPollMs : Math.min(delay * 2, longestPollMs);
      if (!this.isStopped()) await this.poll.sleep(delay);
    }
  }

  /** Read anew after an await. */
  private isStopped(): boolean {
    return this.stopped;
  }
}
