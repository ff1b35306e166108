import { Body, Controller, Get, Inject, Put, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { MyRemindersView, ReminderWishesChange } from '#contracts';
import { NoQuery } from '../http/schemas.js';
import { personOf } from '../session/current-actor.js';
import { MyReminders } from './my-reminders.js';

/** Each for themselves. */
@ApiTags('Phiên làm việc')
@Controller('v1/me/reminders')
export class MyRemindersController {
  constructor(@Inject(MyReminders) private readonly reminders: MyReminders) {}

  @Get()
  @ApiOperation({ operationId: 'readMyReminders', summary: 'Thời gian nhận thư nhắc của người đang đăng nhập' })
  @ApiOkResponse({ standardSchema: MyRemindersView })
  async read(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<MyRemindersView> {
    return this.reminders.of(personOf(request));
  }

  @Put()
  @ApiOperation({ operationId: 'changeMyReminders', summary: 'Chọn giờ nhận thư, các lần nhắc sớm không cần nhận' })
  @ApiOkResponse({ standardSchema: MyRemindersView })
  async change(
    @Body({ schema: ReminderWishesChange }) { seenVersion, ...wishes }: z.output<typeof ReminderWishesChange>,
    @Req() request: FastifyRequest,
  ): Promise<MyRemindersView> {
    return this.reminders.change(personOf(request), wishes, seenVersion);
  }
}
