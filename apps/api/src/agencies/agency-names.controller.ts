import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ForgetAgencyName } from '#application';
import { CommandReply, ForgetNameBody, RememberedNameView } from '#contracts';
import { AgencyNameQueries, seesEverything } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { replyWith } from '../http/command-outcome.js';
import { forbidden } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';

@ApiTags('Cơ quan')
@Controller('v1/agency-names')
export class AgencyNamesController {
  constructor(
    @Inject(AgencyNameQueries) private readonly names: AgencyNameQueries,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listAgencyNames', summary: 'Tên gọi đã ghi nhớ từ các lần rà soát' })
  @ApiOkResponse({ standardSchema: z.array(RememberedNameView) })
  async list(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<RememberedNameView[]> {
    if (!seesEverything(actorOf(request))) throw forbidden();
    return this.names.list();
  }

  @Post('forget')
  @HttpCode(200)
  @ApiOperation({ operationId: 'forgetAgencyName', summary: 'Bỏ một tên gọi đã ghi nhớ' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  async forget(
    @Body({ schema: ForgetNameBody }) { name }: z.output<typeof ForgetNameBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    const { request: key } = commandHeaders(request);
    const outcome = await this.commands.execute(new ForgetAgencyName({ actor: actorOf(request), onBehalfOf: null, request: key, name }));
    return replyWith(outcome, reply);
  }
}
