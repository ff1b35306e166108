import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startClamd, type TestClamd } from '#testing';
import { ClamdScanner } from './clamd-scanner.js';
import { ScannerUnavailable, ScanRefused } from './virus-scanner.port.js';

const streamOf = (...pieces: string[]): Readable => Readable.from(pieces.map((piece) => Buffer.from(piece)));

describe.each([
  ['a TCP port', false],
  ['a Unix socket', true],
])('clamd at %s', (_, socket) => {
  let clamd: TestClamd;
  let scanner: ClamdScanner;
  beforeAll(async () => {
    clamd = await startClamd({ socket });
    scanner = new ClamdScanner(clamd.address, { connect: 500, silence: 300 });
  });
  afterEach(() => clamd.behave('well'));
  afterAll(() => clamd.stop());

  test('calls a file clean, or names what it found, wherever it stands in the file', async () => {
    expect(await scanner.scan(streamOf('Kính gửi ', '', 'Sở Nội vụ'))).toEqual({ verdict: 'clean' });
    expect(await scanner.scan(streamOf('x'.repeat(400_000), 'VIR', 'US'))).toEqual({ verdict: 'infected', threat: 'Win.Test.EICAR_HDB-1' });
  });

  test('refuses a file above its own limit, and the sender stops sending', async () => {
    let given = 0;
    const endless = async function* (): AsyncGenerator<Buffer> {
      for (; given < 10_000; given += 1) yield await Promise.resolve(Buffer.alloc(64 * 1024, 'x'));
    };
    await expect(scanner.scan(endless())).rejects.toBeInstanceOf(ScanRefused);
    expect(given).toBeLessThan(10_000);
  });

  test.each(['silent', 'closing', 'strange'] as const)('that is %s is not there', async (how) => {
    clamd.behave(how);
    await expect(scanner.scan(streamOf('x'))).rejects.toBeInstanceOf(ScannerUnavailable);
  });

  test('a file that breaks off while it is read is not the scanner’s fault', async () => {
    const breaking = async function* (): AsyncGenerator<Buffer> {
      yield await Promise.resolve(Buffer.from('x'));
      throw new Error('the store is gone');
    };
    await expect(scanner.scan(breaking())).rejects.toThrow('the store is gone');
  });

  test('that does not listen is not there, and is there again once it listens', async () => {
    await clamd.stop();
    await expect(scanner.scan(streamOf('x'))).rejects.toBeInstanceOf(ScannerUnavailable);
    await clamd.start();
    expect(await scanner.scan(streamOf('x'))).toEqual({ verdict: 'clean' });
  });
});
