import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** A registry of its own for each running context, with the process's own measures in it. */
export const createMetrics = (): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
};

/** A gauge that is read when it is asked for; one for each registry, though several apps of a process share it. */
export const liveGauge = (
  registry: Registry,
  options: { readonly name: string; readonly help: string; readonly labels: readonly string[] },
  read: (gauge: Gauge) => Promise<void>,
): void => {
  if (registry.getSingleMetric(options.name) !== undefined) return;
  new Gauge({
    name: options.name,
    help: options.help,
    labelNames: [...options.labels],
    registers: [registry],
    async collect() {
      this.reset();
      // A database that is away is told elsewhere; a page of metrics without these is better than none.
      await read(this).catch(() => undefined);
    },
  });
};
