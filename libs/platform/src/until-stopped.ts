import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from './logger.js';

/** npm hands on the signal that the terminal has sent already: within this time it is the same Ctrl-C. */
const sameKeyPress = 500;

interface StopOptions {
  readonly logger: Logger;
  /** Ends the process with an error, after closing. */
  readonly failure?: Promise<unknown>;
  /** Milliseconds for an orderly close; default 3000. */
  readonly patience?: number;
  /** What must be done even when the orderly close takes too long; it has one second. */
  readonly cut?: () => Promise<void>;
  readonly say?: (text: string) => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** From now on the next key press ends the process at once. */
const endOnNextSignal = (): void => {
  const stoppedAt = Date.now();
  for (const name of signals) {
    process.removeAllListeners(name);
    process.on(name, () => {
      if (Date.now() - stoppedAt > sameKeyPress) process.exit(130);
    });
  }
};

/** Every step of the work may be cut off anywhere (the next start takes it up), so that stopping late is no failure. */
const cutOff = async ({ logger, cut = () => Promise.resolve() }: StopOptions): Promise<never> => {
  logger.warn('closing took too long and was cut off; the next start takes up what was under way');
  // Connections that lose their server now are no news, and no reason to end in another way.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.removeAllListeners(event);
    process.on(event, () => undefined);
  }
  logger.level = 'silent';
  await Promise.race([cut().catch(() => undefined), pause(1000)]);
  process.exit(0);
};

/**
 * Waits for SIGINT, SIGTERM or the given failure, then closes. A second signal ends the process at once; a close that takes
 * longer than `patience` is cut off.
 */
const untilStopped = async (close: () => Promise<void>, options: StopOptions): Promise<void> => {
  const signal = new Promise<null>((resolve) => {
    for (const name of signals) process.once(name, () => resolve(null));
  });
  // Keeps the process alive even when nothing else would.
  const alive = setInterval(() => undefined, 60_000);
  const error = await Promise.race([signal, options.failure ?? signal]);
  clearInterval(alive);
  endOnNextSignal();
  if (error === null) options.say?.('Đang dừng…');
  const timer = setTimeout(() => void cutOff(options), options.patience ?? 3000);
  await close();
  clearTimeout(timer);
  if (error !== null) throw error instanceof Error ? error : new Error('stopped by a failure', { cause: error });
};

/**
 * Starts, then waits to be stopped: by a signal, which counts during the start too, by an error of the start, or by what is
 * handed to `fail` later. Closes in every case, then ends the process or throws.
 */
export const runUntilStopped = async (
  start: (fail: (error: unknown) => void) => Promise<void>,
  close: () => Promise<void>,
  options: Omit<StopOptions, 'failure'>,
): Promise<never> => {
  const { promise: failure, resolve: fail } = deferred();
  const stopped = untilStopped(close, { ...options, failure });
  start(fail).catch(fail);
  await stopped;
  process.exit(0);
};

const deferred = (): { readonly promise: Promise<unknown>; readonly resolve: (value: unknown) => void } => {
  let settle: (value: unknown) => void = () => undefined;
  const promise = new Promise<unknown>((resolve) => (settle = resolve));
  return { promise, resolve: (value) => settle(value) };
};
