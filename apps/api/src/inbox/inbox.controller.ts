import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { InboxView } from '#contracts';
import type { Clock } from '#platform';
import { InboxQueries } from '#read-models';
import { NoQuery } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';
import { CLOCK } from '../tokens.js';

@ApiTags('Việc cần xử lý')
@Controller('v1/me/inbox')
export class InboxController {
  constructor(
    @Inject(InboxQueries) private readonly inbox: InboxQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'readInbox', summary: 'Việc cần xử lý của người đang đăng nhập' })
  @ApiOkResponse({ standardSchema: InboxView })
  async read(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<InboxView> {
    return this.inbox.inbox(actorOf(request), this.clock.now());
  }
}
