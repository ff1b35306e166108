export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The environment, checked once at boot. */
export interface Config {
  readonly nodeEnv: string;
  /** 0: any free port. */
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
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Whether an empty log is filled with the sample plan and demo people. */
  readonly demonstration: boolean;
  /** `DONDOC_NOW`: the clock starts there and runs; null: real time. ISO instant. */
  readonly startingNow: string | null;
  /** 32 bytes in base64. Null: the one that is kept in `dataDir`, for the embedded database alone. */
  readonly masterKey: string | null;
  /** Where the daily anchor of the log is mailed; null: nowhere. */
  readonly anchorMail: string | null;
  /** Where a worker of its own process serves its metrics; null: nowhere. 0: any free port. */
  readonly metricsPort: number | null;
  readonly logLevel: LogLevel;
}
