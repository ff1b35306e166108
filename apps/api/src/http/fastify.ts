import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { malformed } from './problem.js';
import { sendProblem } from './problem.filter.js';

const MIB = 1024 * 1024;
export const BODY_LIMIT = MIB;
export const FILE_LIMIT = 25 * MIB;

/** Fastify with the limits of this interface. Errors that never reach Nest (bad URLs) are problems too. */
export const createAdapter = (logger: Logger): FastifyAdapter =>
  new FastifyAdapter({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: 'loopback',
    genReqId: () => randomUUID(),
    // A connection that keeps the server waiting is given up; uploads of 25 MB on a slow line still fit.
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(malformed(), request, reply, logger);
    },
  });
