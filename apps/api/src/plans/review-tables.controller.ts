import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RecordReviewTableBody, ReviewTableView, type PlanView } from '#contracts';
import { FileUploads, type FileStore } from '#files';
import { PlanQueries } from '#read-models';
import { attachment } from '../http/attachment.js';
import { FileAccess } from '../files/file-access.js';
import { takeUpload } from '../files/uploaded-file.js';
import { notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';
import { FILE_STORE } from '../tokens.js';
import { ReviewTables } from './review-tables.js';

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The review table of a plan, out and back. Whoever sends it acts only where they might act by hand. */
@ApiTags('Biểu rà soát')
@Controller('v1/plans/:id/review-table')
export class ReviewTablesController {
  constructor(
    @Inject(ReviewTables) private readonly tables: ReviewTables,
    @Inject(PlanQueries) private readonly plans: PlanQueries,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(FileUploads) private readonly uploads: FileUploads,
    @Inject(FileAccess) private readonly access: FileAccess,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'downloadReviewTable', summary: 'Tải biểu rà soát (.xlsx) các lượt giao đang theo dõi của cơ quan mình' })
  @ApiOkResponse({ description: 'Biểu rà soát' })
  async download(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const plan = await this.plan(id);
    const content = await this.tables.table(plan, actorOf(request));
    const about = (plan.document.number ?? plan.document.title).slice(0, 80).replaceAll('/', '-');
    return new StreamableFile(content, { type: workbook, length: content.length, disposition: attachment(`Biểu rà soát ${about}.xlsx`) });
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewReviewTable',
    summary: 'Đọc biểu rà soát đã điền (trường file): sẽ ghi gì, vướng ở đâu; chưa ghi gì',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiOkResponse({ standardSchema: ReviewTableView })
  async preview(@Param('id', { schema: Id }) id: string, @Req() request: FastifyRequest): Promise<ReviewTableView> {
    const actor = actorOf(request);
    const plan = await this.plan(id);
    const file = await takeUpload(request, (content, about) => this.store.put(content, about));
    if (actor.personId !== null) await this.uploads.record(file.sha256, actor.personId);
    return this.tables.preview(plan.id, file, actor);
  }

  @Post('record')
  @HttpCode(200)
  @ApiOperation({ operationId: 'recordReviewTable', summary: 'Ghi các dòng ghi được của biểu rà soát; gửi lại lần nữa không ghi thêm gì' })
  @ApiOkResponse({ standardSchema: ReviewTableView })
  async record(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RecordReviewTableBody }) { file }: z.output<typeof RecordReviewTableBody>,
    @Req() request: FastifyRequest,
  ): Promise<ReviewTableView> {
    const actor = actorOf(request);
    const plan = await this.plan(id);
    await this.access.assertMayReferTo([file], actor);
    return this.tables.record(plan.id, file, actor);
  }

  private async plan(id: string): Promise<PlanView> {
    const found = await this.plans.plan(id, null);
    if (found === null) throw notFound();
    return found.view;
  }
}
