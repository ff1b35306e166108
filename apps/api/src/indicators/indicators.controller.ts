import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ActOnIndicator } from '#application';
import { AsOf, AsOfQuery, CommandReply, IndicatorView, PreviewRebaseBody, RebasePreview, ReportMeasurementBody } from '#contracts';
import type { AgencyId, IndicatorId } from '#domain';
import { IndicatorQueries } from '#read-models';
import { FileAccess } from '../files/file-access.js';
import { commandHeaders } from '../http/command-headers.js';
import { replyWith } from '../http/command-outcome.js';
import { notFound } from '../http/problem.js';
import { Id } from '../http/schemas.js';
import { etagOf } from '../http/tags.js';
import { Pasts } from '../past/pasts.js';
import { actorOf } from '../session/current-actor.js';

const IndicatorsQuery = z.strictObject({ plan: z.uuid().optional(), asOf: AsOf.optional() });

@ApiTags('Chỉ tiêu')
@Controller('v1/indicators')
export class IndicatorsController {
  constructor(
    @Inject(IndicatorQueries) private readonly indicators: IndicatorQueries,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(FileAccess) private readonly files: FileAccess,
    @Inject(Pasts) private readonly pasts: Pasts,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listIndicators', summary: 'Các chỉ tiêu' })
  @ApiOkResponse({ standardSchema: z.array(IndicatorView) })
  async list(
    @Query({ schema: IndicatorsQuery }) { plan, ...query }: z.output<typeof IndicatorsQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IndicatorView[]> {
    return this.indicators.list(plan ?? null, await this.pasts.asked(query, reply));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readIndicator', summary: 'Một chỉ tiêu' })
  @ApiOkResponse({ standardSchema: IndicatorView })
  async read(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: AsOfQuery }) query: z.output<typeof AsOfQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IndicatorView> {
    const past = await this.pasts.asked(query, reply);
    const indicator = await this.indicators.indicator(id, past);
    if (indicator === null) throw notFound();
    if (past === null) void reply.header('ETag', etagOf(indicator.version));
    return indicator;
  }

  @Post(':id/preview-rebase')
  @HttpCode(200)
  @ApiOperation({ operationId: 'previewRebase', summary: 'Mục tiêu mới làm thay đổi đánh giá thế nào; chưa ghi gì' })
  @ApiOkResponse({ standardSchema: RebasePreview })
  async previewRebase(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PreviewRebaseBody }) { targets }: z.output<typeof PreviewRebaseBody>,
  ): Promise<RebasePreview> {
    const preview = await this.indicators.previewRebase(id, targets);
    if (preview === null) throw notFound();
    return preview;
  }

  @Post(':id/report-measurement')
  @HttpCode(200)
  @ApiOperation({ operationId: 'reportMeasurement', summary: 'Báo cáo giá trị đo được của chỉ tiêu' })
  @ApiOkResponse({ standardSchema: CommandReply })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  async report(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReportMeasurementBody }) body: z.output<typeof ReportMeasurementBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    const { onBehalfOf, ...data } = body;
    await this.files.assertMayReferTo(body.files, actorOf(request));
    const outcome = await this.commands.execute(
      new ActOnIndicator({
        actor: actorOf(request),
        onBehalfOf: (onBehalfOf as AgencyId | undefined) ?? null,
        request: commandHeaders(request).request,
        indicatorId: id as IndicatorId,
        type: 'ReportMeasurement',
        data,
      }),
    );
    return replyWith(outcome, reply);
  }
}
