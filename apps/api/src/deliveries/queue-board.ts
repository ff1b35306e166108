import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { forbidden, notSignedIn, unavailable } from '../http/problem.js';
import { sendProblem } from '../http/problem.filter.js';
import { SessionReader } from '../session/session-reader.js';
import { QueueWindow } from './queue-window.js';

const PATH = '/api/queue-board';

/** Loaded when an administrator first looks: neither a start nor a test that asks for something else pays for it. */
const openBoard = async (window: QueueWindow): Promise<FastifyInstance | null> => {
  const watch = await window.watch();
  if (watch === null) return null;
  const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/fastify'),
  ]);
  const serverAdapter = new FastifyAdapter().setBasePath(PATH);
  createBullBoard({
    queues: watch.queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Hàng đợi nhắc việc', hideRedisDetails: true } },
  });
  const board = fastify();
  await board.register(serverAdapter.registerPlugin(), { prefix: PATH });
  await board.ready();
  return board;
};

const assertAdministrator = async (sessions: SessionReader, request: FastifyRequest): Promise<void> => {
  const session = await sessions.read(request);
  if (session === null) throw notSignedIn();
  if (!session.actor.roles.includes('administrator')) throw forbidden();
};

/**
 * BullMQ's own board of the workers' queues, for administrators, to look at: it is asked by GET alone, and shows ids, for jobs hold
 * nothing else. It stands behind this server, not beside it, so that sessions, security headers and logs are those of every route.
 */
export const serveQueueBoard = (app: NestFastifyApplication, logger: Logger): void => {
  const server = app.getHttpAdapter().getInstance();
  const sessions = app.get(SessionReader);
  const window = app.get(QueueWindow);
  let opened: Promise<FastifyInstance | null> | null = null;

  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      await assertAdministrator(sessions, request);
      opened ??= openBoard(window);
      const board = await opened;
      if (board === null) {
        opened = null;
        throw unavailable('QUEUE.NOT_YET', 'Chưa có hàng đợi nào: tiến trình worker chưa chạy lần nào.', 30);
      }
      const { statusCode, headers, rawPayload } = await board.inject({ method: 'GET', url: request.url });
      return await reply
        .status(statusCode)
        .header('Content-Type', headers['content-type'])
        .header('Cache-Control', 'no-store')
        .send(rawPayload);
    } catch (error) {
      sendProblem(error, request, reply, logger);
      return reply;
    }
  };
  server.get(PATH, answer);
  server.get(`${PATH}/*`, answer);
  server.addHook('onClose', async () => {
    await (await opened?.catch(() => null))?.close();
  });
};
