import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { ScannerAddress } from '#platform';
import { ScannerUnavailable, ScanRefused, type ScanVerdict, type VirusScanner } from './virus-scanner.port.js';

/** Milliseconds. */
export interface ScanPatience {
  readonly connect: number;
  /** Without a byte from or to clamd: it unpacks archives before it answers. */
  readonly silence: number;
}

const usualPatience: ScanPatience = { connect: 5_000, silence: 120_000 };

/** An answer has one line; anything longer is no clamd. */
const ANSWER_LIMIT = 4_096;

const lengthOf = (piece: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(piece.length);
  return length;
};

/** @see https://docs.clamav.net/manual/Usage/Scanning.html#clamd (INSTREAM) */
const verdictOf = (answer: string): ScanVerdict => {
  if (answer === 'stream: OK') return { verdict: 'clean' };
  const threat = /^stream: (.+) FOUND$/u.exec(answer)?.[1];
  if (threat !== undefined) return { verdict: 'infected', threat };
  if (answer.endsWith('ERROR')) throw new ScanRefused(`clamd: ${answer}`);
  throw new ScannerUnavailable(`clamd answered ${JSON.stringify(answer.slice(0, 200))}`);
};

/** ClamAV's daemon: one connection for each file, the file in pieces behind their lengths, one line as the answer. */
export class ClamdScanner implements VirusScanner {
  constructor(
    private readonly address: ScannerAddress,
    private readonly patience: ScanPatience = usualPatience,
  ) {}

  async scan(content: AsyncIterable<Uint8Array>): Promise<ScanVerdict> {
    const socket = await this.open();
    try {
      const answered = answerOf(socket);
      // Whoever sends learns of a broken line by the answer that does not come.
      answered.catch(() => undefined);
      const isWhole = await send(socket, content);
      return verdictOf(isWhole ? await answered : await answered.catch(refuseCutOff));
    } finally {
      socket.destroy();
    }
  }

  private async open(): Promise<Socket> {
    const socket = connect(this.address);
    socket.setTimeout(this.patience.connect, () => socket.destroy(new Error('clamd does not answer')));
    try {
      await once(socket, 'connect');
    } catch (error) {
      throw new ScannerUnavailable('clamd is not there', { cause: error });
    }
    socket.setTimeout(this.patience.silence);
    return socket;
  }
}

/**
 * clamd may answer, and close, before it has seen the end: what is too large for it. Its answer may be lost with the line, so the
 * trouble is this file's, not the scanner's: the others go on, and it is tried again later.
 */
const refuseCutOff = (cause: unknown): never => {
  throw new ScanRefused('clamd closed the line in the middle of the file', { cause });
};

/** False: the line was closed before the end. */
const send = async (socket: Socket, content: AsyncIterable<Uint8Array>): Promise<boolean> => {
  socket.write('zINSTREAM\0');
  for await (const piece of content) {
    if (piece.length === 0) continue;
    if (!socket.writable) return false;
    socket.write(lengthOf(piece));
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined);
  }
  if (!socket.writable) return false;
  socket.write(Buffer.alloc(4));
  return true;
};

const answerOf = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    const end = (error?: Error): void => {
      const [answer = ''] = text.split('\0');
      if (text.includes('\0')) resolve(answer.trim());
      else reject(new ScannerUnavailable('clamd broke off', { cause: error }));
    };
    socket.on('data', (piece: Buffer) => {
      text += piece.toString('latin1');
      if (text.includes('\0') || text.length > ANSWER_LIMIT) end();
    });
    socket.on('error', end);
    socket.on('close', () => end());
  });
