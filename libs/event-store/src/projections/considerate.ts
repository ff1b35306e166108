import { setTimeout as pause } from 'node:timers/promises';

/** A page takes milliseconds; a longer rest than this helps nobody. */
const LONGEST_REST_MS = 500;

/** How long work goes on beside the work of others. */
export interface Pace {
  /** Whether others are at work: then pieces are small, so that nobody waits long behind one. */
  readonly givesWay: () => boolean;
  /** Waits after a piece that took so long. */
  readonly rest: (milliseconds: number) => Promise<void>;
  /** From now on rests half as long: others record as fast as this work goes. */
  readonly hurry: () => void;
}

/**
 * Works a share of the time in small pieces and rests the others, while the log grows; at full speed while it stands still. `share`:
 * above 0, at most 1; 1: never rests.
 */
export const considerate = (head: () => Promise<number>, share: number): Pace => {
  let known = -1;
  let lookedAt = 0;
  let isBusy = false;
  let restForEachWorked = 1 / share - 1;
  const rest = async (worked: number): Promise<void> => {
    if (restForEachWorked <= 0) return;
    const now = performance.now();
    if (now - lookedAt > 250) {
      const found = await head();
      isBusy = known >= 0 && found > known;
      [known, lookedAt] = [found, now];
    }
    if (isBusy) await pause(Math.min(LONGEST_REST_MS, worked * restForEachWorked));
  };
  const hurry = (): void => {
    restForEachWorked /= 2;
  };
  return { givesWay: () => isBusy, rest, hurry };
};
