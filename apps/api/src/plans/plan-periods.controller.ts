import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LongPart, PlanPeriodsBody, PlanPeriodsReply } from '#contracts';
import { PlanQueries } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';
import { PlanPeriods } from './plan-periods.js';

/** Kỳ báo cáo của văn bản: by which its tasks longer than six months report. The Office's alone. */
@ApiTags('Văn bản giao nhiệm vụ')
@Controller('v1/plans/:id/report-periods')
export class PlanPeriodsController {
  constructor(
    @Inject(PlanPeriods) private readonly periods: PlanPeriods,
    @Inject(PlanQueries) private readonly plans: PlanQueries,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'readLongParts', summary: 'Các lượt giao dài hơn sáu tháng của một văn bản, đã báo cáo theo kỳ hay chưa' })
  @ApiOkResponse({ standardSchema: z.array(LongPart) })
  async read(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<LongPart[]> {
    const parts = await this.periods.longParts(id, actorOf(request));
    if ((await this.plans.plan(id, null)) === null) throw notFound();
    return parts;
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'setPlanPeriods', summary: 'Đặt kỳ báo cáo cho mọi lượt giao dài hơn sáu tháng chưa có kỳ của một văn bản' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: PlanPeriodsReply })
  async set(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PlanPeriodsBody }) body: PlanPeriodsBody,
    @Req() request: FastifyRequest,
  ): Promise<PlanPeriodsReply> {
    return this.periods.set(id, actorOf(request), body, commandHeaders(request).request?.key ?? null);
  }
}
