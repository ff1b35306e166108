import { describe, expect, test } from '@jest/globals';
import { StartupError } from '../startup-error.js';
import { parseEnvironment } from './parse-environment.js';

const key = Buffer.alloc(32, 7).toString('base64');

const refusal = (variables: Record<string, string>): string => {
  try {
    parseEnvironment(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return (error as StartupError).message;
  }
  throw new Error('was accepted');
};

describe('the environment', () => {
  test('needs nothing: embedded database, demonstration, loopback', () => {
    const config = parseEnvironment({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
    });
    expect(config.dataDir).toMatch(/^\/.*\.data$/u);
  });

  test('takes an empty value as none', () => {
    expect(parseEnvironment({ PORT: '', REDIS_URL: ' ' })).toMatchObject({ port: 3000, redisUrl: null });
  });

  test.each([
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://x/y', MASTER_KEY: key }, 'DATABASE_URL'],
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL'],
    [{ SMTP_URL: 'http://x' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://mail.example.vn?tls.rejectUnauthorized=false' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://ai:50%@mail.example.vn' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtps://mail.example.vn', SMTP_TLS: 'off' }, 'SMTP_TLS'],
    [{ SMTP_URL: 'smtp://ai:do@mail.example.vn', SMTP_TLS: 'if-offered' }, 'SMTP_TLS'],
    [{ SMTP_TLS: 'maybe' }, 'SMTP_TLS'],
    [{ MAIL_FROM: 'nhac viec' }, 'MAIL_FROM'],
    [{ BOUNCE_ADDRESS: 'tra-lai+x@tinh.example' }, 'BOUNCE_ADDRESS'],
    [{ BOUNCE_SECRET: 'ngan' }, 'BOUNCE_SECRET'],
    [{ MASTER_KEY: 'ngan' }, 'MASTER_KEY'],
    [{ DONDOC_NOW: 'hôm qua' }, 'DONDOC_NOW'],
    [{ DONDOC_NOW: '2023-06-01T08:00:00' }, 'DONDOC_NOW'],
    [{ DONDOC_DEMO: 'maybe' }, 'DONDOC_DEMO'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ HOST: 'a b' }, 'HOST'],
    [{ S3_ENDPOINT: 's3.example.gov.vn' }, 'S3_ENDPOINT'],
    [{ S3_BUCKET: 'Kho Tệp' }, 'S3_BUCKET'],
    [{ CLAMD_URL: 'localhost' }, 'CLAMD_URL'],
    [{ CLAMD_URL: 'tcp://quet:99999' }, 'CLAMD_URL'],
    [{ CLAMD_URL: 'unix:clamd.sock' }, 'CLAMD_URL'],
  ])('says in one sentence which value is bad: %j', (variables, name) => {
    const sentence = refusal(variables);
    expect(sentence).toContain(name);
    expect(sentence.split('\n')).toHaveLength(1);
    expect(sentence).toMatch(/\.$/u);
  });

  test.each([
    ['smtp://mail.example.vn', undefined, 'required'],
    ['smtp://ai:do@mail.example.vn:587', undefined, 'required'],
    ['smtp://mail.example.vn:25', 'off', 'off'],
    ['smtp://127.0.0.1:1025', undefined, 'if-offered'],
    ['smtp://ai:do@localhost:1025', 'off', 'off'],
    ['smtps://ai:do@mail.example.vn', undefined, 'required'],
  ])('mail by %s with SMTP_TLS=%s is encrypted: %s', (url, chosen, tls) => {
    expect(parseEnvironment({ SMTP_URL: url, ...(chosen === undefined ? {} : { SMTP_TLS: chosen }) }).mail).toEqual({
      tls,
      caFile: null,
      bounceAddress: null,
      bounceSecret: null,
      from: null,
    });
  });

  test('names every bad value, one sentence each', () => {
    expect(refusal({ PORT: 'x', LOG_LEVEL: 'y' }).split('\n')).toHaveLength(2);
  });

  test('never repeats a secret in a sentence', () => {
    expect(refusal({ MASTER_KEY: 'bi-mat', DATABASE_URL: 'mysql://a:mat-khau@b/c' })).not.toMatch(/bi-mat|mat-khau@/u);
    expect(refusal({ S3_SECRET_ACCESS_KEY: 'bi-mat' })).not.toContain('bi-mat');
  });
});

describe('rules between values', () => {
  test('a separate database demands the master key, and has no demonstration by itself', () => {
    expect(refusal({ DATABASE_URL: 'postgres://a@b/c' })).toContain('MASTER_KEY');
    expect(parseEnvironment({ DATABASE_URL: 'postgres://a@b/c', MASTER_KEY: key }).demonstration).toBe(false);
  });

  test('a store of files is named whole or not at all', () => {
    const s3 = {
      S3_ENDPOINT: 'https://s3.example.gov.vn/',
      S3_BUCKET: 'dondoc',
      S3_ACCESS_KEY_ID: 'khoa',
      S3_SECRET_ACCESS_KEY: 'bi-mat',
    };
    expect(parseEnvironment({}).s3).toBeNull();
    expect(parseEnvironment(s3).s3).toEqual({
      endpoint: 'https://s3.example.gov.vn',
      region: 'us-east-1',
      bucket: 'dondoc',
      accessKeyId: 'khoa',
      secretAccessKey: 'bi-mat',
    });
    for (const name of Object.keys(s3)) expect(refusal({ ...s3, [name]: '' })).toMatch(new RegExp(`^Thiếu ${name}:`, 'u'));
  });

  test.each([
    ['tcp://quet-ma-doc:3310', { host: 'quet-ma-doc', port: 3310 }],
    ['tcp://[::1]:3310', { host: '::1', port: 3310 }],
    ['unix:/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
    ['unix:///run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
  ])('clamd is found at %s', (address, scanner) => {
    expect(parseEnvironment({ CLAMD_URL: address }).scanner).toEqual(scanner);
    expect(parseEnvironment({}).scanner).toBeNull();
  });

  test('a demonstration on a public address must be wished by hand', () => {
    expect(refusal({ PUBLIC_URL: 'https://dondoc.example.vn' })).toContain('DONDOC_DEMO');
    expect(refusal({ HOST: '0.0.0.0' })).toContain('DONDOC_DEMO');
    expect(parseEnvironment({ PUBLIC_URL: 'https://dondoc.example.vn/', DONDOC_DEMO: '1' })).toMatchObject({
      demonstration: true,
      publicUrl: 'https://dondoc.example.vn',
    });
    expect(parseEnvironment({ PUBLIC_URL: 'http://localhost:8080' }).demonstration).toBe(true);
  });

  test('Zalo is set up whole or not at all', () => {
    expect(parseEnvironment({}).zalo).toBeNull();
    expect(refusal({ ZALO_APP_ID: '4321000' })).toContain('ZALO_APP_SECRET, ZALO_OA_SECRET, ZALO_TEMPLATE_ID');
    const whole = { ZALO_APP_ID: '4321000', ZALO_APP_SECRET: 'a', ZALO_OA_SECRET: 'b', ZALO_TEMPLATE_ID: '7' };
    expect(parseEnvironment(whole).zalo).toEqual({
      appId: '4321000',
      appSecret: 'a',
      oaSecret: 'b',
      templateId: '7',
      perSecond: 10,
      url: null,
    });
    expect(parseEnvironment({ ...whole, ZALO_URL: 'http://127.0.0.1:3900/' }).zalo?.url).toBe('http://127.0.0.1:3900');
  });

  test('the clock of a production system is not set', () => {
    expect(refusal({ DONDOC_NOW: '2023-06-01', NODE_ENV: 'production' })).toContain('DONDOC_NOW');
    expect(parseEnvironment({ DONDOC_NOW: '2023-06-01' }).startingNow).toBe('2023-05-31T17:00:00.000Z');
  });
});
