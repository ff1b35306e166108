import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CommandReply, EnterLetterBody, PlanDraft, ReadLetterBody } from '#contracts';
import { seesEverything } from '#read-models';
import { replyWith } from '../http/command-outcome.js';
import { forbidden } from '../http/problem.js';
import { actorOf } from '../session/current-actor.js';
import { Letters } from './letters.js';

/** Quick entry: what a letter or a meeting's conclusion gives to whom, without an appendix. For the Office. */
@ApiTags('Nhập nhanh')
@Controller('v1/letters')
export class LettersController {
  constructor(@Inject(Letters) private readonly letters: Letters) {}

  @Post('read')
  @HttpCode(200)
  @ApiOperation({ operationId: 'readLetter', summary: 'Đọc đoạn văn bản giao việc: đề xuất cơ quan, thời hạn, số văn bản; không lưu gì' })
  @ApiOkResponse({ standardSchema: PlanDraft })
  async read(
    @Body({ schema: ReadLetterBody }) { text }: z.output<typeof ReadLetterBody>,
    @Req() request: FastifyRequest,
  ): Promise<PlanDraft> {
    if (!seesEverything(actorOf(request))) throw forbidden();
    return this.letters.read(text);
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ operationId: 'enterLetter', summary: 'Đưa nhiệm vụ của một văn bản, một kết luận cuộc họp vào theo dõi' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiCreatedResponse({ standardSchema: CommandReply })
  async enter(
    @Body({ schema: EnterLetterBody }) body: EnterLetterBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    if (!seesEverything(actorOf(request))) throw forbidden();
    return replyWith(await this.letters.enter(body, request), reply);
  }
}
