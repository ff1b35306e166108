import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ReportLinesQuery, ReportLineView, ReportSummary, ReportView } from '#contracts';
import { ReportQueries } from '#read-models';
import { notFound } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { etagOf } from '../http/tags.js';
import { actorOf } from '../session/current-actor.js';

const Id = z.uuid();

/** Periods whose figures are closed. */
@ApiTags('Chốt số liệu')
@Controller('v1/reports')
export class ReportsController {
  constructor(@Inject(ReportQueries) private readonly reports: ReportQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listReports', summary: 'Các kỳ đã chốt số liệu; cơ quan xem kỳ có lượt giao của mình' })
  @ApiOkResponse({ standardSchema: z.array(ReportSummary) })
  list(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<ReportSummary[]> {
    return this.reports.list(actorOf(request));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readReport', summary: 'Số liệu đã chốt của một kỳ, tình hình đối chiếu, đề nghị điều chỉnh' })
  @ApiOkResponse({ standardSchema: ReportView })
  async read(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportView> {
    const found = await this.reports.report(id, actorOf(request));
    if (found === null) throw notFound();
    void reply.header('ETag', etagOf(found.version));
    return found;
  }

  @Get(':id/lines')
  @ApiOperation({ operationId: 'listReportLines', summary: 'Các lượt giao trong số liệu đã chốt' })
  @ApiOkResponse({ standardSchema: z.array(ReportLineView) })
  async lines(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: ReportLinesQuery }) { agency }: z.output<typeof ReportLinesQuery>,
    @Req() request: FastifyRequest,
  ): Promise<ReportLineView[]> {
    const found = await this.reports.lines(id, agency, actorOf(request));
    if (found === null) throw notFound();
    return found;
  }
}
