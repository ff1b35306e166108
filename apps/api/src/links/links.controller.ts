import { Controller, Get, Header, HttpCode, Inject, Ip, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTask } from '#application';
import { ActLinkView } from '#contracts';
import { dateInVietnam } from '#domain';
import type { People } from '#identity';
import type { Clock } from '#platform';
import { AgencyQueries } from '#read-models';
import type { ActLink } from '#reminders';
import { notFound, ProblemError } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { Public } from '../session/current-actor.js';
import { CLOCK, PEOPLE } from '../tokens.js';
import { LinkDesk } from './link-desk.js';

const Token = z.string().regex(/^[\w-]{20,64}$/u);

const TITLES: Readonly<Record<Exclude<ActLinkView['state'], 'open'>, string>> = {
  used: 'Liên kết này đã được dùng; nhiệm vụ đã được tiếp nhận.',
  expired: 'Liên kết đã hết hạn. Hãy đăng nhập để tiếp nhận nhiệm vụ.',
  gone: 'Nhiệm vụ không còn chờ đồng chí tiếp nhận: đã được tiếp nhận, hoặc đã giao lại.',
};

interface Found {
  readonly link: ActLink;
  readonly view: ActLinkView;
}

/** Links in mails. A program that fetches every link of a mail changes nothing: reading shows, posting acts. */
@ApiTags('Nhiệm vụ')
@Controller('v1/links')
export class LinksController {
  constructor(
    @Inject(LinkDesk) private readonly desk: LinkDesk,
    @Inject(PEOPLE) private readonly people: People,
    @Inject(AgencyQueries) private readonly agencies: AgencyQueries,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  @Public()
  @Get(':token')
  @Header('Cache-Control', 'no-store')
  @Header('Referrer-Policy', 'no-referrer')
  @ApiOperation({ operationId: 'readLink', summary: 'Liên kết trong thư dùng để làm gì; không làm gì cả' })
  @ApiOkResponse({ standardSchema: ActLinkView })
  async read(
    @Param('token', { schema: Token }) token: string,
    @Query({ schema: NoQuery }) _query: unknown,
    @Ip() address: string,
  ): Promise<ActLinkView> {
    return (await this.#find(token, address)).view;
  }

  /** Acknowledges in the name of the person to whom the link was sent; the log keeps that it came by a link. */
  @Public()
  @Post(':token')
  @HttpCode(200)
  @ApiOperation({ operationId: 'actByLink', summary: 'Tiếp nhận nhiệm vụ qua liên kết gửi trong thư' })
  @ApiOkResponse({ standardSchema: ActLinkView })
  async act(@Param('token', { schema: Token }) token: string, @Ip() address: string): Promise<ActLinkView> {
    const { link, view } = await this.#find(token, address);
    if (view.state !== 'open') throw new ProblemError({ status: 409, code: `LINK.${view.state.toUpperCase()}`, title: TITLES[view.state] });
    const memberships = await this.people.membershipsOf(link.person, dateInVietnam(this.clock.now()));
    const target = await this.desk.target(link);
    const outcome = await this.commands.execute(
      new ActOnTask({
        actor: { personId: link.person, roles: ['member'], agencies: memberships.map(({ agencyId }) => agencyId), via: 'link' },
        taskId: link.task,
        type: 'AcknowledgeAssignment',
        data: { part: link.part, assignTo: null },
        onBehalfOf: target?.holder ?? null,
        effectiveAt: null,
        request: null,
        seenVersion: null,
      }),
    );
    if (!outcome.ok) throw new ProblemError({ status: 409, code: 'LINK.REFUSED', title: TITLES.gone });
    await this.desk.links.use(link);
    return { ...view, state: 'used' };
  }

  async #find(token: string, address: string): Promise<Found> {
    const link = await this.desk.read(token, address);
    const target = link === null ? null : await this.desk.target(link);
    if (link === null || target === null) throw notFound('Liên kết không có hoặc đã bị thu hồi. Hãy đăng nhập để xem nhiệm vụ.');
    const [person, names] = await Promise.all([this.people.person(link.person), this.agencies.names()]);
    const state = link.state === 'open' && !target.isAwaited ? 'gone' : link.state;
    const view: ActLinkView = {
      state,
      person: person?.name ?? '',
      task: { id: link.task, title: target.title },
      agency: names.get(target.holder) ?? target.holder,
      due: target.due,
    };
    return { link, view };
  }
}
