/** Placeholder of the environment's shape until the parser stands beside it. */
export interface Config {
  readonly nodeEnv: string;
  readonly port: number;
  readonly host: string;
  /** Absolute path. */
  readonly dataDir: string;
  /** Null: the embedded database. */
  readonly databaseUrl: string | null;
  /** Null: BullMQ on PostgreSQL. */
  readonly redisUrl: string | null;
  /** Null: the built-in mail catcher. */
  readonly smtpUrl: string | null;
  readonly publicUrl: string;
  readonly demonstration: boolean;
  /** `DONDOC_NOW`: the clock starts there and runs; null: real time. ISO instant. */
  readonly startingNow: string | null;
  readonly masterKey: string | null;
  readonly logLevel: string;
}
