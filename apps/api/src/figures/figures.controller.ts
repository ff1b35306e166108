import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FigureLinesQuery, FigureLineView, FiguresQuery, FiguresView, HeldTimeQuery, HeldTimeView } from '#contracts';
import { addDays, endOfDay, plainDate, type PlainDate } from '#domain';
import type { Clock } from '#platform';
import { FiguresQueries, type CurrentDay, type FiguresMoments } from '#read-models';
import { invalid } from '../http/problem.js';
import { Pasts } from '../past/pasts.js';
import { actorOf } from '../session/current-actor.js';
import { CLOCK, CURRENT_DAY } from '../tokens.js';

type Asked = Pick<FiguresQuery, 'from' | 'to' | 'asOf'>;

const firstOfYear = (date: PlainDate): PlainDate => plainDate(`${date.slice(0, 4)}-01-01`);

@ApiTags('Số liệu')
@Controller('v1/figures')
export class FiguresController {
  constructor(
    @Inject(FiguresQueries) private readonly queries: FiguresQueries,
    @Inject(Pasts) private readonly pasts: Pasts,
    @Inject(CURRENT_DAY) private readonly currentDay: CurrentDay,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'readFigures',
    summary: 'Số liệu lượt giao của một kỳ, tính đến ngày cuối kỳ; theo cơ quan, kế hoạch hoặc nhiệm vụ',
  })
  @ApiOkResponse({ standardSchema: FiguresView })
  async figures(
    @Query({ schema: FiguresQuery }) query: FiguresQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FiguresView> {
    return this.queries.figures(query, await this.moments(query, reply), actorOf(request));
  }

  @Get('lines')
  @ApiOperation({ operationId: 'listFigureLines', summary: 'Các lượt giao mà một con số đếm' })
  @ApiOkResponse({ standardSchema: z.array(FigureLineView) })
  async lines(
    @Query({ schema: FigureLinesQuery }) query: FigureLinesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FigureLineView[]> {
    return this.queries.lines(query, await this.moments(query, reply), actorOf(request));
  }

  @Get('held-time')
  @ApiOperation({ operationId: 'readHeldTime', summary: 'Thời gian xử lý tại từng cơ quan trong một kỳ, cộng qua mọi lượt giao' })
  @ApiOkResponse({ standardSchema: HeldTimeView })
  async heldTime(
    @Query({ schema: HeldTimeQuery }) query: z.output<typeof HeldTimeQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HeldTimeView> {
    const moments = await this.moments(query, reply);
    const [now, end] = [this.clock.now(), endOfDay(moments.period.to)];
    return this.queries.heldTime(query, moments, end < now ? end : now, actorOf(request));
  }

  /** A period that ends today is read from the tables of now, unless the question is what was known at some time. */
  private async moments({ from, to, asOf }: Asked, reply: FastifyReply): Promise<FiguresMoments> {
    const { date: today } = await this.currentDay.today();
    const last = to === undefined ? today : plainDate(to);
    const first = from === undefined ? firstOfYear(last) : plainDate(from);
    if (first > last) throw invalid([{ pointer: '/from', message: 'Ngày đầu kỳ phải không sau ngày cuối kỳ.' }]);
    const known = asOf === undefined ? {} : { asOf };
    const at = last === today && asOf === undefined ? null : await this.pasts.asked({ ...known, validAt: last }, reply);
    const before = await this.pasts.asked({ ...known, validAt: addDays(first, -1) }, reply);
    if (before === null) throw new Error('A civil day is a past');
    return { period: { from: first, to: last }, before, at };
  }
}
