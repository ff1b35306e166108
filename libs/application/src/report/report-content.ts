import { createHash } from 'node:crypto';
import { v5 } from 'uuid';
import type { FiguresPeriod, PlanId, ReportContent } from '#domain';

const NAMESPACE = 'd9b2e0a6-3c43-5d0f-9b7e-5a1f2c8e4b60';

/** Derived from what it tells of: two people who open the same period open the same report. */
export const reportIdOf = ({ from, to }: FiguresPeriod, plan: PlanId | null): string => v5(`${plan ?? 'all'} ${from} ${to}`, NAMESPACE);

/** Fields in one order: a log may give them back in another. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** SHA-256 over the content as JSON, the fields of each object in the order of their names. */
export const digestOf = (content: ReportContent): string => createHash('sha256').update(JSON.stringify(content, inOrder)).digest('hex');
