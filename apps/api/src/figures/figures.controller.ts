import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FigureLinesQuery, FigureLineView, FiguresQuery, FiguresView } from '#contracts';
import { addDays, plainDate, type PlainDate } from '#domain';
import { FiguresQueries, type CurrentDay, type FiguresMoments } from '#read-models';
import { invalid } from '../http/problem.js';
import { Pasts } from '../past/pasts.js';
import { actorOf } from '../session/current-actor.js';
import { CURRENT_DAY } from '../tokens.js';

type Asked = Pick<FiguresQuery, 'from' | 'to' | 'asOf'>;

const firstOfYear = (date: PlainDate): PlainDate => plainDate(`${date.slice(0, 4)}-01-01`);

@ApiTags('Số liệu')
@Controller('v1/figures')
export class FiguresController {
  constructor(
    @Inject(FiguresQueries) private readonly queries: FiguresQueries,
    @Inject(Pasts) private readonly pasts: Pasts,
    @Inject(CURRENT_DAY) private readonly currentDay: CurrentDay,
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
