import { Controller, Get, Header, Inject, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ComingDays, ComingLetter, ComingLetterQuery, ComingMessages, ComingQuery } from '#contracts';
import { plainDate } from '#domain';
import { forbidden, notFound } from '../http/problem.js';
import { actorOf } from '../session/current-actor.js';
import { ComingLetters } from './coming-letters.js';
import { ComingMessageList } from './coming-messages.js';

@ApiTags('Nhắc việc')
@Controller('v1/reminders/coming')
export class ComingRemindersController {
  constructor(
    @Inject(ComingLetters) private readonly letters: ComingLetters,
    @Inject(ComingMessageList) private readonly messages: ComingMessageList,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'listComingReminders', summary: 'Thư dự kiến gửi trong 07 ngày tới, theo ngày và người nhận' })
  @ApiOkResponse({ standardSchema: ComingDays })
  async list(@Query({ schema: ComingQuery }) query: z.output<typeof ComingQuery>, @Req() request: FastifyRequest): Promise<ComingDays> {
    const found = await this.letters.list(query, actorOf(request));
    if (found === null) throw forbidden();
    return found;
  }

  @Get('messages')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'listComingMessages', summary: 'Tin Zalo dự kiến gửi trong 07 ngày tới: ai, lúc nào, nội dung, vì sao chờ' })
  @ApiOkResponse({ standardSchema: ComingMessages })
  async listMessages(
    @Query({ schema: ComingQuery }) query: z.output<typeof ComingQuery>,
    @Req() request: FastifyRequest,
  ): Promise<ComingMessages> {
    const found = await this.messages.list(query, actorOf(request));
    if (found === null) throw forbidden();
    return found;
  }

  @Get('letter')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'readComingReminder', summary: 'Một thư dự kiến gửi: đúng như sẽ gửi, và lý do gửi từng dòng' })
  @ApiOkResponse({ standardSchema: ComingLetter })
  async read(
    @Query({ schema: ComingLetterQuery }) { day, recipient }: z.output<typeof ComingLetterQuery>,
    @Req() request: FastifyRequest,
  ): Promise<ComingLetter> {
    const letter = await this.letters.letter(plainDate(day), recipient, actorOf(request));
    if (letter === null) throw notFound();
    return letter;
  }
}
