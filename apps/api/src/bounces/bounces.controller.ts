import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { BounceTaken } from '#contracts';
import { takeBounce } from '#recipients';
import { invalid } from '../http/problem.js';
import { Public } from '../session/current-actor.js';
import { POOL } from '../tokens.js';
import { BounceMessage, MESSAGE_TYPES } from './bounce-message.js';
import { MailGatewayGuard } from './mail-gateway.guard.js';

/** Reports of mail that could not be delivered, from mail gateways that hand them over by HTTP. */
@ApiTags('Quản trị')
@Controller('v1/mail/bounces')
export class BouncesController {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  /** The same report twice is one. */
  @Public()
  @UseGuards(MailGatewayGuard)
  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'takeBounce', summary: 'Máy chủ thư chuyển vào thông báo thư không gửi được (RFC 3464)' })
  @ApiConsumes(...MESSAGE_TYPES)
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ standardSchema: BounceTaken })
  async take(@Body({ schema: BounceMessage }) raw: Buffer): Promise<BounceTaken> {
    const { outcome, ...taken } = await takeBounce(this.pool, raw);
    if (outcome === 'unreadable' || outcome === 'not-a-report') {
      const message = 'Không phải thông báo thư không gửi được theo RFC 3464 (multipart/report; report-type=delivery-status).';
      throw invalid([{ pointer: '', message }], 'BOUNCE.NOT_A_REPORT');
    }
    return { outcome, ...taken };
  }
}
