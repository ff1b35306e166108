import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { BaselineOrderBody, BaselineOutcomes, BaselineReviewView } from '#contracts';
import { PlanQueries } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';
import { BaselineReviews } from './baseline-reviews.js';

/** Rà soát hiện trạng: what was true of a plan's parts when it was entered late. The Office's alone. */
@ApiTags('Rà soát hiện trạng')
@Controller('v1/plans/:id/baseline')
export class BaselineReviewsController {
  constructor(
    @Inject(BaselineReviews) private readonly reviews: BaselineReviews,
    @Inject(PlanQueries) private readonly plans: PlanQueries,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'readBaselineReview', summary: 'Các lượt giao chưa rà soát và đã rà soát hiện trạng của một văn bản' })
  @ApiOkResponse({ standardSchema: BaselineReviewView })
  async read(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<BaselineReviewView> {
    const rows = await this.reviews.rows(id, actorOf(request));
    await this.assertPlan(id);
    return { rows };
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ operationId: 'previewBaseline', summary: 'Việc rà soát này sẽ làm thay đổi gì ở từng lượt giao; chưa ghi gì' })
  @ApiOkResponse({ standardSchema: BaselineOutcomes })
  async preview(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: BaselineOrderBody }) body: BaselineOrderBody,
    @Req() request: FastifyRequest,
  ): Promise<BaselineOutcomes> {
    return this.reviews.preview({ planId: id, actor: actorOf(request), key: null }, body);
  }

  @Post('record')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'recordBaselines',
    summary: 'Ghi kết quả rà soát (hoặc rút lại) cho nhiều lượt giao; dòng không ghi được nêu lý do, các dòng khác vẫn được ghi',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    schema: { type: 'string' },
    description: 'Của cả lần rà soát, dùng chung cho các đợt gửi: gửi lại cùng khóa không ghi hai lần',
  })
  @ApiOkResponse({ standardSchema: BaselineOutcomes })
  async record(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: BaselineOrderBody }) body: BaselineOrderBody,
    @Req() request: FastifyRequest,
  ): Promise<BaselineOutcomes> {
    const key = commandHeaders(request).request?.key ?? null;
    return this.reviews.record({ planId: id, actor: actorOf(request), key }, body);
  }

  private async assertPlan(id: string): Promise<void> {
    if ((await this.plans.plan(id, null)) === null) throw notFound();
  }
}
