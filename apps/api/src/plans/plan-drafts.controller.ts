import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CloseDraft, type CommandOutcome, CorrectPlanDraft, EnterPlan, TurnCorrection } from '#application';
import {
  CloseDraftBody,
  CommandReply,
  EnterPlanBody,
  EntryPreview,
  EntryPreviewQuery,
  PatchDraftBody,
  PlanDraftSummary,
  PlanDraftView,
  SourceDocument,
  TurnCorrectionBody,
} from '#contracts';
import type { AgencyId, PlainDate, PlanId } from '#domain';
import { DraftQueries, seesEverything } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { replyWith } from '../http/command-outcome.js';
import { forbidden, notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { etagOf } from '../http/tags.js';
import { actorOf } from '../session/current-actor.js';
import { EntryPreviews } from './entry-previews.js';
import { PlanFiles } from './plan-files.js';
import { PlanUploads } from './plan-uploads.js';

/** Drafts are the Office's: nobody else sees them. */
const assertOffice = (request: FastifyRequest): void => {
  if (!seesEverything(actorOf(request))) throw forbidden();
};

/** `amends`: the followed plan of which the file is a new version. */
const DraftQuery = z.strictObject({ amends: z.uuid().optional() });

/** What every command of a review has in common. */
const reviewing = (id: string, request: FastifyRequest) => ({
  ...commandHeaders(request),
  actor: actorOf(request),
  onBehalfOf: null,
  planId: id as PlanId,
});

@ApiTags('Dự thảo nhập kế hoạch')
@Controller('v1/plan-drafts')
export class PlanDraftsController {
  constructor(
    @Inject(DraftQueries) private readonly drafts: DraftQueries,
    @Inject(PlanUploads) private readonly uploads: PlanUploads,
    @Inject(PlanFiles) private readonly files: PlanFiles,
    @Inject(EntryPreviews) private readonly previews: EntryPreviews,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ operationId: 'draftPlan', summary: 'Đọc tệp phụ lục thành bản dự thảo (trường file)' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiCreatedResponse({ standardSchema: PlanDraftView })
  async draft(
    @Query({ schema: DraftQuery }) { amends }: z.output<typeof DraftQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDraftView> {
    assertOffice(request);
    const { id } = replyWith(await this.uploads.draft(request, amends ?? null), reply);
    return this.view(id, reply);
  }

  @Get()
  @ApiOperation({ operationId: 'listPlanDrafts', summary: 'Các bản dự thảo đang rà soát' })
  @ApiOkResponse({ standardSchema: z.array(PlanDraftSummary) })
  async list(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<PlanDraftSummary[]> {
    assertOffice(request);
    return this.drafts.open();
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

  @Get(':id/source')
  @ApiOperation({ operationId: 'readPlanSource', summary: 'Văn bản nguồn của bản dự thảo: các bảng và dòng như trong tệp' })
  @ApiOkResponse({ standardSchema: SourceDocument })
  async source(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<SourceDocument> {
    const draft = seesEverything(actorOf(request)) ? await this.drafts.draft(id) : null;
    if (draft === null) throw notFound();
    return this.files.source(draft.file);
  }

  @Get(':id/preview')
  @ApiOperation({ operationId: 'previewEntry', summary: 'Ai sẽ được giao việc gì, nếu đưa bản dự thảo vào theo dõi' })
  @ApiOkResponse({ standardSchema: EntryPreview })
  async preview(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: EntryPreviewQuery }) { effectiveOn, assigningAuthority }: z.output<typeof EntryPreviewQuery>,
    @Req() request: FastifyRequest,
  ): Promise<EntryPreview> {
    if (!seesEverything(actorOf(request))) throw notFound();
    const terms = { planId: id as PlanId, effectiveOn: effectiveOn as PlainDate, assigningAuthority: assigningAuthority as AgencyId };
    const preview = await this.previews.preview(terms);
    if (preview === null) throw notFound();
    return preview;
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'correctPlanDraft',
    summary: 'Sửa bản dự thảo theo con trỏ JSON; một lần gửi là một lần sửa, hoàn tác được',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiHeader({ name: 'If-Match', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: PlanDraftView })
  async correct(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PatchDraftBody }) { corrections, seen }: z.output<typeof PatchDraftBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDraftView> {
    const edits = corrections.map((each) => ({ value: null, ...each }));
    return this.reviewed(id, new CorrectPlanDraft({ ...reviewing(id, request), edits, seen }), reply);
  }

  @Post(':id/undo')
  @HttpCode(200)
  @ApiOperation({ operationId: 'undoCorrection', summary: 'Hoàn tác một lần sửa; không nêu thì là lần sửa mới nhất' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiHeader({ name: 'If-Match', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: PlanDraftView })
  async undo(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: TurnCorrectionBody }) { correction }: z.output<typeof TurnCorrectionBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDraftView> {
    return this.reviewed(id, new TurnCorrection({ ...reviewing(id, request), type: 'UndoCorrection', correction }), reply);
  }

  @Post(':id/redo')
  @HttpCode(200)
  @ApiOperation({ operationId: 'redoCorrection', summary: 'Làm lại một lần sửa đã hoàn tác; không nêu thì là lần vừa hoàn tác' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiHeader({ name: 'If-Match', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: PlanDraftView })
  async redo(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: TurnCorrectionBody }) { correction }: z.output<typeof TurnCorrectionBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDraftView> {
    return this.reviewed(id, new TurnCorrection({ ...reviewing(id, request), type: 'RedoCorrection', correction }), reply);
  }

  @Post(':id/close')
  @HttpCode(200)
  @ApiOperation({ operationId: 'closePlanDraft', summary: 'Bỏ bản dự thảo' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiHeader({ name: 'If-Match', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: PlanDraftView })
  async close(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: CloseDraftBody }) { reason }: z.output<typeof CloseDraftBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDraftView> {
    return this.reviewed(id, new CloseDraft({ ...reviewing(id, request), reason }), reply);
  }

  @Post(':id/enter')
  @HttpCode(200)
  @ApiOperation({ operationId: 'enterPlan', summary: 'Đưa kế hoạch vào theo dõi' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiHeader({ name: 'If-Match', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  async enter(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: EnterPlanBody }) { effectiveOn, assigningAuthority }: z.output<typeof EnterPlanBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    const outcome = await this.commands.execute(
      new EnterPlan({
        ...reviewing(id, request),
        effectiveOn: (effectiveOn as PlainDate | undefined) ?? null,
        assigningAuthority: assigningAuthority as AgencyId,
      }),
    );
    return replyWith(outcome, reply);
  }

  private async reviewed(id: string, command: Command<CommandOutcome>, reply: FastifyReply): Promise<PlanDraftView> {
    replyWith(await this.commands.execute(command), reply);
    return this.view(id, reply);
  }

  private async view(id: string, reply: FastifyReply): Promise<PlanDraftView> {
    const draft = await this.drafts.draft(id);
    if (draft === null) throw notFound();
    void reply.header('ETag', etagOf(draft.version));
    return draft;
  }
}
