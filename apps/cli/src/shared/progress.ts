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
