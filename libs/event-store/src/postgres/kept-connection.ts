import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** How long it stays out of the pool after its last use, so that a pool that ends need not wait for it long. */
const keptMs = 100;

/** One connection of a pool, kept between statements while they follow each other: asking the pool each time costs a tenth of an append. */
export class KeptConnection {
  private client: PoolClient | undefined;
  private opening: Promise<PoolClient> | undefined;
  private ready = false;
  private busy = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly pool: Pool) {}

  /** It takes a statement before it has answered the one before; not until its first statement has been prepared. */
  get pipelines(): boolean {
    return this.ready && this.client?.pipeline === true;
  }

  async query<Row extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<Row>> {
    this.busy += 1;
    try {
      const client = this.client ?? (await this.open());
      const result = await client.query<Row>(query);
      this.ready = this.client === client;
      return result;
    } finally {
      this.busy -= 1;
      this.rest();
    }
  }

  /** Gives the connection back once nothing is on its way. */
  async close(): Promise<void> {
    await this.opening?.catch(() => undefined);
    clearTimeout(this.idle);
    this.idle = undefined;
    if (this.busy === 0) this.letGo();
  }

  private open(): Promise<PoolClient> {
    this.opening ??= this.pool
      .connect()
      .then((client) => {
        this.client = client;
        client.once('error', this.broken);
        return client;
      })
      .finally(() => (this.opening = undefined));
    return this.opening;
  }

  private readonly broken = (error: Error): void => this.letGo(error);

  /** One timer, wound up again at each use. */
  private rest(): void {
    if (this.idle === undefined) this.idle = setTimeout(() => this.rested(), keptMs).unref();
    else this.idle.refresh();
  }

  private rested(): void {
    this.idle = undefined;
    if (this.busy === 0) this.letGo();
  }

  private letGo(error?: Error): void {
    const { client } = this;
    if (client === undefined) return;
    this.client = undefined;
    this.ready = false;
    client.off('error', this.broken);
    client.release(error ?? false);
  }
}
