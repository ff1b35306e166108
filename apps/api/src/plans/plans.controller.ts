import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PastQuery, PlanSummary, PlanView } from '#contracts';
import { PlanQueries } from '#read-models';
import { notFound } from '../http/problem.js';
import { Id } from '../http/schemas.js';
import { etagOf } from '../http/tags.js';
import { Pasts } from '../past/pasts.js';

@ApiTags('Văn bản giao nhiệm vụ')
@Controller('v1/plans')
export class PlansController {
  constructor(
    @Inject(PlanQueries) private readonly plans: PlanQueries,
    @Inject(Pasts) private readonly pasts: Pasts,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPlans', summary: 'Các văn bản đã đưa vào theo dõi' })
  @ApiOkResponse({ standardSchema: z.array(PlanSummary) })
  async list(@Query({ schema: PastQuery }) query: PastQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<PlanSummary[]> {
    return this.plans.list(await this.pasts.asked(query, reply));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readPlan', summary: 'Một văn bản, tiến độ đưa vào theo dõi và biểu tổng hợp' })
  @ApiOkResponse({ standardSchema: PlanView })
  async read(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PastQuery }) query: PastQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanView> {
    const past = await this.pasts.asked(query, reply);
    const found = await this.plans.plan(id, past);
    if (found === null) throw notFound();
    if (past === null) void reply.header('ETag', etagOf(found.version));
    return found.view;
  }
}
