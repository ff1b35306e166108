import type { FailureThrottle } from '#identity';
import { triedTooOften } from '../http/problem.js';

/** What is found by a token or secret. What fits nothing is counted against the address that tried it, until it has to pause. */
export const orCounted = async <Found>(
  throttle: Pick<FailureThrottle, 'pause' | 'failed'>,
  address: string,
  look: () => Promise<Found | null>,
): Promise<Found | null> => {
  const pause = await throttle.pause(address);
  if (pause > 0) throw triedTooOften(pause);
  const found = await look();
  if (found === null) await throttle.failed(address);
  return found;
};
