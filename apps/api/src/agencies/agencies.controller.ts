import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ActOnAgency, ChangeAgencyGroup, groupChangeOf } from '#application';
import {
  AgencyGroupView,
  AgencyIdText,
  AgencyView,
  AsOf,
  ChangeAgencyGroupBody,
  CommandReply,
  DissolveAgencyBody,
  PlainDateText,
  RegisterAgencyBody,
  RenameAgencyBody,
  SucceedAgencyBody,
} from '#contracts';
import { plainDate, type AgencyId } from '#domain';
import { commandHeaders } from '../http/command-headers.js';
import { replyWith } from '../http/command-outcome.js';
import { NoQuery } from '../http/schemas.js';
import { Pasts } from '../past/pasts.js';
import { actorOf } from '../session/current-actor.js';
import { AgencyViews } from './agency-views.js';

/** `on`: the directory of that day, by what is known now; `asOf`: by what was known then. */
const AgenciesQuery = z.strictObject({ asOf: AsOf.optional(), on: PlainDateText.optional() });

@ApiTags('Cơ quan')
@Controller('v1/agencies')
export class AgenciesController {
  constructor(
    @Inject(AgencyViews) private readonly agencies: AgencyViews,
    @Inject(Pasts) private readonly pasts: Pasts,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listAgencies',
    summary: 'Danh mục cơ quan; người của cơ quan chỉ hiển thị cho cơ quan đó và Văn phòng, và không có trong số liệu theo asOf',
  })
  @ApiOkResponse({ standardSchema: z.array(AgencyView) })
  async list(
    @Query({ schema: AgenciesQuery }) { on, ...query }: z.output<typeof AgenciesQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgencyView[]> {
    const past = await this.pasts.asked(query, reply);
    const day = on === undefined ? null : plainDate(on);
    return past === null ? this.agencies.list(actorOf(request), day) : this.agencies.listAt(past);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'registerAgency', summary: 'Đưa một cơ quan vào danh mục' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  register(
    @Body({ schema: RegisterAgencyBody }) body: z.output<typeof RegisterAgencyBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act(body.id, 'RegisterAgency', body, request, reply);
  }

  @Post(':id/rename')
  @HttpCode(200)
  @ApiOperation({ operationId: 'renameAgency', summary: 'Đổi tên cơ quan từ một ngày; tên cũ vẫn đứng ở các việc trước ngày đó' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  rename(
    @Param('id', { schema: AgencyIdText }) id: string,
    @Body({ schema: RenameAgencyBody }) body: z.output<typeof RenameAgencyBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act(id, 'RenameAgency', body, request, reply);
  }

  @Post(':id/dissolve')
  @HttpCode(200)
  @ApiOperation({ operationId: 'dissolveAgency', summary: 'Kết thúc hoạt động của cơ quan, không có cơ quan kế thừa' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  dissolve(
    @Param('id', { schema: AgencyIdText }) id: string,
    @Body({ schema: DissolveAgencyBody }) body: z.output<typeof DissolveAgencyBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act(id, 'DissolveAgency', body, request, reply);
  }

  @Post(':id/succeed')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'succeedAgency',
    summary: 'Ghi nhận cơ quan kế thừa (thay thế, hợp nhất, chia tách); việc đang giữ chuyển riêng',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  succeed(
    @Param('id', { schema: AgencyIdText }) id: string,
    @Body({ schema: SucceedAgencyBody }) body: z.output<typeof SucceedAgencyBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act(id, 'SucceedAgency', body, request, reply);
  }

  @Post('groups/:id/change')
  @HttpCode(200)
  @ApiOperation({ operationId: 'changeAgencyGroup', summary: 'Thay đổi tên gọi, thành viên của nhóm cơ quan từ một ngày' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  async changeGroup(
    @Param('id', { schema: AgencyIdText }) id: string,
    @Body({ schema: ChangeAgencyGroupBody }) body: z.output<typeof ChangeAgencyGroupBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    const change = groupChangeOf({ group: id, ...body });
    const { request: key } = commandHeaders(request);
    const outcome = await this.commands.execute(new ChangeAgencyGroup({ actor: actorOf(request), onBehalfOf: null, request: key, change }));
    return replyWith(outcome, reply);
  }

  @Get('groups')
  @ApiOperation({ operationId: 'listAgencyGroups', summary: 'Các tên gọi chung của nhiều cơ quan' })
  @ApiOkResponse({ standardSchema: z.array(AgencyGroupView) })
  groups(@Query({ schema: NoQuery }) _query: unknown): Promise<AgencyGroupView[]> {
    return this.agencies.groups();
  }

  private async act(
    id: string,
    type: ActOnAgency['input']['type'],
    data: Readonly<Record<string, unknown>>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<CommandReply> {
    const { request: key } = commandHeaders(request);
    const common = { actor: actorOf(request), onBehalfOf: null, request: key };
    const outcome = await this.commands.execute(new ActOnAgency({ ...common, agencyId: id as AgencyId, type, data }));
    return replyWith(outcome, reply);
  }
}
