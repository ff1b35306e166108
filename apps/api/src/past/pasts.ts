import type { FastifyReply } from 'fastify';
import type { PastQuery } from '#contracts';
import type { Instant } from '#domain';
import type { Clock } from '#platform';
import { PastRefused, type AskedMoment, type Past, type PastMoments } from '#read-models';
import { invalid } from '../http/problem.js';
import { positionOf, positionText } from '../http/tags.js';

const askedMoment = (asOf: string): AskedMoment => (asOf.startsWith('p') ? (positionOf(asOf) ?? 0) : (asOf as Instant));

/** Reads `asOf` and `validAt` of a request, and says in the answer's header `As-Of` which position it is told from. */
export class Pasts {
  constructor(
    private readonly moments: PastMoments,
    private readonly clock: Clock,
  ) {}

  /** Null: the question is about now. */
  async asked({ asOf, validAt }: PastQuery, reply: FastifyReply): Promise<Past | null> {
    const question = { asOf: asOf === undefined ? null : askedMoment(asOf), validAt: (validAt as Instant | undefined) ?? null };
    try {
      const past = await this.moments.resolve(question, this.clock.now());
      if (past !== null) void reply.header('As-Of', positionText(past.moment.position));
      return past;
    } catch (error) {
      if (error instanceof PastRefused) throw invalid([{ pointer: `/${error.field}`, message: error.sentence }], error.code);
      throw error;
    }
  }
}
