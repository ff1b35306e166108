import { z } from 'zod';

export const HealthReport = z
  .object({
    status: z.enum(['ready', 'not-ready']),
    database: z.enum(['up', 'down']),
    views: z.array(z.object({ name: z.string(), status: z.string(), position: z.int(), lag: z.int(), problem: z.string().nullable() })),
    /** Last run of the reminder sweep; null where none is known. */
    sweep: z.object({ lastRunAt: z.string(), late: z.boolean() }).nullable(),
  })
  .meta({ id: 'HealthReport' });
export type HealthReport = z.output<typeof HealthReport>;
