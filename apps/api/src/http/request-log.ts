import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Counter, Histogram } from 'prom-client';
import { actorIdOf } from '../session/current-actor.js';
import { pathOf } from './problem.filter.js';

export interface RequestMetrics {
  readonly requests: Counter<'method' | 'route' | 'status'>;
  readonly seconds: Histogram<'method' | 'route'>;
}

/** Whoever has the token of a link may do what it is good for. */
const withoutToken = (path: string): string => path.replace(/(\/(?:links|mute-links|lien-ket|tat-nhac)\/).+/u, '$1…');

/** One line for each request when it is answered, with ids as fields: no bodies, no queries, no cookies. */
export const logRequests = (fastify: FastifyInstance, log: Logger, metrics: RequestMetrics): void => {
  // Its fields are these and no others, so no secret is looked for in each line.
  const logger = log.child({}, { redact: [] });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requests.inc({ method: request.method, route, status: String(reply.statusCode) });
    metrics.seconds.observe({ method: request.method, route }, reply.elapsedTime / 1000);
    logger.info(
      {
        requestId: request.id,
        method: request.method,
        path: withoutToken(pathOf(request.url)),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        personId: actorIdOf(request),
      },
      'request',
    );
    done();
  });
};
