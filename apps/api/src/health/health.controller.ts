import { Controller, Get, Header, HttpStatus, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Registry } from 'prom-client';
import { NoQuery } from '../http/schemas.js';
import { Public } from '../session/current-actor.js';
import { METRICS } from '../tokens.js';
import { HealthReport } from './health.schema.js';
import { Readiness } from './readiness.js';

@ApiTags('Tình trạng hệ thống')
@Public()
@Controller('health')
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  @Get('live')
  @ApiOperation({ operationId: 'live', summary: 'Tiến trình đang chạy' })
  @ApiOkResponse()
  live(@Query({ schema: NoQuery }) _query: unknown): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ operationId: 'ready', summary: 'Sẵn sàng phục vụ: cơ sở dữ liệu, các bảng đọc, vòng quét nhắc việc' })
  @ApiOkResponse({ standardSchema: HealthReport })
  @ApiServiceUnavailableResponse({ standardSchema: HealthReport })
  async ready(@Query({ schema: NoQuery }) _query: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = await this.readiness.report();
    if (report.status === 'not-ready') void reply.status(HttpStatus.SERVICE_UNAVAILABLE).header('Retry-After', '2');
    return report;
  }
}

@ApiTags('Tình trạng hệ thống')
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(METRICS) private readonly metrics: Registry) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ operationId: 'metrics', summary: 'Số đo vận hành (Prometheus)' })
  @ApiOkResponse({ description: 'Prometheus' })
  read(@Query({ schema: NoQuery }) _query: unknown): Promise<string> {
    return this.metrics.metrics();
  }
}
