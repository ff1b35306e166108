import type pg from 'pg';

/** What the administrator's page tells of the account. ISO instants. */
export interface ZaloStatus {
  readonly quota: { readonly daily: number; readonly remaining: number; readonly at: string } | null;
  readonly lastWebhook: { readonly event: string; readonly at: string } | null;
  /** Something that a person has to mend; the newest. */
  readonly alarm: { readonly reason: string; readonly at: string } | null;
}

interface StatusRow {
  readonly daily_quota: number | null;
  readonly remaining_quota: number | null;
  readonly quota_at: Date | null;
  readonly webhook_event: string | null;
  readonly webhook_at: Date | null;
  readonly alarm: string | null;
  readonly alarm_at: Date | null;
}

/** Each message brings a quota; it is written down at most so often, the last one in any case. */
const QUOTA_EVERY_MS = 1_000;

/** The last that was heard of quota, webhooks and trouble; a cache of no more than one row. */
export class ZaloStatusBoard {
  #quota: readonly [daily: number, remaining: number] | null = null;
  #quotaRests: NodeJS.Timeout | null = null;

  constructor(private readonly sql: Pick<pg.Pool, 'query'>) {}

  /** The first at once, those that follow together a second later. */
  async quota(daily: number, remaining: number): Promise<void> {
    this.#quota = [daily, remaining];
    if (this.#quotaRests !== null) return;
    this.#quotaRests = setTimeout(() => {
      this.#quotaRests = null;
      void this.#tellQuota().catch(() => undefined);
    }, QUOTA_EVERY_MS).unref();
    await this.#tellQuota();
  }

  async webhook(event: string): Promise<void> {
    await this.#set('webhook_event = $1, webhook_at = app_now()', [event]);
  }

  async alarm(reason: string): Promise<void> {
    await this.#set('alarm = $1, alarm_at = app_now()', [reason]);
  }

  async calm(): Promise<void> {
    await this.#set('alarm = null, alarm_at = null', []);
  }

  async read(): Promise<ZaloStatus> {
    const { rows } = await this.sql.query<StatusRow>('select * from channels.zalo_status');
    const row = rows[0];
    return {
      quota:
        row?.quota_at == null ? null : { daily: row.daily_quota ?? 0, remaining: row.remaining_quota ?? 0, at: row.quota_at.toISOString() },
      lastWebhook: row?.webhook_at == null ? null : { event: row.webhook_event ?? '', at: row.webhook_at.toISOString() },
      alarm: row?.alarm_at == null ? null : { reason: row.alarm ?? '', at: row.alarm_at.toISOString() },
    };
  }

  async #tellQuota(): Promise<void> {
    if (this.#quota === null) return;
    const [daily, remaining] = this.#quota;
    this.#quota = null;
    await this.#set('daily_quota = $1, remaining_quota = $2, quota_at = app_now()', [daily, remaining]);
  }

  async #set(assignments: string, values: readonly unknown[]): Promise<void> {
    await this.sql.query('insert into channels.zalo_status default values on conflict do nothing');
    await this.sql.query(`update channels.zalo_status set ${assignments}`, [...values]);
  }
}
