import type { FastifyReply, FastifyRequest } from 'fastify';

const WEEK_SECONDS = 7 * 24 * 3_600;

/** The session's cookie. Over https its name binds it to this host; plain http, for a LAN or a trial, cannot have that. */
export class SessionCookie {
  private readonly secure: boolean;
  private readonly name: string;

  constructor(publicUrl: string) {
    this.secure = publicUrl.startsWith('https:');
    this.name = this.secure ? '__Host-dondoc' : 'dondoc';
  }

  read(request: FastifyRequest): string | null {
    const token = request.cookies[this.name];
    return token === undefined || token === '' ? null : token;
  }

  write(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.name, token, { ...this.attributes(), maxAge: WEEK_SECONDS });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.attributes());
  }

  private attributes() {
    return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: this.secure };
  }
}
