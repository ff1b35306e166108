import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { CommandOutcome } from '#application';
import type { CommandReply } from '#contracts';
import { ProblemError, type FieldError } from './problem.js';
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

const BUSY_SECONDS = 2;

/** What a refusal may say of single places: fields of the body, or rows of a draft. */
const Places = z.object({
  field: z.string().optional(),
  pointer: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).default([]),
  rows: z
    .array(z.looseObject({ row: z.number().optional(), code: z.string(), details: z.record(z.string(), z.unknown()).default({}) }))
    .default([]),
});

/** The values among which a left-out field could not be guessed. */
const choicesOf = ({ choices }: Refusal['details']): string | undefined =>
  Array.isArray(choices) ? `Có thể chọn: ${choices.map((choice) => JSON.stringify(choice)).join(', ')}.` : undefined;

const fieldErrors = ({ code, details }: Refusal): readonly FieldError[] | undefined => {
  const places = Places.safeParse(details).data;
  if (places === undefined) return undefined;
  const { field, pointer = field === undefined ? undefined : `/${field}`, errors, rows } = places;
  const all = [
    ...(pointer === undefined ? [] : [{ pointer, message: titleOf(code, details) }]),
    ...errors,
    ...rows.map((row) => ({ pointer: row.row === undefined ? '' : `/tasks/${String(row.row)}`, message: titleOf(row.code, row.details) })),
  ];
  return all.length === 0 ? undefined : all;
};

/** Why a command is, or would be, refused. */
export const problemOfRefusal = (refusal: Refusal): ProblemError =>
  new ProblemError({
    status: statusOf[refusal.kind],
    code: refusal.code,
    title: titleOf(refusal.code, refusal.details),
    errors: fieldErrors(refusal),
    detail: choicesOf(refusal.details),
    current: refusal.current,
    retryAfter: refusal.kind === 'busy' ? BUSY_SECONDS : undefined,
  });

/** Writes the answer's headers and gives its body, or throws the problem. */
export const replyWith = (outcome: CommandOutcome, reply: FastifyReply): CommandReply => {
  if (!outcome.ok) throw problemOfRefusal(outcome);
  void reply.header('ETag', etagOf(outcome.version));
  return { id: outcome.id, version: outcome.version, position: positionText(outcome.position), events: [...outcome.events] };
};
