import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DocumentProposal, FileRefBody } from '#contracts';
import { bytesOf, FileUploads, type FileStore } from '#files';
import { readSignedPdf } from '#plan-import';
import { attachment } from '../http/attachment.js';
import { Hash } from '../http/schemas.js';
import { notFound } from '../http/problem.js';
import { importRefused } from '../plans/import-refusal.js';
import { actorOf } from '../session/current-actor.js';
import { FILE_STORE } from '../tokens.js';
import { FileAccess } from './file-access.js';
import { takeUpload } from './uploaded-file.js';

/** The name it was given where it is referred to; content alone has none. */
const FileQuery = z.strictObject({ name: z.string().min(1).max(255).optional() });

const oneFile = { schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } };

@ApiTags('Tệp')
@Controller('v1/files')
export class FilesController {
  constructor(
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(FileUploads) private readonly uploads: FileUploads,
    @Inject(FileAccess) private readonly access: FileAccess,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ operationId: 'uploadFile', summary: 'Tải tệp lên (trường file, tối đa 25 MB)' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(oneFile)
  @ApiCreatedResponse({ standardSchema: FileRefBody })
  async upload(@Req() request: FastifyRequest): Promise<FileRefBody> {
    const { personId } = actorOf(request);
    const file = await takeUpload(request, (content, about) => this.store.put(content, about));
    if (personId !== null) await this.uploads.record(file.sha256, personId);
    return { ...file };
  }

  /** Whoever may store a file may have it read. It is read before it is stored, for a file that is marked secret must not be. */
  @Post('read')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'readSignedPdf',
    summary: 'Đọc số, ngày, người ký, thời điểm ký của tệp PDF (trường file); không lưu gì, không kiểm tra hiệu lực chữ ký',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody(oneFile)
  @ApiOkResponse({ standardSchema: DocumentProposal })
  async read(@Req() request: FastifyRequest): Promise<DocumentProposal> {
    const reading = await readSignedPdf(await takeUpload(request, bytesOf));
    if (!reading.ok) throw importRefused(reading, '/file');
    return reading.proposal;
  }

  @Get(':sha256')
  @Header('Cache-Control', 'private, no-cache')
  @ApiOperation({ operationId: 'downloadFile', summary: 'Tải tệp về, khi được xem nội dung có tệp đó' })
  @ApiOkResponse({ description: 'Nội dung tệp' })
  async download(
    @Param('sha256', { schema: Hash }) sha256: string,
    @Query({ schema: FileQuery }) { name }: z.output<typeof FileQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const stored = await this.store.stat(sha256);
    if (stored === null || !(await this.access.mayRead(sha256, actorOf(request)))) throw notFound();
    void reply.header('Content-Security-Policy', "default-src 'none'; sandbox");
    return new StreamableFile(await this.store.open(sha256), {
      type: stored.mediaType,
      length: stored.size,
      disposition: attachment(name ?? sha256.slice(0, 12)),
    });
  }
}
