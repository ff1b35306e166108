import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ConfirmSuccession, RecordReorganisation, reorganisationOf, successionLinesOf } from '#application';
import {
  AgencyIdText,
  CommandReply,
  ConfirmSuccessionBody,
  PastQuery,
  ReorganisationFile,
  ReorganisationSummary,
  ReorganisationView,
  SuccessionProposalLine,
} from '#contracts';
import { ReorganisationQueries, seesEverything } from '#read-models';
import { commandHeaders } from '../http/command-headers.js';
import { replyWith } from '../http/command-outcome.js';
import { forbidden, notFound } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { etagOf } from '../http/tags.js';
import { Pasts } from '../past/pasts.js';
import { actorOf } from '../session/current-actor.js';

/** Reorganisations of agencies: who takes over what. For the Office and administrators. */
@ApiTags('Sắp xếp tổ chức')
@Controller('v1/reorganisations')
export class ReorganisationsController {
  constructor(
    @Inject(ReorganisationQueries) private readonly reorganisations: ReorganisationQueries,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(Pasts) private readonly pasts: Pasts,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listReorganisations', summary: 'Các đợt sắp xếp tổ chức đã ghi nhận' })
  @ApiOkResponse({ standardSchema: z.array(ReorganisationSummary) })
  list(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<ReorganisationSummary[]> {
    assertOffice(request);
    return this.reorganisations.list();
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ operationId: 'previewReorganisation', summary: 'Xem trước ai kế thừa việc gì, không ghi gì' })
  @ApiOkResponse({ standardSchema: z.array(SuccessionProposalLine) })
  preview(
    @Body({ schema: ReorganisationFile }) body: z.output<typeof ReorganisationFile>,
    @Req() request: FastifyRequest,
  ): Promise<SuccessionProposalLine[]> {
    assertOffice(request);
    return this.reorganisations.proposal(reorganisationOf(body));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readReorganisation', summary: 'Một đợt sắp xếp và những gì các cơ quan đã kết thúc còn giữ' })
  @ApiOkResponse({ standardSchema: ReorganisationView })
  async read(
    @Param('id', { schema: AgencyIdText }) id: string,
    @Query({ schema: PastQuery }) query: z.output<typeof PastQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReorganisationView> {
    assertOffice(request);
    const past = await this.pasts.asked(query, reply);
    const found = await this.reorganisations.reorganisation(id, past);
    if (found === null) throw notFound();
    if (past === null) void reply.header('ETag', etagOf(found.version));
    return found;
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'recordReorganisation', summary: 'Ghi nhận một đợt sắp xếp tổ chức' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  async record(
    @Body({ schema: ReorganisationFile }) body: z.output<typeof ReorganisationFile>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    const { request: key } = commandHeaders(request);
    const common = { actor: actorOf(request), onBehalfOf: null, request: key };
    const outcome = await this.commands.execute(new RecordReorganisation({ ...common, reorganisation: reorganisationOf(body) }));
    return replyWith(outcome, reply);
  }

  @Post(':id/confirm-succession')
  @HttpCode(200)
  @ApiOperation({ operationId: 'confirmSuccession', summary: 'Xác nhận cơ quan kế thừa của từng dòng; hệ thống chuyển từng dòng' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CommandReply })
  async confirm(
    @Param('id', { schema: AgencyIdText }) id: string,
    @Body({ schema: ConfirmSuccessionBody }) body: z.output<typeof ConfirmSuccessionBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandReply> {
    const { request: key } = commandHeaders(request);
    const common = { actor: actorOf(request), onBehalfOf: null, request: key, reorganisationId: id };
    const outcome = await this.commands.execute(new ConfirmSuccession({ ...common, lines: successionLinesOf(body.lines) }));
    return replyWith(outcome, reply);
  }
}

const assertOffice = (request: FastifyRequest): void => {
  if (!seesEverything(actorOf(request))) throw forbidden();
};
