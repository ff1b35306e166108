import type { FastifyReply } from 'fastify';
import type { CommandOutcome } from '#application';
import type { CommandReply } from '#contracts';
import { ProblemError } from './problem.js';
import { etagOf, positionText } from './tags.js';
import { titleOf } from './titles.js';

type Refusal = Extract<CommandOutcome, { ok: false }>;

/** The only place that knows which HTTP status a refusal has. */
const statusOf: Readonly<Record<Refusal['kind'], number>> = {
  'not-found': 404,
  forbidden: 403,
  rule: 409,
  stale: 412,
  invalid: 422,
  'key-reused': 422,
  busy: 503,
};

const fieldsOf = (refusal: Refusal) => {
  const field = refusal.details['field'];
  return typeof field === 'string' ? [{ pointer: `/${field}`, message: titleOf(refusal.code) }] : undefined;
};

const problemOfRefusal = (refusal: Refusal): ProblemError =>
  new ProblemError({
    status: statusOf[refusal.kind],
    code: refusal.code,
    title: titleOf(refusal.code),
    errors: refusal.kind === 'invalid' ? fieldsOf(refusal) : undefined,
    current: refusal.current,
    retryAfter: refusal.kind === 'busy' ? 2 : undefined,
  });

/** Writes the answer's headers and gives its body, or throws the problem. */
export const replyWith = (outcome: CommandOutcome, reply: FastifyReply): CommandReply => {
  if (!outcome.ok) throw problemOfRefusal(outcome);
  void reply.header('ETag', etagOf(outcome.version));
  return { id: outcome.id, version: outcome.version, position: positionText(outcome.position), events: [...outcome.events] };
};
