import { z } from 'zod';

/** What a report of mail that could not be delivered led to. */
export const BounceTaken = z
  .object({
    /** `known`: it had been recorded before. `unknown`: no mail of this system. The last two are no final failures, and are ignored. */
    outcome: z.enum(['recorded', 'known', 'unknown', 'auto-reply', 'not-final']),
    delivery: z.string().nullable(),
    /** In the words of the server that had the mail. */
    reason: z.string().nullable(),
    /** Whether the address is now written to no more. */
    marked: z.boolean(),
  })
  .meta({ id: 'BounceTaken' });
export type BounceTaken = z.output<typeof BounceTaken>;
