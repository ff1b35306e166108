import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { environmentOf, type ReaderOptions, type WriterOptions } from '../processes/process-options.js';

/** `npm run build` has made them. */
const programs = path.resolve('dist/test/torture/processes');

/** A process of the run, which ends by `kill -9` or when it is asked to; any other end is a fault. */
export class Child {
  /** Appends accepted so far, as the process says. */
  accepted = 0;
  readonly ended: Promise<void>;
  private readonly process: ChildProcess;
  private errors = '';

  constructor(
    program: 'writer' | 'reader',
    readonly options: WriterOptions | ReaderOptions,
  ) {
    this.process = spawn(process.execPath, [path.join(programs, `${program}.js`)], {
      env: { PATH: process.env['PATH'] ?? '', ...environmentOf(options) },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
    this.process.stdout?.setEncoding('utf8').on('data', (text: string) => this.hear(text));
    this.ended = once(this.process, 'close').then(() => undefined);
  }

  /** Why the process ended by itself; null: it did not. */
  get failure(): string | null {
    const { exitCode } = this.process;
    return exitCode === null || exitCode === 0 ? null : `code ${exitCode}: ${this.errors}`;
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    await this.ended;
    if (this.failure !== null) throw new Error(`A process of the run ended with ${this.failure}`);
  }

  /** The last whole number is what counts; a line cut in two is followed by another. */
  private hear(text: string): void {
    for (const line of text.split('\n')) this.accepted = Math.max(this.accepted, Number(line));
  }
}
