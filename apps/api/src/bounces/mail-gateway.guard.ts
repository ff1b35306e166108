import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { FailureThrottle } from '#identity';
import type { Config } from '#platform';
import { notFound, ProblemError } from '../http/problem.js';
import { orCounted } from '../links/or-counted.js';
import { BOUNCE_THROTTLE, CONFIG } from '../tokens.js';

const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** Takes as long whether much or little of it fits. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const strange = (): ProblemError =>
  new ProblemError({
    status: 401,
    code: 'BOUNCE.STRANGER',
    title: 'Khóa bí mật của máy chủ thư không đúng. Gửi trong tiêu đề "Authorization: Bearer …", đúng như BOUNCE_SECRET.',
  });

/** Lets in who knows `BOUNCE_SECRET`; where none is set there is no such route. */
@Injectable()
export class MailGatewayGuard implements CanActivate {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(BOUNCE_THROTTLE) private readonly throttle: FailureThrottle,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { bounceSecret } = this.config.mail;
    if (bounceSecret === null) throw notFound();
    const { ip, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const isKnown = isSame(headers.authorization ?? '', `Bearer ${bounceSecret}`);
    if ((await orCounted(this.throttle, ip, () => Promise.resolve(isKnown || null))) === null) throw strange();
    return true;
  }
}
