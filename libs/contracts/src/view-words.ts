import { z } from 'zod';

/** An agency as lists show it. */
export const AgencyName = z.object({ id: z.string(), name: z.string() }).meta({ id: 'AgencyName' });
export type AgencyName = z.output<typeof AgencyName>;

/** `on-time` and `late` are verdicts of completed parts; the others are the deadline axis of open ones. */
export const DeadlineStatus = z.enum(['no-deadline', 'in-time', 'due-soon', 'overdue', 'on-time', 'late']);
export type DeadlineStatus = z.output<typeof DeadlineStatus>;

/** When something held and when the system learnt it. */
export const When = z.object({ effective: z.string(), recorded: z.string() });
