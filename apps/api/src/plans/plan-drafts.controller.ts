import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CorrectPlanDraft, EnterPlan } from '#application';
import { CommandReply, EnterPlanBody, PatchDraftBody, PlanDraftView } from '#contracts';
import type { AgencyId, PlainDate, PlanId } from '#domain';
import { PlanQueries, seesEverything } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { replyWith } from '../http/command-outcome.js';
import { forbidden, notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { etagOf } from '../http/tags.js';
import { actorOf } from '../session/current-actor.js';
import { PlanUploads } from './plan-uploads.js';

/** Drafts are the Office's: nobody else sees them. */
const assertOffice = (request: FastifyRequest): void => {
  if (!seesEverything(actorOf(request))) throw forbidden();
};

@ApiTags('Dự thảo nhập kế hoạch')
@Controller('v1/plan-drafts')
export class PlanDraftsController {
  constructor(
    @Inject(PlanQueries) private readonly plans: PlanQueries,
    @Inject(PlanUploads) private readonly uploads: PlanUploads,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ operationId: 'draftPlan', summary: 'Đọc tệp phụ lục thành bản dự thảo (trường file)' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiCreatedResponse({ standardSchema: PlanDraftView })
  async draft(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<PlanDraftView> {
    assertOffice(request);
    const { id } = replyWith(await this.uploads.draft(request), reply);
    return this.view(id, reply);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readPlanDraft', summary: 'Một bản dự thảo' })
  @ApiOkResponse({ standardSchema: PlanDraftView })
  async read(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDraftView> {
    if (!seesEverything(actorOf(request))) throw notFound();
    return this.view(id, reply);
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'correctPlanDraft', summary: 'Sửa bản dự thảo theo con trỏ JSON' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiHeader({ name: 'If-Match', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: PlanDraftView })
  async correct(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PatchDraftBody }) { corrections }: z.output<typeof PatchDraftBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDraftView> {
    const { request: key, seenVersion } = commandHeaders(request);
    const actor = actorOf(request);
    const planId = id as PlanId;
    const outcome = await this.commands.execute(
      new CorrectPlanDraft({ actor, onBehalfOf: null, request: key, planId, corrections, seenVersion }),
    );
    replyWith(outcome, reply);
    return this.view(id, reply);
  }

  @Post(':id/enter')
  @HttpCode(200)
  @ApiOperation({ operationId: 'enterPlan', summary: 'Đưa kế hoạch vào theo dõi' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  async enter(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: EnterPlanBody }) { effectiveOn, assigningAuthority }: z.output<typeof EnterPlanBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    const outcome = await this.commands.execute(
      new EnterPlan({
        actor: actorOf(request),
        onBehalfOf: null,
        request: commandHeaders(request).request,
        planId: id as PlanId,
        effectiveOn: (effectiveOn as PlainDate | undefined) ?? null,
        assigningAuthority: assigningAuthority as AgencyId,
      }),
    );
    return replyWith(outcome, reply);
  }

  private async view(id: string, reply: FastifyReply): Promise<PlanDraftView> {
    const draft = await this.plans.draft(id);
    if (draft === null) throw notFound();
    void reply.header('ETag', etagOf(draft.version));
    return draft;
  }
}
