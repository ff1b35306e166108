import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CalendarOfTheLog, ChangeCalendar, type CalendarChange } from '#application';
import { CalendarChangeBody, CalendarDayBody, CalendarEffectsView, CalendarView, CalendarYearBody, CommandReply } from '#contracts';
import { plainDate, type DueMove } from '#domain';
import { seesEverything } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { replyWith } from '../http/command-outcome.js';
import { forbidden } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';
import { CalendarPreviews } from './calendar-previews.js';

const changeOf = ({ date, kind, occasion, basis, moves }: z.output<typeof CalendarChangeBody>): CalendarChange => {
  // The schema has given ids and dates their shape.
  const common = { date: plainDate(date), basis, moves: moves as unknown as readonly DueMove[] };
  return kind === 'weekly'
    ? { type: 'RevokeCalendarDay', data: common }
    : { type: 'DeclareCalendarDay', data: { ...common, kind, occasion } };
};

@ApiTags('Lịch làm việc')
@Controller('v1/calendar')
export class CalendarController {
  constructor(
    @Inject(CalendarOfTheLog) private readonly calendar: CalendarOfTheLog,
    @Inject(CalendarPreviews) private readonly previews: CalendarPreviews,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getCalendar', summary: 'Lịch làm việc: ngày nghỉ, ngày làm bù và căn cứ' })
  @ApiOkResponse({ standardSchema: CalendarView })
  async get(@Query({ schema: NoQuery }) _query: unknown): Promise<CalendarView> {
    const { version, days, publishedYears } = await this.calendar.calendar();
    return {
      version,
      publishedYears: [...publishedYears],
      days: [...days.values()].sort((one, other) => (one.date < other.date ? -1 : 1)),
    };
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ operationId: 'previewCalendarDay', summary: 'Thời hạn và thông báo nhắc việc bị ảnh hưởng khi thay đổi một ngày' })
  @ApiOkResponse({ standardSchema: CalendarEffectsView })
  async preview(
    @Body({ schema: CalendarDayBody }) body: z.output<typeof CalendarDayBody>,
    @Req() request: FastifyRequest,
  ): Promise<CalendarEffectsView> {
    if (!seesEverything(actorOf(request))) throw forbidden();
    return this.previews.of(body);
  }

  @Post('days')
  @HttpCode(200)
  @ApiOperation({ operationId: 'changeCalendarDay', summary: 'Công bố ngày nghỉ, ngày làm bù, hoặc bỏ một ngày đã công bố' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  change(
    @Body({ schema: CalendarChangeBody }) body: z.output<typeof CalendarChangeBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.order(changeOf(body), body.seenVersion, request, reply);
  }

  @Post('published-years')
  @HttpCode(200)
  @ApiOperation({ operationId: 'publishCalendarYear', summary: 'Ghi nhận ngày nghỉ của một năm đã công bố đủ' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  publish(
    @Body({ schema: CalendarYearBody }) data: z.output<typeof CalendarYearBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.order({ type: 'PublishCalendarYear', data }, null, request, reply);
  }

  private async order(
    change: CalendarChange,
    seenVersion: number | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<CommandReply> {
    const { request: key } = commandHeaders(request);
    const outcome = await this.commands.execute(
      new ChangeCalendar({ actor: actorOf(request), onBehalfOf: null, request: key, change, seenVersion }),
    );
    return replyWith(outcome, reply);
  }
}
