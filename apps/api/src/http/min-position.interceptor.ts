import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { from, switchMap, type Observable } from 'rxjs';
import { headerOf } from './command-headers.js';
import { ViewPositions } from './view-positions.js';
import { positionOf } from './tags.js';

/** Reads may send `Min-Position` and wait until the views are there. Commands do not read views: theirs is ignored. */
@Injectable()
export class MinPositionInterceptor implements NestInterceptor {
  constructor(private readonly views: ViewPositions) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const position = request.method === 'GET' ? positionOf(headerOf(request, 'min-position')) : null;
    return position === null ? next.handle() : from(this.views.waitFor(position)).pipe(switchMap(() => next.handle()));
  }
}
