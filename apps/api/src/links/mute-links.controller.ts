import { Controller, Get, Header, HttpCode, Inject, Ip, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MuteLinkView, OneClickBody } from '#contracts';
import { fieldErrorsOf } from '../http/field-errors.js';
import { invalid } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { Public } from '../session/current-actor.js';
import { MuteDesk } from './mute-desk.js';

const Token = z.string().regex(/^[\w-]{50,190}$/u);

/** Links by which a mail's reader does without mails of its kind. Reading shows, posting acts. */
@ApiTags('Phiên làm việc')
@Controller('v1/mute-links')
export class MuteLinksController {
  constructor(@Inject(MuteDesk) private readonly desk: MuteDesk) {}

  @Public()
  @Get(':token')
  @Header('Cache-Control', 'no-store')
  @Header('Referrer-Policy', 'no-referrer')
  @ApiOperation({ operationId: 'readMuteLink', summary: 'Liên kết trong thư sẽ tắt những lần nhắc nào; không tắt gì cả' })
  @ApiOkResponse({ standardSchema: MuteLinkView })
  async read(
    @Param('token', { schema: Token }) token: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Ip() address: string,
  ): Promise<MuteLinkView> {
    return this.desk.read(token, address);
  }

  @Public()
  @Post(':token')
  @HttpCode(200)
  @ApiOperation({ operationId: 'muteByLink', summary: 'Tắt các lần nhắc mà liên kết trong thư nêu' })
  @ApiOkResponse({ standardSchema: MuteLinkView })
  async mute(@Param('token', { schema: Token }) token: string, @Ip() address: string): Promise<MuteLinkView> {
    return this.desk.mute(token, address);
  }
}

/** The fields of a form, however it was sent; a file is none of them. */
const fieldsOf = async (request: FastifyRequest): Promise<unknown> => {
  if (!request.isMultipart()) return request.body;
  const fields: Record<string, unknown> = {};
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = part.value;
    else part.file.resume();
  }
  return fields;
};

const oneClickForm = {
  required: true,
  schema: { type: 'object', required: ['List-Unsubscribe'], properties: { 'List-Unsubscribe': { type: 'string', enum: ['One-Click'] } } },
};

/** The address in a mail's `List-Unsubscribe`: a browser that opens it gets the web app's page, a mail provider posts to it. */
@ApiTags('Phiên làm việc')
@Controller('tat-nhac')
export class OneClickController {
  constructor(@Inject(MuteDesk) private readonly desk: MuteDesk) {}

  @Public()
  @Post(':token')
  @HttpCode(200)
  @ApiOperation({ operationId: 'muteByOneClick', summary: 'Máy chủ thư tắt thay người nhận bằng một lần bấm (RFC 8058)' })
  @ApiConsumes('application/x-www-form-urlencoded', 'multipart/form-data')
  @ApiBody(oneClickForm)
  @ApiOkResponse({ standardSchema: MuteLinkView })
  async mute(
    @Param('token', { schema: Token }) token: string,
    @Ip() address: string,
    @Req() request: FastifyRequest,
  ): Promise<MuteLinkView> {
    const body = OneClickBody.safeParse(await fieldsOf(request));
    if (!body.success) throw invalid(fieldErrorsOf(body.error.issues));
    return this.desk.mute(token, address);
  }
}
