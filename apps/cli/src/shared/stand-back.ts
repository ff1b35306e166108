import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Puts this process behind all others for the processor. Linux gives each thread a priority of its own, and those that compile and
 * collect garbage have begun long before.
 */
export const standBack = (): void => {
  setPriority(constants.priority.PRIORITY_LOW);
  for (const thread of threads()) {
    try {
      setPriority(Number(thread), constants.priority.PRIORITY_LOW);
    } catch {
      // It has ended since.
    }
  }
};

const threads = (): readonly string[] => {
  try {
    return readdirSync('/proc/self/task');
  } catch {
    return []; // Not Linux.
  }
};
