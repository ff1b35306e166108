import { Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import { z } from 'zod';
import { AnchorView } from '#contracts';
import { type AnchorMaker, fingerprintOf, LogNotSound, makeAnchor, newestAnchors, type SignedAnchor } from '#evidence';
import { ProblemError } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { ANCHOR_MAKER, POOL } from '../tokens.js';
import { administratorOf } from './administrator.js';

const SHOWN = 100;

const viewOf = (signed: SignedAnchor): AnchorView => ({ ...signed, keyMark: fingerprintOf(signed.publicKey) });

@ApiTags('Quản trị')
@Controller('v1/anchors')
export class AnchorsController {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(ANCHOR_MAKER) private readonly maker: AnchorMaker,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listAnchors', summary: 'Các mốc đối chiếu của nhật ký, mới nhất trước' })
  @ApiOkResponse({ standardSchema: z.array(AnchorView) })
  async list(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<AnchorView[]> {
    administratorOf(request);
    return (await newestAnchors(this.pool, SHOWN)).map(viewOf);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'makeAnchor', summary: 'Lập mốc đối chiếu ngay; khi không có gì mới thì trả về mốc mới nhất' })
  @ApiOkResponse({ standardSchema: AnchorView })
  async make(@Req() request: FastifyRequest): Promise<AnchorView> {
    administratorOf(request);
    const made = await makeAnchor(this.maker).catch(refuseUnsound);
    if (made === null)
      throw new ProblemError({ status: 409, code: 'LOG.EMPTY', title: 'Nhật ký còn trống, chưa có gì để lập mốc đối chiếu.' });
    return viewOf(made.signed);
  }
}

const refuseUnsound = (error: unknown): never => {
  if (error instanceof LogNotSound) throw new ProblemError({ status: 409, code: 'LOG.NOT_SOUND', title: error.message, cause: error });
  throw error;
};
