import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Credentials, SessionView } from '#contracts';
import { SignIn } from '#identity';
import { ProblemError } from '../http/problem.js';
import { NoQuery } from '../http/schemas.js';
import { Public } from './current-actor.js';
import { SessionCookie } from './session-cookie.js';
import { SessionReader } from './session-reader.js';
import { SessionViews } from './session-views.js';

const refused = (): ProblemError =>
  new ProblemError({ status: 401, code: 'SESSION.REFUSED', title: 'Tên đăng nhập hoặc mật khẩu không đúng.' });

const throttled = (retryAfter: number): ProblemError =>
  new ProblemError({ status: 429, code: 'SESSION.THROTTLED', title: 'Đăng nhập sai nhiều lần, tạm dừng ít phút.', retryAfter });

@ApiTags('Phiên làm việc')
@Controller('v1/session')
export class SessionController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(SessionReader) private readonly sessions: SessionReader,
    @Inject(SessionCookie) private readonly cookie: SessionCookie,
    @Inject(SessionViews) private readonly views: SessionViews,
  ) {}

  @Public()
  @Post()
  @HttpCode(200)
  @ApiOperation({ operationId: 'signIn', summary: 'Đăng nhập' })
  @ApiOkResponse({ standardSchema: SessionView })
  async open(
    @Body({ schema: Credentials }) credentials: z.output<typeof Credentials>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const signedIn = await this.signIn.signIn(credentials.username, credentials.password, request.ip);
    if (signedIn.outcome === 'throttled') throw throttled(signedIn.retryAfterSeconds);
    if (signedIn.outcome === 'refused') throw refused();
    const previous = this.cookie.read(request);
    if (previous !== null) await this.sessions.close(previous);
    this.cookie.write(reply, signedIn.token);
    return this.views.of(signedIn.account);
  }

  @Get()
  @ApiOperation({ operationId: 'readSession', summary: 'Người đang đăng nhập' })
  @ApiOkResponse({ standardSchema: SessionView })
  async read(@Query({ schema: NoQuery }) _query: unknown, @Req() request: FastifyRequest): Promise<SessionView> {
    return this.views.ofRequest(request);
  }

  /** Signing out of an ended session is not an error. */
  @Public()
  @Delete()
  @HttpCode(204)
  @ApiOperation({ operationId: 'signOut', summary: 'Đăng xuất' })
  @ApiNoContentResponse()
  async close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = this.cookie.read(request);
    if (token !== null) await this.sessions.close(token);
    this.cookie.clear(reply);
  }
}
