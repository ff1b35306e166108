import { Controller, Get, Header, Inject, Param, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ReportDocumentQuery, ReportLinesQuery, ReportLineView, ReportSummary, ReportView } from '#contracts';
import { ReportQueries, seesEverything } from '#read-models';
import { attachment } from '../http/attachment.js';
import { forbidden, notFound } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { etagOf } from '../http/tags.js';
import { actorOf } from '../session/current-actor.js';
import { reportFile } from './report-file.js';

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

  @Get(':id/document')
  @Header('Cache-Control', 'private, no-cache')
  @ApiOperation({
    operationId: 'downloadReport',
    summary: 'Báo cáo số liệu của kỳ, bản Word hoặc Excel; số liệu đã khóa tải lại lúc nào cũng như nhau',
  })
  @ApiOkResponse({ description: 'Tệp .docx hoặc .xlsx' })
  async document(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: ReportDocumentQuery }) { format }: z.output<typeof ReportDocumentQuery>,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    if (!seesEverything(actorOf(request))) throw forbidden();
    const found = await this.reports.whole(id);
    if (found === null) throw notFound();
    const { name, type, bytes } = await reportFile(found, format);
    return new StreamableFile(bytes, { type, length: bytes.length, disposition: attachment(name) });
  }
}
