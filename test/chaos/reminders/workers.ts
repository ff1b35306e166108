import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** `npm run build` has made it. */
const program = path.resolve('dist/test/chaos/reminders/worker.js');
const STEPS = ['claimed', 'handing-over', 'taken'] as const;

/** The workers of the run. Each that dies is followed by another, told to die at the next of the three steps, until enough have died. */
export class Workers {
  readonly deaths = new Map<string, number>();
  readonly faults: string[] = [];
  readonly #running = new Set<ChildProcess>();
  #started = 0;
  #isOver = false;

  constructor(
    private readonly environment: Readonly<Record<string, string>>,
    private readonly options: { readonly kills: number; readonly sendsBeforeKill: number },
  ) {}

  get killed(): number {
    return [...this.deaths.values()].reduce((sum, count) => sum + count, 0);
  }

  start(): void {
    const step = this.#started < this.options.kills ? (STEPS[this.#started % STEPS.length] ?? 'none') : 'none';
    const after = this.options.sendsBeforeKill + (this.#started % 7);
    this.#started += 1;
    const child = spawn(process.execPath, [program], {
      env: { PATH: process.env['PATH'] ?? '', ...this.environment, KILL_AT: step, KILL_AFTER: String(after) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    this.#running.add(child);
    child.once('close', (code, signal) => {
      this.#running.delete(child);
      if (this.#isOver) return;
      if (signal === 'SIGKILL') this.deaths.set(step, (this.deaths.get(step) ?? 0) + 1);
      else this.faults.push(`code ${String(code)}: ${errors.slice(0, 500)}`);
      this.start();
    });
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await Promise.all(
      [...this.#running].map((child) => {
        const ended = once(child, 'close');
        child.kill('SIGKILL');
        return ended;
      }),
    );
  }
}
