import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, type RawBodyRequest } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ZaloConsent, ZaloConsentUrl, ZaloPageView } from '#contracts';
import { forbidden, notFound, ProblemError } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { Public } from '../session/current-actor.js';
import { ZALO_OFFICE } from '../tokens.js';
import { administratorOf } from '../upkeep/administrator.js';
import { ForeignConsent, type ZaloOffice } from './zalo-office.js';

const EventBody = z.looseObject({ event_name: z.string().max(100), timestamp: z.coerce.string().max(20) });
const Heard = z.object({ heard: z.literal(true) }).meta({ id: 'ZaloHeard' });

const refusedConsent = (error: unknown): never => {
  if (error instanceof ForeignConsent) throw forbidden();
  if (error instanceof Error && ['NoToken', 'NoAnswer'].includes(error.name)) {
    const title =
      'Zalo chưa chấp nhận liên kết. Hãy bấm "Liên kết lại" và chấp thuận lần nữa; nếu vẫn vậy, xem lại mã ứng dụng và khóa bí mật.';
    throw new ProblemError({ status: 409, code: 'ZALO.NOT_LINKED', title, detail: error.message });
  }
  throw error;
};

@ApiTags('Quản trị')
@Controller('v1/zalo')
export class ZaloController {
  constructor(@Inject(ZALO_OFFICE) private readonly office: ZaloOffice | null) {}

  @Get()
  @ApiOperation({ operationId: 'readZalo', summary: 'Tài khoản Zalo OA: khóa truy cập, hạn mức, mẫu tin, webhook' })
  @ApiOkResponse({ standardSchema: ZaloPageView })
  async read(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<ZaloPageView> {
    administratorOf(request);
    return { account: this.office === null ? null : await this.office.view() };
  }

  @Post('consent')
  @HttpCode(200)
  @ApiOperation({ operationId: 'askZaloConsent', summary: 'Địa chỉ trang chấp thuận của Zalo' })
  @ApiOkResponse({ standardSchema: ZaloConsentUrl })
  consent(@Req() request: FastifyRequest): ZaloConsentUrl {
    const { personId } = administratorOf(request);
    if (personId === null) throw forbidden();
    return { url: this.#required().consentUrl(personId) };
  }

  @Post('link')
  @HttpCode(200)
  @ApiOperation({ operationId: 'linkZalo', summary: 'Liên kết bằng mã mà trang chấp thuận trả về' })
  @ApiOkResponse({ standardSchema: ZaloPageView })
  async link(@Body({ schema: ZaloConsent }) body: z.output<typeof ZaloConsent>, @Req() request: FastifyRequest): Promise<ZaloPageView> {
    const { personId } = administratorOf(request);
    if (personId === null) throw forbidden();
    await this.#required().link(personId, body.code, body.state).catch(refusedConsent);
    return { account: await this.#required().view() };
  }

  @Post('resume')
  @HttpCode(204)
  @ApiOperation({ operationId: 'resumeZalo', summary: 'Gửi tiếp sau khi đã khắc phục' })
  @ApiNoContentResponse()
  async resume(@Req() request: FastifyRequest): Promise<void> {
    administratorOf(request);
    await this.#required().resume();
  }

  /** Zalo waits two seconds and comes again after anything but 200; what it tells is one small write. */
  @Public()
  @Post('webhook')
  @HttpCode(200)
  @ApiOperation({ operationId: 'hearZalo', summary: 'Zalo báo sự kiện; chữ ký được kiểm tra' })
  @ApiOkResponse({ standardSchema: Heard })
  async hear(
    @Body({ schema: EventBody }) _body: z.output<typeof EventBody>,
    @Req() request: RawBodyRequest<FastifyRequest>,
  ): Promise<z.output<typeof Heard>> {
    const raw = request.rawBody ?? Buffer.alloc(0);
    const signature = request.headers['x-zevent-signature'];
    if (!(await this.#required().told(raw, typeof signature === 'string' ? signature : undefined))) {
      throw new ProblemError({ status: 401, code: 'ZALO.BAD_SIGNATURE', title: 'Chữ ký của sự kiện không đúng.' });
    }
    return { heard: true };
  }

  #required(): ZaloOffice {
    if (this.office === null) throw notFound();
    return this.office;
  }
}
