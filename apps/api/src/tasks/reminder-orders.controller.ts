import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { HoldReminderBody, LiftHoldBody, ReminderOrderReply, ResendReminderBody, SendReminderNowBody, type ReminderView } from '#contracts';
import { endOfDay, plainDate, type Task } from '#domain';
import type { Actor } from '#identity';
import { seesEverything, TaskQueries } from '#read-models';
import { refusalInWords, type Ordering, type OrderOutcome, type OrderRefusal, type ReminderOrders } from '#reminders';
import { commandHeaders } from '../http/command-headers.js';
import { forbidden, notFound, ProblemError } from '../http/problem.js';
import { Id } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';
import { REMINDER_ORDERS } from '../tokens.js';

const IDEMPOTENCY = { name: 'Idempotency-Key', required: false, schema: { type: 'string' } } as const;

type Target = ReminderView['target'];

/** The Office and the administrator; of a single reminder the officer too who follows the task: a letter may tell of other tasks. */
export const mayOrder = (actor: Actor, task: Pick<Task, 'followUp'>, target: Target): boolean =>
  actor.personId !== null && target !== null && (seesEverything(actor) || ('planKey' in target && task.followUp === actor.personId));

const statusOf = (code: OrderRefusal): number => (code === 'REQUEST.KEY_REUSED' ? 422 : code === 'REMINDER.NOT_FOUND' ? 404 : 409);

const replyOf = (outcome: OrderOutcome): ReminderOrderReply => {
  if (outcome.ok) return { id: outcome.id, delivery: outcome.delivery };
  throw new ProblemError({ status: statusOf(outcome.code), code: outcome.code, title: refusalInWords(outcome) });
};

/** Holding a reminder back, letting it go, sending it now, sending a letter again: each with its reason, on the page of a task. */
@ApiTags('Nhắc việc')
@Controller('v1/tasks/:id/reminders')
export class ReminderOrdersController {
  constructor(
    @Inject(REMINDER_ORDERS) private readonly orders: ReminderOrders,
    @Inject(TaskQueries) private readonly tasks: TaskQueries,
  ) {}

  @Post('hold')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'holdReminder',
    summary: 'Giữ lại một nhắc việc đến hết một ngày: từ ngày dự kiến gửi, tối đa 30 ngày sau đó',
  })
  @ApiHeader(IDEMPOTENCY)
  @ApiOkResponse({ standardSchema: ReminderOrderReply })
  async hold(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: HoldReminderBody }) { target, until, reason }: z.output<typeof HoldReminderBody>,
    @Req() request: FastifyRequest,
  ): Promise<ReminderOrderReply> {
    return replyOf(await this.orders.hold(target, endOfDay(plainDate(until)), await this.ordering(id, target, reason, request)));
  }

  @Post('lift')
  @HttpCode(200)
  @ApiOperation({ operationId: 'liftHold', summary: 'Thôi giữ lại một nhắc việc' })
  @ApiHeader(IDEMPOTENCY)
  @ApiOkResponse({ standardSchema: ReminderOrderReply })
  async lift(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: LiftHoldBody }) { hold, reason }: z.output<typeof LiftHoldBody>,
    @Req() request: FastifyRequest,
  ): Promise<ReminderOrderReply> {
    return replyOf(await this.orders.lift(hold, await this.ordering(id, { planKey: '' }, reason, request)));
  }

  @Post('send-now')
  @HttpCode(200)
  @ApiOperation({ operationId: 'sendReminderNow', summary: 'Gửi ngay một nhắc việc chưa đến giờ gửi' })
  @ApiHeader(IDEMPOTENCY)
  @ApiOkResponse({ standardSchema: ReminderOrderReply })
  async sendNow(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SendReminderNowBody }) { target, reason }: z.output<typeof SendReminderNowBody>,
    @Req() request: FastifyRequest,
  ): Promise<ReminderOrderReply> {
    return replyOf(await this.orders.sendNow(target, await this.ordering(id, target, reason, request)));
  }

  @Post('resend')
  @HttpCode(200)
  @ApiOperation({ operationId: 'resendReminder', summary: 'Gửi lại thư bị từ chối hoặc chưa rõ đã đến hay chưa' })
  @ApiHeader(IDEMPOTENCY)
  @ApiOkResponse({ standardSchema: ReminderOrderReply })
  async resend(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ResendReminderBody }) { delivery, reason }: z.output<typeof ResendReminderBody>,
    @Req() request: FastifyRequest,
  ): Promise<ReminderOrderReply> {
    return replyOf(await this.orders.resend(delivery, await this.ordering(id, { delivery }, reason, request)));
  }

  /** Whose word it is; what one may not see is not there. */
  private async ordering(id: string, target: Target, reason: string, request: FastifyRequest): Promise<Ordering> {
    const actor = actorOf(request);
    const task = await this.tasks.task(id, actor);
    if (task === null) throw notFound();
    if (!mayOrder(actor, task, target) || actor.personId === null) throw forbidden();
    return { taskId: task.id, person: actor.personId, reason, request: commandHeaders(request).request };
  }
}
