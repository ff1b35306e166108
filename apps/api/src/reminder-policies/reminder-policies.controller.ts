import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Application, ChangePolicy, PoliciesOfTheLog, type PolicyChange } from '#application';
import {
  CommandReply,
  PolicyChangeBody,
  PolicyEffectsView,
  PolicyHistoryQuery,
  PolicyHistoryView,
  PolicyPreviewBody,
  PolicyWithdrawalBody,
  ReminderPolicyView,
  type PolicySettingsBody,
} from '#contracts';
import type { PlanId, PolicySettings } from '#domain';
import { seesEverything } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { problemOfRefusal, replyWith } from '../http/command-outcome.js';
import { forbidden } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';
import { PolicyHistories } from './policy-histories.js';
import { PolicyPreviews } from './policy-previews.js';
import { viewOf } from './policy-views.js';

/** The schema has given ids their shape. */
const settingsOf = (body: PolicySettingsBody): PolicySettings => body as unknown as PolicySettings;
const planOf = (id: string | null): PlanId | null => id as PlanId | null;

const assertOffice = (request: FastifyRequest): void => {
  if (!seesEverything(actorOf(request))) throw forbidden();
};

type Adoption = Extract<PolicyChange, { type: 'AdoptPolicy' }>['data'];
/** It is asked for when the change is confirmed, after its effects were shown. */
const BASIS_TO_COME = '…';

@ApiTags('Chính sách nhắc việc')
@Controller('v1/reminder-policies')
export class ReminderPoliciesController {
  constructor(
    @Inject(PoliciesOfTheLog) private readonly policies: PoliciesOfTheLog,
    @Inject(PolicyPreviews) private readonly previews: PolicyPreviews,
    @Inject(PolicyHistories) private readonly histories: PolicyHistories,
    @Inject(Application) private readonly application: Application,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listReminderPolicies', summary: 'Chính sách nhắc việc chung, và của những kế hoạch có chính sách riêng' })
  @ApiOkResponse({ standardSchema: z.array(ReminderPolicyView) })
  async list(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<ReminderPolicyView[]> {
    assertOffice(request);
    const book = await this.policies.book();
    return [null, ...book.plans].map((plan) => viewOf(book, plan));
  }

  @Get('history')
  @ApiOperation({ operationId: 'readReminderPolicyHistory', summary: 'Các lần thay đổi chính sách: ai, lúc nào, căn cứ, trước và sau' })
  @ApiOkResponse({ standardSchema: PolicyHistoryView })
  history(
    @Query({ schema: PolicyHistoryQuery }) { plan }: z.output<typeof PolicyHistoryQuery>,
    @Req() request: FastifyRequest,
  ): Promise<PolicyHistoryView> {
    assertOffice(request);
    return this.histories.of(planOf(plan ?? null));
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ operationId: 'previewReminderPolicy', summary: 'Những gì sẽ đổi trong 30 ngày tới nếu áp dụng chính sách này' })
  @ApiOkResponse({ standardSchema: PolicyEffectsView })
  async preview(
    @Body({ schema: PolicyPreviewBody }) { planId, settings }: z.output<typeof PolicyPreviewBody>,
    @Req() request: FastifyRequest,
  ): Promise<PolicyEffectsView> {
    assertOffice(request);
    const wanted = { planId: planOf(planId), settings: settingsOf(settings) };
    await this.refuseWhatAdoptionRefuses(wanted, request);
    return this.previews.of(wanted.planId, wanted.settings);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'adoptReminderPolicy', summary: 'Áp dụng chính sách nhắc việc, chung hoặc cho một kế hoạch' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  adopt(
    @Body({ schema: PolicyChangeBody }) { planId, settings, basis, seenVersion }: z.output<typeof PolicyChangeBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    const change: PolicyChange = { type: 'AdoptPolicy', data: { planId: planOf(planId), settings: settingsOf(settings), basis } };
    return this.order(change, seenVersion, request, reply);
  }

  @Post('withdraw')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawReminderPolicy', summary: 'Bỏ chính sách riêng của một kế hoạch, trở về chính sách chung' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  withdraw(
    @Body({ schema: PolicyWithdrawalBody }) { planId, basis, seenVersion }: z.output<typeof PolicyWithdrawalBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    return this.order({ type: 'WithdrawPolicy', data: { planId: planId as PlanId, basis } }, seenVersion, request, reply);
  }

  /** Nobody is shown the effects of a policy that could not be adopted. */
  private async refuseWhatAdoptionRefuses(wanted: Pick<Adoption, 'planId' | 'settings'>, request: FastifyRequest): Promise<void> {
    const change: PolicyChange = { type: 'AdoptPolicy', data: { ...wanted, basis: BASIS_TO_COME } };
    const input = { actor: actorOf(request), onBehalfOf: null, request: null, change, seenVersion: null };
    const refusal = await this.application.tryPolicy(new ChangePolicy(input));
    if (refusal !== null) throw problemOfRefusal(refusal);
  }

  private async order(
    change: PolicyChange,
    seenVersion: number | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<CommandReply> {
    const { request: key } = commandHeaders(request);
    const outcome = await this.commands.execute(
      new ChangePolicy({ actor: actorOf(request), onBehalfOf: null, request: key, change, seenVersion }),
    );
    return replyWith(outcome, reply);
  }
}
