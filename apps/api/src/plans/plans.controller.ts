import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PlanSummary, PlanView } from '#contracts';
import { PlanQueries } from '#read-models';
import { notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { etagOf } from '../http/tags.js';

@ApiTags('Văn bản giao nhiệm vụ')
@Controller('v1/plans')
export class PlansController {
  constructor(@Inject(PlanQueries) private readonly plans: PlanQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listPlans', summary: 'Các văn bản đã đưa vào theo dõi' })
  @ApiOkResponse({ standardSchema: z.array(PlanSummary) })
  async list(@Query({ schema: NoQuery }) _query: unknown): Promise<PlanSummary[]> {
    return this.plans.list();
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readPlan', summary: 'Một văn bản, tiến độ đưa vào theo dõi và biểu tổng hợp' })
  @ApiOkResponse({ standardSchema: PlanView })
  async read(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanView> {
    const found = await this.plans.plan(id);
    if (found === null) throw notFound();
    void reply.header('ETag', etagOf(found.version));
    return found.view;
  }
}
