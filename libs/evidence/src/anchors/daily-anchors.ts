import { dateInVietnam } from '#domain';
import { type Clock, toInstant } from '#platform';
import type { SignedAnchor } from './anchor.js';
import { type AnchorMaker, LogNotSound, makeAnchor } from './make-anchor.js';
import { newestAnchors } from './kept-anchors.js';

/** Where anchors are sent so that they stand outside the system; `send` answers whether the mail was handed over. */
export interface AnchorPost {
  readonly address: string;
  sendAnchor(signed: SignedAnchor): Promise<boolean>;
  /** The log is not what it was; `sentence` says where. */
  sendAlarm(sentence: string): Promise<boolean>;
}

export interface DailyAnchorsOptions extends AnchorMaker {
  readonly clock: Clock;
  /** Null: anchors are kept, not mailed. */
  readonly post: AnchorPost | null;
  readonly onError: (error: unknown) => void;
  /** Default: a minute after the start, then every quarter of an hour. */
  readonly firstMs?: number;
  readonly everyMs?: number;
}

/** Sees to it that every day has its anchor, and that each is mailed once. Several processes may do so side by side. */
export class DailyAnchors {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private alarmed = '';

  constructor(private readonly options: DailyAnchorsOptions) {}

  start(): void {
    const { firstMs = 60_000, everyMs = 15 * 60_000 } = this.options;
    this.timer = setTimeout(() => {
      this.timer = setInterval(() => this.look(), everyMs).unref();
      this.look();
    }, firstMs).unref();
  }

  /** Waits for the round under way. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    await this.round;
  }

  /** One round: an anchor where today has none yet, then whatever has not been mailed. */
  async run(): Promise<void> {
    const { pool, clock } = this.options;
    const [newest] = await newestAnchors(pool, 1);
    const today = dateInVietnam(clock.now());
    if (newest === undefined || dateInVietnam(toInstant(new Date(newest.anchor.at))) < today) await this.make();
    await this.mail();
  }

  private look(): void {
    this.round = this.round.then(() => this.run()).catch((error: unknown) => this.options.onError(error));
  }

  private async make(): Promise<void> {
    try {
      await makeAnchor(this.options);
    } catch (error) {
      if (error instanceof LogNotSound) await this.alarm(error.message);
      throw error;
    }
  }

  /** Once for each finding. */
  private async alarm(sentence: string): Promise<void> {
    if (this.alarmed === sentence) return;
    if ((await this.options.post?.sendAlarm(sentence)) === true) this.alarmed = sentence;
  }

  /** The newest alone: it covers those before it. The row is what keeps a second process from sending it too. */
  private async mail(): Promise<void> {
    const { pool, post } = this.options;
    const [newest] = await newestAnchors(pool, 1);
    if (post === null || newest === undefined) return;
    const key = [newest.anchor.position, post.address];
    const taken = await pool.query('insert into es.anchor_mails (position, address) values ($1, $2) on conflict do nothing', key);
    if (taken.rowCount === 0) return;
    const sent = await post.sendAnchor(newest).catch(() => false);
    // Not handed over: the next round tries again.
    if (!sent) await pool.query('delete from es.anchor_mails where shard = 0 and position = $1 and address = $2', key);
  }
}
