import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ActOnIndicator } from '#application';
import { CommandReply, indicatorCommandBodies as bodies, indicatorCommandOfVerb, type IndicatorVerb } from '#contracts';
import type { AgencyId, IndicatorId } from '#domain';
import { commandHeaders } from '../http/command-headers.js';
import { replyWith } from '../http/command-outcome.js';
import { Id } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';

const KEY = { name: 'Idempotency-Key', required: false, schema: { type: 'string' } } as const;

/** What the Office, and for a correction the following agency, says of an indicator. */
@ApiTags('Chỉ tiêu')
@Controller('v1/indicators')
export class IndicatorCommandsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post(':id/confirm-measurement')
  @HttpCode(200)
  @ApiOperation({ operationId: 'confirmMeasurement', summary: 'Xác nhận một số liệu đã kiểm tra với nguồn' })
  @ApiOkResponse({ standardSchema: CommandReply })
  @ApiHeader(KEY)
  confirmMeasurement(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: bodies['confirm-measurement'] }) body: z.output<(typeof bodies)['confirm-measurement']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act('confirm-measurement', id, body, request, reply);
  }

  @Post(':id/correct-measurement')
  @HttpCode(200)
  @ApiOperation({ operationId: 'correctMeasurement', summary: 'Đính chính một số liệu; câu trả lời nêu mọi con số thay đổi theo' })
  @ApiOkResponse({ standardSchema: CommandReply })
  @ApiHeader(KEY)
  correctMeasurement(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: bodies['correct-measurement'] }) body: z.output<(typeof bodies)['correct-measurement']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act('correct-measurement', id, body, request, reply);
  }

  @Post(':id/link-task')
  @HttpCode(200)
  @ApiOperation({ operationId: 'linkTaskToIndicator', summary: 'Gắn một nhiệm vụ tác động đến chỉ tiêu' })
  @ApiOkResponse({ standardSchema: CommandReply })
  @ApiHeader(KEY)
  linkTaskToIndicator(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: bodies['link-task'] }) body: z.output<(typeof bodies)['link-task']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act('link-task', id, body, request, reply);
  }

  @Post(':id/unlink-task')
  @HttpCode(200)
  @ApiOperation({ operationId: 'unlinkTaskFromIndicator', summary: 'Bỏ gắn một nhiệm vụ' })
  @ApiOkResponse({ standardSchema: CommandReply })
  @ApiHeader(KEY)
  unlinkTaskFromIndicator(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: bodies['unlink-task'] }) body: z.output<(typeof bodies)['unlink-task']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act('unlink-task', id, body, request, reply);
  }

  @Post(':id/rebase')
  @HttpCode(200)
  @ApiOperation({ operationId: 'rebaseIndicator', summary: 'Thay mục tiêu của chỉ tiêu đã bị vượt qua, theo văn bản' })
  @ApiOkResponse({ standardSchema: CommandReply })
  @ApiHeader(KEY)
  rebaseIndicator(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: bodies.rebase }) body: z.output<(typeof bodies)['rebase']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act('rebase', id, body, request, reply);
  }

  @Post(':id/close')
  @HttpCode(200)
  @ApiOperation({ operationId: 'closeIndicator', summary: 'Kết thúc theo dõi chỉ tiêu đã bị vượt qua, nêu căn cứ' })
  @ApiOkResponse({ standardSchema: CommandReply })
  @ApiHeader(KEY)
  closeIndicator(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: bodies.close }) body: z.output<(typeof bodies)['close']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act('close', id, body, request, reply);
  }

  private async act(
    verb: IndicatorVerb,
    id: string,
    body: { readonly onBehalfOf?: string | undefined },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<CommandReply> {
    const { onBehalfOf, ...data } = body;
    const outcome = await this.commands.execute(
      new ActOnIndicator({
        actor: actorOf(request),
        onBehalfOf: (onBehalfOf as AgencyId | undefined) ?? null,
        request: commandHeaders(request).request,
        indicatorId: id as IndicatorId,
        type: indicatorCommandOfVerb[verb],
        data,
      }),
    );
    return replyWith(outcome, reply);
  }
}
