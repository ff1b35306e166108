import { Controller, Inject, Query, Req, Sse, type MessageEvent } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { interval, map, merge, type Observable } from 'rxjs';
import { actorOf } from '../session/current-actor.js';
import { headerOf } from '../http/command-headers.js';
import { NoQuery } from '../http/schemas.js';
import { ChangeFeed } from './change-feed.js';

const HEARTBEAT_MS = 15_000;
/** An id of another make is ignored: the client begins with what happens now. */
const POSITION = /^p(\d{1,15})$/u;

@ApiTags('Thay đổi tức thời')
@Controller('v1/events')
export class EventsController {
  constructor(@Inject(ChangeFeed) private readonly feed: ChangeFeed) {}

  /** `task-changed {id, position}` for each change that the reader may see; `resync` where too much was missed. */
  @Sse()
  @ApiOperation({ operationId: 'followChanges', summary: 'Theo dõi thay đổi (SSE)' })
  follow(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Observable<MessageEvent> {
    const after = POSITION.exec(headerOf(request, 'last-event-id') ?? '')?.[1];
    const changes = this.feed.follow(actorOf(request), after === undefined ? null : Number(after));
    const heartbeats = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ type: 'heartbeat', data: {} })));
    return merge(changes, heartbeats.pipe(this.feed.untilClosed()));
  }
}
