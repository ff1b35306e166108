import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ActOnReport } from '#application';
import {
  AnswerObjectionBody,
  CommandReply,
  ConfirmLinesBody,
  ConfirmReportBody,
  LockReportBody,
  ObjectToLinesBody,
  TakeCutOffBody,
  WithdrawCutOffBody,
} from '#contracts';
import { plainDate, type AgencyId } from '#domain';
import { seesEverything } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { replyWith } from '../http/command-outcome.js';
import { forbidden } from '../http/problem.js';
import { actorOf } from '../session/current-actor.js';
import { CutOffs } from './cut-offs.js';

const Id = z.uuid();
type Order = ActOnReport['input']['order'];

interface Asked {
  readonly id: string;
  readonly order: Order;
  readonly onBehalfOf?: string | undefined;
}

const key = { name: 'Idempotency-Key', required: false, schema: { type: 'string' } } as const;

/** Closing the figures of a period, step by step. */
@ApiTags('Chốt số liệu')
@Controller('v1/reports')
export class ReportCommandsController {
  constructor(
    @Inject(CutOffs) private readonly cutOffs: CutOffs,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'takeCutOff', summary: 'Chốt số liệu của một kỳ và gửi các cơ quan đối chiếu' })
  @ApiHeader(key)
  @ApiOkResponse({ standardSchema: CommandReply })
  async take(
    @Body({ schema: TakeCutOffBody }) body: z.output<typeof TakeCutOffBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    // Whoever may not close a period does not have it counted either.
    if (!seesEverything(actorOf(request))) throw forbidden();
    return this.send(await this.cutOffs.order(body), request, reply);
  }

  @Post(':id/withdraw-cut-off')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawCutOff', summary: 'Thu hồi lần chốt số liệu, trước khi khóa' })
  @ApiHeader(key)
  @ApiOkResponse({ standardSchema: CommandReply })
  withdraw(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: WithdrawCutOffBody }) data: z.output<typeof WithdrawCutOffBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.send({ id, order: { type: 'WithdrawCutOff', data } }, request, reply);
  }

  @Post(':id/confirm-lines')
  @HttpCode(200)
  @ApiOperation({ operationId: 'confirmLines', summary: 'Cơ quan xác nhận số liệu về lượt giao của mình' })
  @ApiHeader(key)
  @ApiOkResponse({ standardSchema: CommandReply })
  confirmLines(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ConfirmLinesBody }) { cutOff, onBehalfOf }: z.output<typeof ConfirmLinesBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.send({ id, order: { type: 'ConfirmLines', data: { cutOff } }, onBehalfOf }, request, reply);
  }

  @Post(':id/object-to-lines')
  @HttpCode(200)
  @ApiOperation({ operationId: 'objectToLines', summary: 'Cơ quan đề nghị điều chỉnh số liệu, từng lượt giao kèm lý do' })
  @ApiHeader(key)
  @ApiOkResponse({ standardSchema: CommandReply })
  object(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ObjectToLinesBody }) { cutOff, objections, onBehalfOf }: z.output<typeof ObjectToLinesBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.send({ id, order: { type: 'ObjectToLines', data: { cutOff, objections } }, onBehalfOf }, request, reply);
  }

  @Post(':id/answer-objection')
  @HttpCode(200)
  @ApiOperation({ operationId: 'answerObjection', summary: 'Văn phòng trả lời đề nghị điều chỉnh số liệu' })
  @ApiHeader(key)
  @ApiOkResponse({ standardSchema: CommandReply })
  answer(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AnswerObjectionBody }) data: z.output<typeof AnswerObjectionBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.send({ id, order: { type: 'AnswerObjection', data } }, request, reply);
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @ApiOperation({ operationId: 'confirmReport', summary: 'Người đứng đầu Văn phòng xác nhận số liệu, hoặc ghi nhận văn bản xác nhận' })
  @ApiHeader(key)
  @ApiOkResponse({ standardSchema: CommandReply })
  confirm(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ConfirmReportBody }) { cutOff, document }: z.output<typeof ConfirmReportBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    const dated = document === null ? null : { number: document.number, date: document.date === null ? null : plainDate(document.date) };
    return this.send({ id, order: { type: 'ConfirmReport', data: { cutOff, document: dated } } }, request, reply);
  }

  @Post(':id/lock')
  @HttpCode(200)
  @ApiOperation({ operationId: 'lockReport', summary: 'Khóa số liệu của kỳ; từ đó không thay đổi nữa' })
  @ApiHeader(key)
  @ApiOkResponse({ standardSchema: CommandReply })
  lock(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: LockReportBody }) data: z.output<typeof LockReportBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.send({ id, order: { type: 'LockReport', data } }, request, reply);
  }

  private async send({ id, order, onBehalfOf }: Asked, request: FastifyRequest, reply: FastifyReply): Promise<CommandReply> {
    const outcome = await this.commands.execute(
      new ActOnReport({
        actor: actorOf(request),
        onBehalfOf: (onBehalfOf ?? null) as AgencyId | null,
        request: commandHeaders(request).request,
        reportId: id,
        order,
      }),
    );
    return replyWith(outcome, reply);
  }
}
