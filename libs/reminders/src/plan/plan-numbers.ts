import type { Sql } from '#event-store';
import type { PlanNumbers } from '../compose/composer.js';
import { Together } from '../shared/together.js';
import type { PlanTables } from './reminder-plan.projection.js';

/** Reads the numbers of assigning documents where the plan keeps them. */
export const planNumbersIn = (sql: Sql, { entries }: PlanTables): PlanNumbers => {
  const numbers = new Together<string, string | null>(async (planIds) => {
    const { rows } = await sql.query<{ plan_id: string; number: string }>(
      `select plan_id, document->>'number' as number from ${entries} where plan_id = any($1) and document->>'number' is not null`,
      [[...new Set(planIds)]],
    );
    const found = new Map(rows.map(({ plan_id, number }) => [plan_id, number]));
    return planIds.map((id) => found.get(id) ?? null);
  });
  return {
    of: async (planIds) => {
      const found = await Promise.all([...new Set(planIds)].map(async (id) => [id, await numbers.ask(id)] as const));
      return new Map(found.flatMap(([id, number]) => (number === null ? [] : [[id, number] as const])));
    },
  };
};
