import type { FastifyInstance } from 'fastify';
import type { SubjectKeys } from '#personal-data';

/**
 * Names stand sealed in the log and in every view that is built from it; they are opened here, in the answer to whoever may see the view,
 * and nowhere before. So an erased name is gone from every page at once, without building a view again.
 */
export const openSealedAnswers = (fastify: FastifyInstance, personalTexts: Pick<SubjectKeys, 'openJson'>): void => {
  fastify.addHook('onSend', async (_request, reply, payload) => {
    if (typeof payload !== 'string' || !String(reply.getHeader('content-type')).includes('json')) return payload;
    return personalTexts.openJson(payload);
  });
};
