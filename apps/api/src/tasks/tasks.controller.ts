import { Controller, Get, Header, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AsOfQuery, PastQuery, ReminderView, TaskDetail, TaskListQuery, TimelineEntry } from '#contracts';
import type { Clock } from '#platform';
import { BadCursor, TaskQueries, TimelineQueries } from '#read-models';
import { invalid, notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { Pasts } from '../past/pasts.js';
import { actorOf } from '../session/current-actor.js';
import { CLOCK, REMINDER_VIEWS } from '../tokens.js';
import type { ReminderViews } from '../tokens.js';
import { mayOrder } from './reminder-orders.controller.js';
import { TaskPage } from './task-page.schema.js';

@ApiTags('Nhiệm vụ')
@Controller('v1/tasks')
export class TasksController {
  constructor(
    @Inject(TaskQueries) private readonly tasks: TaskQueries,
    @Inject(TimelineQueries) private readonly timeline: TimelineQueries,
    @Inject(REMINDER_VIEWS) private readonly reminders: ReminderViews,
    @Inject(Pasts) private readonly pasts: Pasts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listTasks', summary: 'Danh sách nhiệm vụ, hoặc lượt giao với by=part' })
  @ApiOkResponse({ standardSchema: TaskPage })
  async list(
    @Query({ schema: TaskListQuery }) query: TaskListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.input<typeof TaskPage>> {
    const past = await this.pasts.asked(query, reply);
    try {
      return await this.tasks.list(query, actorOf(request), past);
    } catch (error) {
      if (error instanceof BadCursor) throw invalid([{ pointer: '/cursor', message: 'Con trỏ trang không thuộc danh sách này.' }]);
      throw error;
    }
  }

  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'readTask', summary: 'Một nhiệm vụ; asOf: theo thời điểm ghi nhận, validAt: theo thời điểm có hiệu lực' })
  @ApiOkResponse({ standardSchema: TaskDetail })
  async read(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PastQuery }) query: PastQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskDetail> {
    const past = await this.pasts.asked(query, reply);
    const detail =
      past === null
        ? await this.tasks.detail(id, actorOf(request), this.clock.now())
        : await this.tasks.detailAt(id, actorOf(request), past);
    if (detail === null) throw notFound();
    void reply.header('ETag', detail.etag);
    return detail;
  }

  @Get(':id/history')
  @ApiOperation({ operationId: 'readTaskHistory', summary: 'Diễn biến của nhiệm vụ' })
  @ApiOkResponse({ standardSchema: z.array(TimelineEntry) })
  async history(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: AsOfQuery }) query: z.output<typeof AsOfQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TimelineEntry[]> {
    const task = await this.tasks.task(id, actorOf(request));
    if (task === null) throw notFound();
    return this.timeline.entries(task.id, await this.pasts.asked(query, reply));
  }

  @Get(':id/reminders')
  @ApiOperation({ operationId: 'readTaskReminders', summary: 'Nhắc việc dự kiến, đã gửi và lý do không gửi' })
  @ApiOkResponse({ standardSchema: z.array(ReminderView) })
  async remindersOf(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<ReminderView[]> {
    const actor = actorOf(request);
    const task = await this.tasks.task(id, actor);
    if (task === null) throw notFound();
    return [...(await this.reminders.ofTask(task.id, (target) => mayOrder(actor, task, target)))];
  }
}
