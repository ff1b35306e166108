import { Controller, Get, Header, Inject, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DeliveryDetailView, DeliveryExportQuery, DeliveryPage, DeliveryQuery, SendingHealthView } from '#contracts';
import { addDays, instantInVietnam, plainDate } from '#domain';
import { seesEverything } from '#read-models';
import { DeliveryBook, type AfterRow, type DeliveryFilter } from '#reminders';
import { attachment } from '../http/attachment.js';
import { forbidden, invalid, notFound } from '../http/problem.js';
import { Id, NoQuery } from '../http/schemas.js';
import { actorOf } from '../session/current-actor.js';
import { deliveriesXlsx } from './deliveries-xlsx.js';
import { DeliveryViews } from './delivery-views.js';
import { SendingHealth } from './sending-health.js';

/** A list of a year would be read by nobody. */
const MOST_DAYS = 366;
const MOST_EXPORTED = 10_000;

const Cursor = z.tuple([z.iso.datetime(), z.string().max(800)]);

const cursorOf = ({ madeAt, key }: { readonly madeAt: string; readonly key: string }): string =>
  Buffer.from(JSON.stringify([madeAt, key])).toString('base64url');

const afterOf = (cursor: string | undefined): AfterRow | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const [at, key] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at, key };
  } catch {
    throw invalid([{ pointer: '/cursor', message: 'Con trỏ trang không thuộc danh sách này.' }]);
  }
};

type Days = Pick<z.output<typeof DeliveryExportQuery>, 'from' | 'to'>;

const spanOf = (days: Days): Pick<DeliveryFilter, 'from' | 'to'> => {
  const [from, to] = [plainDate(days.from), plainDate(days.to)];
  if (to < from) throw invalid([{ pointer: '/to', message: 'Ngày cuối không được trước ngày đầu.' }]);
  if (to >= addDays(from, MOST_DAYS)) throw invalid([{ pointer: '/to', message: 'Khoảng ngày không quá một năm.' }]);
  return { from: instantInVietnam(from, 0), to: instantInVietnam(addDays(to, 1), 0) };
};

const assertOffice = (request: FastifyRequest): void => {
  if (!seesEverything(actorOf(request))) throw forbidden();
};

@ApiTags('Gửi nhắc việc')
@Controller('v1')
export class DeliveriesController {
  constructor(
    @Inject(DeliveryBook) private readonly book: DeliveryBook,
    @Inject(DeliveryViews) private readonly views: DeliveryViews,
    @Inject(SendingHealth) private readonly health: SendingHealth,
  ) {}

  @Get('sending')
  @ApiOperation({ operationId: 'readSendingHealth', summary: 'Sức khỏe việc nhắc: tiến trình, hàng đợi, kênh gửi, kết quả trong ngày' })
  @ApiOkResponse({ standardSchema: SendingHealthView })
  sending(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<SendingHealthView> {
    assertOffice(request);
    return this.health.read();
  }

  @Get('deliveries')
  @ApiOperation({ operationId: 'listDeliveries', summary: 'Thư, tin đã lập và lượt nhắc không gửi, mới nhất trước' })
  @ApiOkResponse({ standardSchema: DeliveryPage })
  async list(
    @Query({ schema: DeliveryQuery }) query: z.output<typeof DeliveryQuery>,
    @Req() request: FastifyRequest,
  ): Promise<DeliveryPage> {
    assertOffice(request);
    const { cursor, limit, ...filters } = query;
    const found = await this.book.list({ ...filters, ...spanOf(query), after: afterOf(cursor), limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return { items: await this.views.many(shown), nextCursor: last === undefined || found.length <= limit ? null : cursorOf(last) };
  }

  @Get('deliveries/document')
  @Header('Cache-Control', 'private, no-store')
  @ApiOperation({ operationId: 'downloadDeliveries', summary: 'Danh sách đó thành tệp Excel, nhiều nhất 10.000 dòng' })
  @ApiOkResponse({ description: 'Tệp .xlsx' })
  async document(
    @Query({ schema: DeliveryExportQuery }) query: z.output<typeof DeliveryExportQuery>,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    assertOffice(request);
    const found = await this.book.list({ ...query, ...spanOf(query), limit: MOST_EXPORTED });
    const { name, type, bytes } = await deliveriesXlsx(await this.views.many(found), query);
    return new StreamableFile(bytes, { type, length: bytes.length, disposition: attachment(name) });
  }

  @Get('deliveries/:id')
  @ApiOperation({ operationId: 'readDelivery', summary: 'Một thư hoặc tin: mang những lượt nhắc nào, từng lần gửi' })
  @ApiOkResponse({ standardSchema: DeliveryDetailView })
  async read(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<DeliveryDetailView> {
    assertOffice(request);
    const found = await this.book.one(id);
    if (found === null) throw notFound();
    return this.views.one(found);
  }
}
