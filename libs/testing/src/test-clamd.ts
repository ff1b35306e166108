import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ScannerAddress } from '#platform';

/** A server that speaks clamd's INSTREAM: it finds the letters VIRUS, and refuses what is larger than its limit. */
export interface TestClamd {
  readonly address: ScannerAddress;
  /** How many files it was given whole. */
  readonly seen: () => number;
  /** What it does from now on: answers, takes everything and says nothing, or closes the line in the middle. */
  behave(how: 'well' | 'silent' | 'closing' | 'strange'): void;
  /** Stops listening, as a daemon that is being started anew; `start` brings it back at the same place. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

interface Taken {
  readonly content: Buffer;
  readonly isWhole: boolean;
}

/** Puts the pieces behind their lengths together again; null: the command or a length is not there yet. */
const contentOf = (received: Buffer): Taken | null => {
  const command = 'zINSTREAM\0';
  if (received.length < command.length) return null;
  if (received.toString('latin1', 0, command.length) !== command) throw new Error('not the command of INSTREAM');
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return { content: Buffer.concat(pieces), isWhole: true };
    pieces.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { content: Buffer.concat(pieces), isWhole: false };
};

export const startClamd = async ({ socket = false, limit = 1_000_000 } = {}): Promise<TestClamd> => {
  let how: Parameters<TestClamd['behave']>[0] = 'well';
  let seen = 0;
  const open = new Set<Socket>();
  const answer = (line: Socket, { content, isWhole }: Taken): void => {
    if (how === 'closing') line.destroy();
    else if (how === 'silent') return;
    else if (content.length > limit) line.end('INSTREAM size limit exceeded. ERROR\0');
    else if (isWhole) {
      seen += 1;
      if (how === 'strange') line.end('HTTP/1.1 400 Bad Request\r\n\0');
      else line.end(content.includes('VIRUS') ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0');
    }
  };
  const server = createServer((line) => {
    open.add(line);
    let received = Buffer.alloc(0);
    let isAnswered = false;
    line.on('data', (piece: Buffer) => {
      received = Buffer.concat([received, piece]);
      const taken = contentOf(received);
      if (taken === null || isAnswered) return;
      isAnswered = taken.isWhole || taken.content.length > limit;
      answer(line, taken);
    });
    line.on('error', () => undefined);
    line.on('close', () => open.delete(line));
  });
  const file = path.join(tmpdir(), `dondoc-clamd-${randomBytes(4).toString('hex')}.sock`);
  const listen = (at: ScannerAddress): Promise<void> => new Promise((resolve) => server.listen(at, resolve));
  await listen(socket ? { path: file } : { host: '127.0.0.1', port: 0 });
  const address = socket ? { path: file } : { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  return {
    address,
    seen: () => seen,
    behave: (next) => (how = next),
    stop: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      for (const line of open) line.destroy();
      await closed;
      await rm(file, { force: true });
    },
    start: () => listen(address),
  };
};
