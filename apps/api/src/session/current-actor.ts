import { SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { PersonId } from '#domain';
import type { Actor } from '#identity';
import { forbidden, notSignedIn } from '../http/problem.js';

const PUBLIC_ROUTE = 'dondoc:public-route';

/** A route that answers without a session. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC_ROUTE, true);
export { PUBLIC_ROUTE };

/** Who sent each request; forgotten with it. */
const actors = new WeakMap<FastifyRequest, Actor>();

export const rememberActor = (request: FastifyRequest, actor: Actor): void => {
  actors.set(request, actor);
};

/** Who sent this request; refuses where nobody has signed in. */
export const actorOf = (request: FastifyRequest): Actor => {
  const actor = actors.get(request);
  if (actor === undefined) throw notSignedIn();
  return actor;
};

/** The person behind this request; a machine has none and is refused. */
export const personOf = (request: FastifyRequest): PersonId => {
  const { personId } = actorOf(request);
  if (personId === null) throw forbidden();
  return personId;
};

/** The same for logs: never throws. */
export const actorIdOf = (request: FastifyRequest): string | undefined => actors.get(request)?.personId ?? undefined;
