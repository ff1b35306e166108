import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RemarkOnTask } from '#application';
import { AsOfQuery, CommandReply, remarkBodies, RemarksView } from '#contracts';
import type { AgencyId, RemarkCommand, TaskId } from '#domain';
import { RemarkQueries, TaskQueries } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { replyWith } from '../http/command-outcome.js';
import { notFound } from '../http/problem.js';
import { Id } from '../http/schemas.js';
import { Pasts } from '../past/pasts.js';
import { actorOf } from '../session/current-actor.js';

const KEY = { name: 'Idempotency-Key', required: false, schema: { type: 'string' } } as const;
const RemarkNumber = z.coerce.number().int().positive();
type Bodies = typeof remarkBodies;

/** Ý kiến chỉ đạo, trao đổi about one task, for those who may see it. */
@ApiTags('Ý kiến')
@Controller('v1/tasks/:id/remarks')
export class RemarksController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(RemarkQueries) private readonly remarks: RemarkQueries,
    @Inject(TaskQueries) private readonly tasks: TaskQueries,
    @Inject(Pasts) private readonly pasts: Pasts,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'listRemarks', summary: 'Ý kiến chỉ đạo và trao đổi về nhiệm vụ; asOf: theo thời điểm ghi nhận' })
  @ApiOkResponse({ standardSchema: RemarksView })
  async list(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: AsOfQuery }) query: z.output<typeof AsOfQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RemarksView> {
    const reader = actorOf(request);
    const task = await this.tasks.task(id, reader);
    if (task === null) throw notFound();
    return this.remarks.ofTask(task, reader, await this.pasts.asked(query, reply));
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'addRemark', summary: 'Cho ý kiến chỉ đạo, hoặc trao đổi' })
  @ApiOkResponse({ standardSchema: CommandReply })
  @ApiHeader(KEY)
  add(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: remarkBodies.add }) body: z.output<Bodies['add']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act('AddRemark', id, body, request, reply);
  }

  @Post(':number/edit')
  @HttpCode(200)
  @ApiOperation({ operationId: 'editRemark', summary: 'Sửa ý kiến của mình; nội dung trước khi sửa vẫn xem được' })
  @ApiOkResponse({ standardSchema: CommandReply })
  @ApiHeader(KEY)
  edit(
    @Param('id', { schema: Id }) id: string,
    @Param('number', { schema: RemarkNumber }) remark: number,
    @Body({ schema: remarkBodies.edit }) body: z.output<Bodies['edit']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act('EditRemark', id, { ...body, remark }, request, reply);
  }

  @Post(':number/remove')
  @HttpCode(200)
  @ApiOperation({ operationId: 'removeRemark', summary: 'Gỡ ý kiến; người gỡ, thời điểm và lý do được giữ lại' })
  @ApiOkResponse({ standardSchema: CommandReply })
  @ApiHeader(KEY)
  remove(
    @Param('id', { schema: Id }) id: string,
    @Param('number', { schema: RemarkNumber }) remark: number,
    @Body({ schema: remarkBodies.remove }) body: z.output<Bodies['remove']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act('RemoveRemark', id, { ...body, remark }, request, reply);
  }

  @Post(':number/see')
  @HttpCode(200)
  @ApiOperation({ operationId: 'seeRemark', summary: 'Cơ quan nhận, hoặc Văn phòng, đã xem ý kiến' })
  @ApiOkResponse({ standardSchema: CommandReply })
  @ApiHeader(KEY)
  see(
    @Param('id', { schema: Id }) id: string,
    @Param('number', { schema: RemarkNumber }) remark: number,
    @Body({ schema: remarkBodies.see }) body: z.output<Bodies['see']>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.act('SeeRemark', id, { ...body, remark }, request, reply);
  }

  private async act(
    type: RemarkCommand['type'],
    id: string,
    body: { readonly onBehalfOf?: string | undefined; readonly remark?: number },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<CommandReply> {
    const { onBehalfOf, ...data } = body;
    const outcome = await this.commands.execute(
      new RemarkOnTask({
        actor: actorOf(request),
        onBehalfOf: (onBehalfOf as AgencyId | undefined) ?? null,
        request: commandHeaders(request).request,
        taskId: id as TaskId,
        type,
        data,
      }),
    );
    return replyWith(outcome, reply);
  }
}
