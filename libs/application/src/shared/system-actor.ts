import type { CommandActor, PersonalTexts } from '../ports.js';

/** The system itself: what it does is told as done by no person. */
export const system: CommandActor = { personId: null, roles: [], agencies: [], via: 'system' };

/** For what the system does by itself: it records no names of people. */
export const noNames: PersonalTexts = { seal: () => Promise.reject(new Error('The system records no names of people by itself')) };
