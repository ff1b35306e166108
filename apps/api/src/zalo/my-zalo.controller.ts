import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { zaloPhone } from '#channels';
import { MyZaloView, ZaloCode, ZaloRegistration } from '#contracts';
import { ZaloLinks } from '#identity';
import { ProblemError } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { personOf } from '../session/current-actor.js';
import { ZALO_OFFICE } from '../tokens.js';
import type { ZaloOffice } from './zalo-office.js';

/** Each for themselves: the work phone, the consent, and taking it back. */
@ApiTags('Phiên làm việc')
@Controller('v1/me/zalo')
export class MyZaloController {
  constructor(
    @Inject(ZaloLinks) private readonly links: ZaloLinks,
    @Inject(ZALO_OFFICE) private readonly office: ZaloOffice | null,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'readMyZalo', summary: 'Đăng ký nhận tin nhắc việc qua Zalo của người đang đăng nhập' })
  @ApiOkResponse({ standardSchema: MyZaloView })
  async read(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<MyZaloView> {
    return { isOffered: this.office !== null, ...(await this.links.of(personOf(request))) };
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'registerMyZalo', summary: 'Đăng ký số điện thoại công vụ, đồng ý nhận tin' })
  @ApiOkResponse({ standardSchema: MyZaloView })
  async register(
    @Body({ schema: ZaloRegistration }) { phone }: z.output<typeof ZaloRegistration>,
    @Req() request: FastifyRequest,
  ): Promise<MyZaloView> {
    const number = zaloPhone(phone);
    if (number === null) {
      const title = `"${phone}" không phải số di động Việt Nam; cần 10 chữ số bắt đầu bằng 0, ví dụ 0912345678.`;
      throw new ProblemError({ status: 422, code: 'ZALO.BAD_PHONE', title, errors: [{ pointer: '/phone', message: title }] });
    }
    await this.links.register(personOf(request), number);
    return this.read({}, request);
  }

  @Delete()
  @ApiOperation({ operationId: 'revokeMyZalo', summary: 'Thôi nhận tin qua Zalo' })
  @ApiOkResponse({ standardSchema: MyZaloView })
  async revoke(@Req() request: FastifyRequest): Promise<MyZaloView> {
    await this.links.revoke(personOf(request));
    return this.read({}, request);
  }

  @Post('code')
  @HttpCode(200)
  @ApiOperation({ operationId: 'askZaloCode', summary: 'Mã để nhắn cho tài khoản OA, nối Zalo của người dùng' })
  @ApiOkResponse({ standardSchema: ZaloCode })
  code(@Req() request: FastifyRequest): Promise<ZaloCode> {
    return this.links.newCode(personOf(request));
  }
}
