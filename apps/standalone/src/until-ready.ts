import { setTimeout as pause } from 'node:timers/promises';

const answersOk = async (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Waits until the views have caught up with the log, at most `patience` milliseconds: then people are let in all the same. */
export const untilReady = async (url: string, patience = 60_000): Promise<void> => {
  const until = performance.now() + patience;
  while (performance.now() < until && !(await answersOk(`${url}/api/health/ready`))) await pause(50);
};
