import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Counter, Histogram, type Registry } from 'prom-client';
import { ApiModule } from './api.module.js';
import { MESSAGE_TYPES } from './bounces/bounce-message.js';
import { serveQueueBoard } from './deliveries/queue-board.js';
import { BODY_LIMIT, createAdapter, FILE_LIMIT } from './http/fastify.js';
import { NestLogger } from './http/nest-logger.js';
import { describeApi } from './http/openapi.js';
import { openSealedAnswers } from './http/sealed-answers.js';
import { logRequests, type RequestMetrics } from './http/request-log.js';
import { securityHeaders } from './http/security.js';
import { serveWebApp } from './http/web-app.js';
import type { ApiResources } from './resources.js';

const requestMetrics = (registry: Registry): RequestMetrics => ({
  requests: new Counter({
    name: 'dondoc_http_requests_total',
    help: 'HTTP requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  }),
  seconds: new Histogram({
    name: 'dondoc_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  }),
});

/** The api, ready to listen or to be asked by `inject`. `webRoot`: the built web app; null: none is served. */
export const createApp = async (resources: ApiResources, webRoot: string | null): Promise<NestFastifyApplication> => {
  const { config, logger, metrics } = resources.context;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest takes options as a plain object
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(resources), createAdapter(logger), {
    logger: new NestLogger(logger),
    bodyParser: true,
    // Zalo signs the bytes of its events, not what they mean.
    rawBody: true,
    abortOnError: false,
  });
  app.useBodyParser(MESSAGE_TYPES, { bodyLimit: BODY_LIMIT });
  app.setGlobalPrefix('api', { exclude: ['metrics', 'tat-nhac/:token'] });
  app.useSecurityHeaders(securityHeaders(config.publicUrl));
  app.enableCsrfProtection({ trustedOrigins: [new URL(config.publicUrl).origin] });
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart, {
    limits: { fileSize: FILE_LIMIT + 1, files: 1, fields: 5, fieldSize: BODY_LIMIT },
    throwFileSizeLimit: true,
  });
  logRequests(app.getHttpAdapter().getInstance(), logger, requestMetrics(metrics));
  openSealedAnswers(app.getHttpAdapter().getInstance(), resources.personalTexts);
  describeApi(app);
  serveQueueBoard(app, logger);
  if (webRoot !== null) await serveWebApp(app, webRoot);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
};
