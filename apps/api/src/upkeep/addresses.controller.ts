import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AddressBody, RefusedAddressView } from '#contracts';
import { RefusedAddresses } from '#identity';
import { NoQuery } from '../http/schemas.js';
import { administratorOf } from './administrator.js';

@ApiTags('Quản trị')
@Controller('v1/refused-addresses')
export class AddressesController {
  constructor(@Inject(RefusedAddresses) private readonly addresses: RefusedAddresses) {}

  @Get()
  @ApiOperation({
    operationId: 'listRefusedAddresses',
    summary: 'Địa chỉ thư, số điện thoại bị từ chối hẳn: không gửi đến nữa cho đến khi sửa',
  })
  @ApiOkResponse({ standardSchema: z.array(RefusedAddressView) })
  async list(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<RefusedAddressView[]> {
    administratorOf(request);
    return (await this.addresses.list()).map((one) => ({ ...one, people: [...one.people], agencies: [...one.agencies] }));
  }

  @Post('clear')
  @HttpCode(204)
  @ApiOperation({ operationId: 'clearRefusedAddress', summary: 'Địa chỉ đã dùng được: gửi lại từ thông báo sau' })
  @ApiNoContentResponse()
  async clear(@Body({ schema: AddressBody }) { address }: z.output<typeof AddressBody>, @Req() request: FastifyRequest): Promise<void> {
    administratorOf(request);
    await this.addresses.clear(address);
  }
}
