import type { Config } from '#platform';

/** A worker of tests: nothing but its database, and the queue that is asked for. */
export const workerConfig = (redisUrl: string | null, databaseUrl: string): Config => ({
  nodeEnv: 'test',
  port: 0,
  host: '127.0.0.1',
  dataDir: '/nonexistent',
  databaseUrl,
  redisUrl,
  smtpUrl: null,
  mail: { tls: 'required', caFile: null, bounceAddress: null, bounceSecret: null, from: null },
  zalo: null,
  publicUrl: 'http://localhost:3000',
  demonstration: false,
  startingNow: null,
  masterKey: Buffer.alloc(32, 7).toString('base64'),
  anchorMail: null,
  s3: null,
  scanner: null,
  metricsPort: null,
  logLevel: 'silent',
});
