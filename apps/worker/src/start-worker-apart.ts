import type { AppContext, RunningApp } from '#platform';
import { serveMetrics } from './metrics-server.js';
import { startWorker } from './start-worker.js';

/** The worker in a process of its own: with a page of metrics where `METRICS_PORT` asks for one. */
export const startWorkerApart = async (context: AppContext): Promise<RunningApp> => {
  const { metricsPort } = context.config;
  const metrics = metricsPort === null ? null : await serveMetrics(context, metricsPort);
  try {
    const worker = await startWorker(context);
    return {
      ...(metrics === null ? {} : { url: metrics.url }),
      close: async () => {
        await worker.close();
        await metrics?.close();
      },
    };
  } catch (error) {
    await metrics?.close();
    throw error;
  }
};
