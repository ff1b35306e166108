import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { InstantText, NewStandInBody, PlainDateText, StandInsView, StandInView } from '#contracts';
import { plainDate, type AgencyId, type PersonId } from '#domain';
import { Id, NoQuery } from '../http/schemas.js';
import { actorOf, personOf } from '../session/current-actor.js';
import { StandInDesk } from './stand-in-desk.js';

const StoodQuery = z.strictObject({ on: PlainDateText, asOf: InstantText });

@ApiTags('Nhắc việc')
@Controller('v1/stand-ins')
export class StandInsController {
  constructor(@Inject(StandInDesk) private readonly desk: StandInDesk) {}

  @Get()
  @ApiOperation({ operationId: 'listStandIns', summary: 'Người nhận thay thông báo: của cơ quan mình; Văn phòng và quản trị thấy tất cả' })
  @ApiOkResponse({ standardSchema: StandInsView })
  async list(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<StandInsView> {
    return this.desk.view(actorOf(request));
  }

  @Get('stood')
  @ApiOperation({ operationId: 'listStandInsAsOf', summary: 'Ai nhận thay ai trong một ngày, theo điều đã biết ở một thời điểm' })
  @ApiOkResponse({ standardSchema: z.array(StandInView) })
  async stood(
    @Query({ schema: StoodQuery }) { on, asOf }: z.output<typeof StoodQuery>,
    @Req() request: FastifyRequest,
  ): Promise<StandInView[]> {
    return this.desk.stoodAt(actorOf(request), plainDate(on), asOf);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'nameStandIn',
    summary: 'Cử người nhận thay trong thời gian vắng mặt: cho mình; văn thư, lãnh đạo cơ quan và quản trị cử được cho người khác',
  })
  @ApiOkResponse({ standardSchema: StandInsView })
  async name(
    @Body({ schema: NewStandInBody }) body: z.output<typeof NewStandInBody>,
    @Req() request: FastifyRequest,
  ): Promise<StandInsView> {
    return this.desk.name(actorOf(request), personOf(request), {
      ...{ reason: body.reason, getsCopy: body.getsCopy, from: plainDate(body.from), to: plainDate(body.to) },
      ...{ agency: body.agency as AgencyId, absent: body.absent as PersonId, receiver: body.receiver as PersonId },
    });
  }

  @Post(':id/end')
  @HttpCode(200)
  @ApiOperation({ operationId: 'endStandIn', summary: 'Kết thúc việc nhận thay trước thời hạn' })
  @ApiOkResponse({ standardSchema: StandInsView })
  async end(@Param('id', { schema: Id }) id: string, @Req() request: FastifyRequest): Promise<StandInsView> {
    return this.desk.end(actorOf(request), personOf(request), id);
  }
}
