import { Body, Controller, Get, Header, Inject, Param, Put, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AgencyIdText, EmailBody, WithoutChannelView } from '#contracts';
import type { AgencyId, PersonId } from '#domain';
import type { Actor } from '#identity';
import { seesEverything } from '#read-models';
import { forbidden, notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';
import { administratorOf } from '../upkeep/administrator.js';
import { WithoutChannelDesk } from './without-channel-desk.js';

const isAdministrator = ({ roles }: Actor): boolean => roles.includes('administrator');

const officeOf = (request: FastifyRequest): Actor => {
  const actor = actorOf(request);
  if (!seesEverything(actor)) throw forbidden();
  return actor;
};

@ApiTags('Gửi nhắc việc')
@Controller('v1/without-channel')
export class WithoutChannelController {
  constructor(@Inject(WithoutChannelDesk) private readonly desk: WithoutChannelDesk) {}

  @Get()
  @Header('Cache-Control', 'private, no-store')
  @ApiOperation({
    operationId: 'listWithoutChannel',
    summary: 'Người, cơ quan chưa có kênh nhận nhắc việc, và số lượt nhắc trong 30 ngày tới',
  })
  @ApiOkResponse({ standardSchema: WithoutChannelView })
  list(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<WithoutChannelView> {
    return this.desk.view(isAdministrator(officeOf(request)));
  }

  @Put('agencies/:id/mailbox')
  @ApiOperation({ operationId: 'enterMailbox', summary: 'Nhập hộp thư công vụ của cơ quan; dùng từ thông báo sau' })
  @ApiOkResponse({ standardSchema: WithoutChannelView })
  async enterMailbox(
    @Param('id', { schema: AgencyIdText }) id: string,
    @Body({ schema: EmailBody }) { email }: z.output<typeof EmailBody>,
    @Req() request: FastifyRequest,
  ): Promise<WithoutChannelView> {
    const actor = officeOf(request);
    if (!(await this.desk.enterMailbox(id as AgencyId, email, actor.personId))) throw notFound('Không có cơ quan này trong danh mục.');
    return this.desk.view(isAdministrator(actor));
  }

  @Put('people/:id/email')
  @ApiOperation({ operationId: 'enterEmail', summary: 'Nhập địa chỉ thư của một người; dùng từ thông báo sau' })
  @ApiOkResponse({ standardSchema: WithoutChannelView })
  async enterEmail(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: EmailBody }) { email }: z.output<typeof EmailBody>,
    @Req() request: FastifyRequest,
  ): Promise<WithoutChannelView> {
    const { personId } = administratorOf(request);
    if (!(await this.desk.enterEmail(id as PersonId, email, personId))) throw notFound('Không có người này trong danh bạ.');
    return this.desk.view(true);
  }
}
