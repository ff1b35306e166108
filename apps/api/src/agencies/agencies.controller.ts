import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AgencyGroupView, AgencyView } from '#contracts';
import { NoQuery } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';
import { AgencyViews } from './agency-views.js';

@ApiTags('Cơ quan')
@Controller('v1/agencies')
export class AgenciesController {
  constructor(@Inject(AgencyViews) private readonly agencies: AgencyViews) {}

  @Get()
  @ApiOperation({ operationId: 'listAgencies', summary: 'Danh mục cơ quan; người của cơ quan chỉ hiển thị cho cơ quan đó và Văn phòng' })
  @ApiOkResponse({ standardSchema: z.array(AgencyView) })
  async list(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<AgencyView[]> {
    return this.agencies.list(actorOf(request));
  }

  @Get('groups')
  @ApiOperation({ operationId: 'listAgencyGroups', summary: 'Các tên gọi chung của nhiều cơ quan' })
  @ApiOkResponse({ standardSchema: z.array(AgencyGroupView) })
  groups(@Query({ schema: NoQuery }) _query: unknown): AgencyGroupView[] {
    return this.agencies.groups();
  }
}
