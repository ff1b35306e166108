import { Controller, Get, Header, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { InstantText, PlainDateText, ReminderView, TaskDetail, TaskListQuery, TimelineEntry } from '#contracts';
import { endOfDay, type Instant, type PlainDate } from '#domain';
import type { Clock } from '#platform';
import { BadCursor, TaskQueries, TimelineQueries, type PastQuestion } from '#read-models';
import { invalid, notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { positionOf } from '../http/tags.js';
import { actorOf } from '../session/current-actor.js';
import { CLOCK, REMINDER_VIEWS } from '../tokens.js';
import type { ReminderViews } from '../tokens.js';
import { TaskPage } from './task-page.schema.js';

/** A position that this interface gave out, an instant, or a civil date (its end in Vietnam). */
const Moment = z.union([z.string().regex(/^p\d{1,15}$/u), InstantText, PlainDateText]);
const DetailQuery = z.strictObject({ asOf: Moment.optional(), validAt: z.union([InstantText, PlainDateText]).optional() });

const instantOf = (text: string): Instant => (text.length === 10 ? endOfDay(text as PlainDate) : (new Date(text).toISOString() as Instant));

const earlier = (left: Instant, right: Instant): Instant => (left < right ? left : right);

const questionOf = ({ asOf, validAt }: z.output<typeof DetailQuery>): PastQuestion => ({
  asOf: asOf === undefined ? null : asOf.startsWith('p') ? positionOf(asOf) : instantOf(asOf),
  validAt: validAt === undefined ? null : instantOf(validAt),
});

/** The moment that a past view's deadlines are counted for. */
const momentOf = ({ asOf, validAt }: PastQuestion, now: Instant): Instant => {
  const asked = validAt ?? (typeof asOf === 'string' ? (asOf as Instant) : now);
  return earlier(asked, now);
};

@ApiTags('Nhiệm vụ')
@Controller('v1/tasks')
export class TasksController {
  constructor(
    @Inject(TaskQueries) private readonly tasks: TaskQueries,
    @Inject(TimelineQueries) private readonly timeline: TimelineQueries,
    @Inject(REMINDER_VIEWS) private readonly reminders: ReminderViews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listTasks', summary: 'Danh sách nhiệm vụ, hoặc lượt giao với by=part' })
  @ApiOkResponse({ standardSchema: TaskPage })
  async list(@Query({ schema: TaskListQuery }) query: TaskListQuery, @Req() request: FastifyRequest): Promise<z.input<typeof TaskPage>> {
    try {
      return await this.tasks.list(query, actorOf(request));
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
    @Query({ schema: DetailQuery }) query: z.output<typeof DetailQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskDetail> {
    const question = questionOf(query);
    const now = this.clock.now();
    const isNow = question.asOf === null && question.validAt === null;
    const detail = isNow
      ? await this.tasks.detail(id, actorOf(request), now)
      : await this.tasks.detailAt(id, actorOf(request), question, momentOf(question, now));
    if (detail === null) throw notFound();
    void reply.header('ETag', detail.etag);
    return detail;
  }

  @Get(':id/history')
  @ApiOperation({ operationId: 'readTaskHistory', summary: 'Diễn biến của nhiệm vụ' })
  @ApiOkResponse({ standardSchema: z.array(TimelineEntry) })
  async history(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<TimelineEntry[]> {
    const task = await this.tasks.task(id, actorOf(request));
    if (task === null) throw notFound();
    return this.timeline.entries(task);
  }

  @Get(':id/reminders')
  @ApiOperation({ operationId: 'readTaskReminders', summary: 'Nhắc việc dự kiến, đã gửi và lý do không gửi' })
  @ApiOkResponse({ standardSchema: z.array(ReminderView) })
  async remindersOf(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<ReminderView[]> {
    const task = await this.tasks.task(id, actorOf(request));
    if (task === null) throw notFound();
    return [...(await this.reminders.ofTask(task.id))];
  }
}
