import type { Actor } from '../people.port.js';

/** The system itself: process managers and the command line. */
export const systemActor: Actor = { personId: null, roles: [], agencies: [], via: 'system' };
