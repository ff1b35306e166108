import type { Terminal } from './terminal.js';

export interface Progress {
  /** The next step begins. */
  step(name: string): void;
  end(): void;
}

const silent: Progress = { step: () => undefined, end: () => undefined };

/** Steps of a longer work, on a person's terminal alone. */
export const startProgress = async (terminal: Terminal, steps: number): Promise<Progress> => {
  if (!terminal.isTerminal) return silent;
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar({
    format: '{bar} {value}/{total} {step}',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(steps, 0, { step: '' });
  let done = -1;
  return {
    step: (name) => {
      done += 1;
      bar.update(done, { step: name });
    },
    end: () => bar.stop(),
  };
};

export interface Counting {
  /** So many of so many are done; `what` is being done now. */
  tell(what: string, done: number, of: number): void;
  /** Another piece of work, of another size, begins. */
  restart(): void;
  end(): void;
}

const THOUSANDS = new Intl.NumberFormat('vi-VN');

/** Work whose size is known, on a person's terminal alone. */
export const startCounting = async (terminal: Terminal): Promise<Counting> => {
  if (!terminal.isTerminal) return { tell: () => undefined, restart: () => undefined, end: () => undefined };
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage} % · {done}/{all} · {what} · còn {eta_formatted}',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    fps: 4,
  });
  let begun = false;
  return {
    tell: (what, done, of) => {
      if (!begun) bar.start(of, 0, { what, done: '0', all: THOUSANDS.format(of) });
      begun = true;
      bar.update(done, { what, done: THOUSANDS.format(done) });
    },
    restart: () => (begun = false),
    end: () => {
      if (begun) bar.stop();
    },
  };
};
