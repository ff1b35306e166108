import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ErasureBody, ErasureView, NameSearch, PersonalDataFound } from '#contracts';
import { Erasures } from '#personal-data';
import { notFound } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { administratorOf } from './administrator.js';

@ApiTags('Quản trị')
@Controller('v1/erasures')
export class ErasuresController {
  constructor(@Inject(Erasures) private readonly erasures: Erasures) {}

  @Get()
  @ApiOperation({ operationId: 'listErasures', summary: 'Các lần xóa dữ liệu cá nhân theo yêu cầu, mới nhất trước' })
  @ApiOkResponse({ standardSchema: z.array(ErasureView) })
  async list(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<ErasureView[]> {
    administratorOf(request);
    return [...(await this.erasures.list())];
  }

  /** A search by post: a name does not belong into addresses and their logs. */
  @Post('search')
  @HttpCode(200)
  @ApiOperation({ operationId: 'findPersonalData', summary: 'Tìm một người trong danh bạ và trong các văn bản đã ghi' })
  @ApiOkResponse({ standardSchema: PersonalDataFound })
  async search(
    @Body({ schema: NameSearch }) { name }: z.output<typeof NameSearch>,
    @Req() request: FastifyRequest,
  ): Promise<PersonalDataFound> {
    administratorOf(request);
    const [people, names] = await Promise.all([this.erasures.findPeople(name), this.erasures.findNames(name)]);
    return { people: [...people], names: [...names] };
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ operationId: 'erasePersonalData', summary: 'Xóa dữ liệu cá nhân theo yêu cầu; không khôi phục được' })
  @ApiCreatedResponse({ standardSchema: ErasureView })
  async erase(@Body({ schema: ErasureBody }) body: z.output<typeof ErasureBody>, @Req() request: FastifyRequest): Promise<ErasureView> {
    const administrator = administratorOf(request);
    const erased = await this.erasures.erase({ ...body, by: administrator.personId ?? 'system' });
    if (erased === null) throw notFound('Không có dữ liệu nào dưới các mã này, hoặc đã xóa từ trước.');
    return { ...erased };
  }
}
