import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { notSignedIn } from '../http/problem.js';
import { PUBLIC_ROUTE, rememberActor } from './current-actor.js';
import { SessionReader } from './session-reader.js';

/** Every route needs a session but those marked public. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionReader,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, [context.getHandler(), context.getClass()]);
    if (isPublic === true) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const session = await this.sessions.read(request);
    if (session === null) throw notSignedIn();
    rememberActor(request, session.actor);
    return true;
  }
}
