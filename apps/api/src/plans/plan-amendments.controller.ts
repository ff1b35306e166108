import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AmendPlan, Application, type ComparisonTerms } from '#application';
import { AmendPlanBody, CommandReply, CompareVersionsBody, PlanComparisonView } from '#contracts';
import type { AgencyId, LeadPartId, PlainDate, PlanId, TaskId } from '#domain';
import { AgencyQueries, DraftQueries, seesEverything } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { replyWith } from '../http/command-outcome.js';
import { notFound } from '../http/problem.js';
import { Id } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';
import { comparisonView } from './comparison-view.js';

const termsOf = (id: string, { draftId, effectiveOn, pairs }: z.output<typeof CompareVersionsBody>): ComparisonTerms => ({
  planId: id as PlanId,
  draftId: draftId as PlanId,
  effectiveOn: effectiveOn as PlainDate,
  pairs: pairs.map(({ row, taskId }) => ({ row, taskId: taskId as TaskId | null })),
});

@ApiTags('Văn bản giao nhiệm vụ')
@Controller('v1/plans/:id/amendments')
export class PlanAmendmentsController {
  constructor(
    @Inject(Application) private readonly application: Application,
    @Inject(AgencyQueries) private readonly agencies: AgencyQueries,
    @Inject(DraftQueries) private readonly drafts: DraftQueries,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Post('compare')
  @HttpCode(200)
  @ApiOperation({ operationId: 'compareVersions', summary: 'So sánh bản dự thảo với kế hoạch đang theo dõi và tình hình thực hiện' })
  @ApiOkResponse({ standardSchema: PlanComparisonView })
  async compare(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: CompareVersionsBody }) body: z.output<typeof CompareVersionsBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanComparisonView> {
    if (!seesEverything(actorOf(request))) throw notFound();
    const [comparison, names] = await Promise.all([this.application.compareVersions(termsOf(id, body)), this.agencies.names()]);
    if (!('plan' in comparison)) {
      replyWith(comparison, reply);
      throw notFound();
    }
    return comparisonView(comparison, body.draftId, (agency: AgencyId) => ({ id: agency, name: names.get(agency) ?? agency }));
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'amendPlan', summary: 'Áp dụng bản sửa đổi đã xác nhận từng dòng' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  async amend(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AmendPlanBody }) body: z.output<typeof AmendPlanBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    const draft = seesEverything(actorOf(request)) ? await this.drafts.draft(body.draftId) : null;
    const { basis, document, digest, choices } = body;
    const outcome = await this.commands.execute(
      new AmendPlan({
        ...termsOf(id, body),
        actor: actorOf(request),
        onBehalfOf: null,
        request: commandHeaders(request).request,
        file: draft?.file ?? null,
        basis,
        basisDocument: document === null ? null : { ...document, date: document.date as PlainDate | null },
        choices: choices.map(({ taskId, acknowledgeAgain, dues }) => ({
          taskId: taskId as TaskId,
          acknowledgeAgain,
          dues: dues.map(({ part, due }) => ({ part: part as LeadPartId, due: due as PlainDate | null })),
        })),
        digest,
      }),
    );
    return replyWith(outcome, reply);
  }
}
