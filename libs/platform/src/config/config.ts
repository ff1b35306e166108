export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** An S3-compatible store of files. */
export interface S3Settings {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Where clamd listens: a TCP port or a Unix socket. */
export type ScannerAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** How mail leaves through `smtpUrl`. */
export interface MailSettings {
  /** `required`: a server that does not encrypt gets nothing. `smtps://` encrypts whatever stands here. */
  readonly tls: 'required' | 'if-offered' | 'off';
  /** PEM file of the authorities that the server's certificate is checked against, instead of the well-known ones; null: those. */
  readonly caFile: string | null;
  /** Where reports of mail that could not be delivered go; null: to the sender. */
  readonly bounceAddress: string | null;
  /** What a mail gateway that hands reports over by HTTP proves itself with; null: nobody may. */
  readonly bounceSecret: string | null;
  /** Whom mail comes from; null: found from the account and the public address. */
  readonly from: string | null;
}

/** The province's Official Account on Zalo. */
export interface ZaloSettings {
  readonly appId: string;
  readonly appSecret: string;
  /** Signs webhooks; another than the app's. */
  readonly oaSecret: string;
  readonly templateId: string;
  /** Messages a second, by all workers together. */
  readonly perSecond: number;
  /** One address that stands for Zalo's hosts; null: Zalo itself. */
  readonly url: string | null;
}

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
  readonly mail: MailSettings;
  /** Null: no Zalo. */
  readonly zalo: ZaloSettings | null;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Whether an empty log is filled with the sample plan and demo people. */
  readonly demonstration: boolean;
  /** `DONDOC_NOW`: the clock starts there and runs; null: real time. ISO instant. */
  readonly startingNow: string | null;
  /** 32 bytes in base64. Null: the one that is kept in `dataDir`, for the embedded database alone. */
  readonly masterKey: string | null;
  /** Null: files stand in the database. */
  readonly s3: S3Settings | null;
  /** Null: files are not scanned for viruses. */
  readonly scanner: ScannerAddress | null;
  /** Where the daily anchor of the log is mailed; null: nowhere. */
  readonly anchorMail: string | null;
  /** Where a worker of its own process serves its metrics; null: nowhere. 0: any free port. */
  readonly metricsPort: number | null;
  readonly logLevel: LogLevel;
}
