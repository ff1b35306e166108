import type { Logger } from './logger.js';

/** npm hands on the signal that the terminal has sent already: within this time it is the same Ctrl-C. */
const sameKeyPress = 500;

/**
 * Waits for SIGINT, SIGTERM or the given failure, then closes. A second signal, or a close that takes longer than
 * `patience` milliseconds, ends the process at once.
 */
export const untilStopped = async (
  close: () => Promise<void>,
  options: {
    readonly logger: Logger;
    readonly failure?: Promise<Error>;
    readonly patience?: number;
    readonly say?: (text: string) => void;
  },
): Promise<void> => {
  const { logger, failure = new Promise<Error>(() => undefined), patience = 4500 } = options;
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const signal = new Promise<null>((resolve) => {
    for (const name of signals) process.once(name, () => resolve(null));
  });
  // Keeps the process alive even when nothing else would.
  const alive = setInterval(() => undefined, 60_000);
  const error = await Promise.race([signal, failure]);
  clearInterval(alive);
  const stoppedAt = Date.now();
  for (const name of signals) {
    process.removeAllListeners(name);
    process.on(name, () => {
      if (Date.now() - stoppedAt > sameKeyPress) process.exit(130);
    });
  }
  options.say?.('Đang dừng…');
  const timer = setTimeout(() => {
    logger.error('shutdown took too long');
    process.exit(1);
  }, patience);
  await close();
  clearTimeout(timer);
  if (error !== null) throw error;
};
