import { Controller, Get, Header, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PastQuery, PlanSummary, PlanView } from '#contracts';
import { PlanQueries } from '#read-models';
import { attachment } from '../http/attachment.js';
import { notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { etagOf } from '../http/tags.js';
import { Pasts } from '../past/pasts.js';
import { PlanAppendices } from './plan-appendices.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

@ApiTags('Văn bản giao nhiệm vụ')
@Controller('v1/plans')
export class PlansController {
  constructor(
    @Inject(PlanQueries) private readonly plans: PlanQueries,
    @Inject(Pasts) private readonly pasts: Pasts,
    @Inject(PlanAppendices) private readonly appendices: PlanAppendices,
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

  @Get(':id/appendix')
  @Header('Cache-Control', 'private, no-cache')
  @ApiOperation({ operationId: 'downloadAppendix', summary: 'Phụ lục của kế hoạch, bản Word, như đã đưa vào theo dõi' })
  @ApiOkResponse({ description: 'Tệp .docx' })
  async appendix(@Param('id', { schema: Id }) id: string, @Query({ schema: NoQuery }) _query: unknown): Promise<StreamableFile> {
    const { name, bytes } = await this.appendices.docx(id);
    return new StreamableFile(bytes, { type: DOCX, length: bytes.length, disposition: attachment(name) });
  }
}
