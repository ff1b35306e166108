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

/** A session that was ended by another process, or whose account was disabled, is still good for so long. */
const KEPT_MS = 1_000;
/** More would be an attack or a very large house; the oldest goes. */
const MOST_KEPT = 10_000;

interface Kept {
  readonly until: number;
  readonly session: Promise<Session | null>;
}

/** Who a request's cookie belongs to, with the roles and memberships of today; asked of the database once a second for each session. */
@Injectable()
export class SessionReader {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly sessions: Sessions,
    private readonly clock: Clock,
    private readonly cookie: SessionCookie,
  ) {}

  async read(request: FastifyRequest): Promise<CurrentSession | null> {
    const token = this.cookie.read(request);
    const session = token === null ? null : await this.find(token);
    if (session === null) return null;
    const { personId, roles, agencies } = session;
    return { session, actor: { personId, roles, agencies, via: 'web' } };
  }

  /** Ends the session at once in this process. */
  async close(token: string): Promise<void> {
    await this.sessions.close(token);
    this.kept.delete(token);
  }

  private find(token: string): Promise<Session | null> {
    const now = performance.now();
    const kept = this.kept.get(token);
    if (kept !== undefined && kept.until > now) return kept.session;
    const session = this.sessions.find(token, dateInVietnam(this.clock.now()));
    this.keep(token, { session, until: now + KEPT_MS });
    // Neither a failure nor a stranger is remembered.
    const forget = (): boolean => this.kept.delete(token);
    session.then((found) => found ?? forget(), forget);
    return session;
  }

  /** In the order of asking, so that the first is the oldest. */
  private keep(token: string, kept: Kept): void {
    this.kept.delete(token);
    this.kept.set(token, kept);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }
}
