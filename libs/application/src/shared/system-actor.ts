import type { CommandActor } from '../ports.js';

/** The system itself: what it does is told as done by no person. */
export const system: CommandActor = { personId: null, roles: [], agencies: [], via: 'system' };
