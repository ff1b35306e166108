import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const YEAR_SECONDS = 365 * 24 * 3_600;

/** File names with a content hash never change; everything else is asked for again. */
const cacheControl = (file: string): string =>
  /[\\/]assets[\\/]/u.test(file) ? `public, max-age=${String(YEAR_SECONDS)}, immutable` : 'no-cache';

/** Serves the built web app; any path but /api/… that names no file is the app's own page. */
export const serveWebApp = async (app: NestFastifyApplication, root: string): Promise<void> => {
  const fastify = app.getHttpAdapter().getInstance();
  const index = await readFile(path.join(root, 'index.html'));
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, file) => {
      void reply.header('Cache-Control', cacheControl(file));
    },
  });
  fastify.get('/*', { config: { dondocPage: true } }, (request, reply) => {
    if (/^\/(?:api|assets)(?:\/|$)/u.test(request.url) || path.extname(request.url.split('?')[0] ?? '') !== '') {
      reply.callNotFound();
      return reply;
    }
    return reply.header('Content-Type', 'text/html; charset=utf-8').header('Cache-Control', 'no-cache').send(index);
  });
};
