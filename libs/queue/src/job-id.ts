/**
 * BullMQ takes a job id of digits alone for one of its own counters and splits ids at a single ':' (repeatable jobs).
 * Checked on every adapter alike, so that an id that works in memory works everywhere.
 */
export const assertJobId = (id: string): void => {
  if (id === '' || /^\d+$/u.test(id) || id.split(':').length === 2) {
    throw new Error(`Job id "${id}" may not be empty, digits only, or hold one single ':'`);
  }
};
