import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CaughtMailStore } from '#channels';
import { MailSummary, MailView } from '#contracts';
import { seesEverything } from '#read-models';
import { forbidden, notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';

const MailboxQuery = z.strictObject({ to: z.email().optional(), limit: z.coerce.number().int().min(1).max(500).default(200) });

/** It holds other people's links: for the Office and administrators alone. */
const assertMayRead = (request: FastifyRequest): void => {
  if (!seesEverything(actorOf(request))) throw forbidden();
};

@ApiTags('Hộp thư chạy thử')
@Controller('v1/test-mailbox')
export class MailboxController {
  constructor(@Inject(CaughtMailStore) private readonly mail: CaughtMailStore) {}

  @Get()
  @ApiOperation({ operationId: 'listTestMail', summary: 'Thư hệ thống đã gửi khi chạy thử, mới nhất trước' })
  @ApiOkResponse({ standardSchema: z.array(MailSummary) })
  async list(
    @Query({ schema: MailboxQuery }) query: z.output<typeof MailboxQuery>,
    @Req() request: FastifyRequest,
  ): Promise<MailSummary[]> {
    assertMayRead(request);
    const { to, limit } = query;
    const mails = await this.mail.list(to === undefined ? { limit } : { limit, to });
    return mails.map(({ id, from, to: recipients, subject, receivedAt }) => ({ id, from, to: [...recipients], subject, receivedAt }));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readTestMail', summary: 'Một thư' })
  @ApiOkResponse({ standardSchema: MailView })
  async read(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<MailView> {
    assertMayRead(request);
    const mail = await this.mail.get(id);
    if (mail === null) throw notFound();
    const { from, to, subject, receivedAt, html, text } = mail;
    return { id, from, to: [...to], subject, receivedAt, html, text };
  }
}
