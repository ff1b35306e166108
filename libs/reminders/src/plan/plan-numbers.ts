import type { Sql } from '#event-store';
import type { PlanNumbers } from '../compose/composer.js';
import type { PlanTables } from './reminder-plan.projection.js';

/** Reads the numbers of assigning documents where the plan keeps them. */
export const planNumbersIn = (sql: Sql, { entries }: PlanTables): PlanNumbers => ({
  of: async (planIds) => {
    const { rows } = await sql.query<{ plan_id: string; number: string }>(
      `select plan_id, document->>'number' as number from ${entries} where plan_id = any($1) and document->>'number' is not null`,
      [[...new Set(planIds)]],
    );
    return new Map(rows.map(({ plan_id, number }) => [plan_id, number]));
  },
});
