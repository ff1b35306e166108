import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartupError, type AppContext } from '#platform';

export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

/** `GET /metrics` of a worker that runs in a process of its own. */
export const serveMetrics = async ({ config, metrics }: AppContext, port: number): Promise<MetricsServer> => {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new StartupError(`Không mở được cổng METRICS_PORT ${String(port)}: ${cause.message}.`, { cause }));
    });
    server.listen(port, config.host, resolve);
  });
  const { port: opened } = server.address() as AddressInfo;
  return {
    url: `http://${config.host}:${String(opened)}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
