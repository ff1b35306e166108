import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { dateInVietnam } from '#domain';
import { Sessions, type Actor, type Session } from '#identity';
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
    private readonly clock: Clock,
    private readonly cookie: SessionCookie,
  ) {}

  async read(request: FastifyRequest): Promise<CurrentSession | null> {
    const token = this.cookie.read(request);
    const session = token === null ? null : await this.sessions.find(token, dateInVietnam(this.clock.now()));
    if (session === null) return null;
    const { personId, roles, agencies } = session;
    return { session, actor: { personId, roles, agencies, via: 'web' } };
  }
}
