import type { FastifyRequest } from 'fastify';
import type { Request } from '#application';
import { pathOf } from './problem.filter.js';
import { requestOf } from './request-key.js';
import { seenVersionOf } from './tags.js';

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

export const headerOf = (request: FastifyRequest, name: string): string | undefined => single(request.headers[name]);

/** What a command's headers say: its idempotency key and the version the client saw. `body` where the raw one is not JSON. */
export const commandHeaders = (
  request: FastifyRequest,
  body: unknown = request.body,
): { readonly request: Request | null; readonly seenVersion: number | null } => ({
  request: requestOf(headerOf(request, 'idempotency-key'), request.method, pathOf(request.url), body),
  seenVersion: seenVersionOf(headerOf(request, 'if-match')),
});
