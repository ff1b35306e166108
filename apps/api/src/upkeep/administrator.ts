import type { FastifyRequest } from 'fastify';
import type { Actor } from '#identity';
import { forbidden } from '../http/problem.js';
import { actorOf } from '../session/current-actor.js';

/** The administrator who sent this request; refuses anybody else. */
export const administratorOf = (request: FastifyRequest): Actor => {
  const actor = actorOf(request);
  if (!actor.roles.includes('administrator')) throw forbidden();
  return actor;
};
