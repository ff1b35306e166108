import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AgencyGroupView, AgencyView, AsOfQuery } from '#contracts';
import { NoQuery } from '../http/schemas.js';
import { Pasts } from '../past/pasts.js';
import { actorOf } from '../session/current-actor.js';
import { AgencyViews } from './agency-views.js';

@ApiTags('Cơ quan')
@Controller('v1/agencies')
export class AgenciesController {
  constructor(
    @Inject(AgencyViews) private readonly agencies: AgencyViews,
    @Inject(Pasts) private readonly pasts: Pasts,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listAgencies',
    summary: 'Danh mục cơ quan; người của cơ quan chỉ hiển thị cho cơ quan đó và Văn phòng, và không có trong số liệu theo asOf',
  })
  @ApiOkResponse({ standardSchema: z.array(AgencyView) })
  async list(
    @Query({ schema: AsOfQuery }) query: z.output<typeof AsOfQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgencyView[]> {
    const past = await this.pasts.asked(query, reply);
    return past === null ? this.agencies.list(actorOf(request)) : this.agencies.listAt(past);
  }

  @Get('groups')
  @ApiOperation({ operationId: 'listAgencyGroups', summary: 'Các tên gọi chung của nhiều cơ quan' })
  @ApiOkResponse({ standardSchema: z.array(AgencyGroupView) })
  groups(@Query({ schema: NoQuery }) _query: unknown): AgencyGroupView[] {
    return this.agencies.groups();
  }
}
