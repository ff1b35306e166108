import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { dateInVietnam } from '#domain';
import { actorOf, Sessions, type Actor, type People, type Session } from '#identity';
import type { Clock } from '#platform';
import { SessionCookie } from './session-cookie.js';

export interface CurrentSession {
  readonly session: Session;
  readonly actor: Actor;
}

/** Who a request's cookie belongs to, with the roles and memberships of today. */
@Injectable()
export class SessionReader {
  constructor(
    private readonly sessions: Sessions,
    private readonly people: People,
    private readonly clock: Clock,
    private readonly cookie: SessionCookie,
  ) {}

  async read(request: FastifyRequest): Promise<CurrentSession | null> {
    const token = this.cookie.read(request);
    const session = token === null ? null : await this.sessions.find(token);
    if (session === null) return null;
    return { session, actor: await actorOf(this.people, session, dateInVietnam(this.clock.now()), 'web') };
  }
}
