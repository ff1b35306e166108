import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DocumentProposal, FileRefBody, FileStates } from '#contracts';
import { bytesOf, FileUploads, ScanStates, type FileStore } from '#files';
import { readSignedPdf } from '#plan-import';
import { attachment } from '../http/attachment.js';
import { Hash } from '../http/schemas.js';
import { notFound, ProblemError } from '../http/problem.js';
import { importRefused } from '../plans/import-refusal.js';
import { actorOf } from '../session/current-actor.js';
import { FILE_STORE } from '../tokens.js';
import { FileAccess } from './file-access.js';
import { takeUpload } from './uploaded-file.js';

/** The name it was given where it is referred to; content alone has none. */
const FileQuery = z.strictObject({ name: z.string().min(1).max(255).optional() });

/** Hashes, one behind the other. */
const StatesQuery = z.strictObject({
  of: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(Hash).max(50)),
});

const quarantined = (state: 'scanning' | 'infected'): ProblemError =>
  state === 'scanning'
    ? new ProblemError({
        status: 409,
        code: 'FILE.SCANNING',
        title: 'Tệp đang chờ quét mã độc nên chưa tải về được; đề nghị thử lại sau ít phút.',
        retryAfter: 5,
      })
    : new ProblemError({ status: 409, code: 'FILE.INFECTED', title: 'Phát hiện mã độc trong tệp nên không cho tải về.' });

const oneFile = { schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } };

@ApiTags('Tệp')
@Controller('v1/files')
export class FilesController {
  constructor(
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(FileUploads) private readonly uploads: FileUploads,
    @Inject(FileAccess) private readonly access: FileAccess,
    @Inject(ScanStates) private readonly scans: ScanStates,
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

  @Get('states')
  @Header('Cache-Control', 'private, no-store')
  @ApiOperation({ operationId: 'readFileStates', summary: 'Kết quả quét mã độc của các tệp (of: mã băm, cách nhau bằng dấu phẩy)' })
  @ApiOkResponse({ standardSchema: FileStates })
  async states(@Query({ schema: StatesQuery }) { of }: z.output<typeof StatesQuery>, @Req() request: FastifyRequest): Promise<FileStates> {
    const states = await this.access.statesOf(of, actorOf(request));
    return { items: [...states].map(([sha256, state]) => ({ sha256, state })) };
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
    const state = await this.scans.of([sha256]).then((states) => states.get(sha256));
    if (state === 'scanning' || state === 'infected') throw quarantined(state);
    void reply.header('Content-Security-Policy', "default-src 'none'; sandbox");
    return new StreamableFile(await this.store.open(sha256), {
      type: stored.mediaType,
      length: stored.size,
      disposition: attachment(name ?? sha256.slice(0, 12)),
    });
  }
}
