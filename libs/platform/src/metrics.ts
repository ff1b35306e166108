import { collectDefaultMetrics, Registry } from 'prom-client';

/** A registry of its own for each running context, with the process's own measures in it. */
export const createMetrics = (): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
};
