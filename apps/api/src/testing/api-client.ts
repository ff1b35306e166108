import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { z } from 'zod';
import { CommandReply, type Problem } from '#contracts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** As it came, for files. */
  readonly bytes: Buffer;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- parsed with the contract's schema by the test
  readonly body: any;
}

type Headers = Readonly<Record<string, string>>;
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';

/** Speaks to the api as a browser would, without a network. Reads wait for the client's own last write. */
export class ApiClient {
  private cookie: string | null = null;
  private position: string | null = null;

  constructor(private readonly app: NestFastifyApplication) {}

  async request(method: Method, url: string, payload?: unknown, headers: Headers = {}): Promise<Answer> {
    const response = await this.app.inject({
      method,
      url: url.startsWith('/api') || url === '/metrics' ? url : `/api/v1${url}`,
      headers: {
        ...(this.cookie === null ? {} : { cookie: this.cookie }),
        ...(method === 'GET' && this.position !== null ? { 'min-position': this.position } : {}),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload: payload as object | string }),
    });
    const type = String(response.headers['content-type'] ?? '');
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      bytes: response.rawPayload,
      body: type.includes('json') && response.body !== '' ? (JSON.parse(response.body) as unknown) : null,
    };
  }

  async signIn(username: string, password: string): Promise<Answer> {
    const answer = await this.request('POST', '/session', { username, password });
    const set = answer.headers['set-cookie'];
    const line = Array.isArray(set) ? String(set[0]) : typeof set === 'string' ? set : null;
    if (line !== null) this.cookie = line.split(';')[0] ?? null;
    return answer;
  }

  /** A read that must succeed, parsed with its contract. */
  async get<Schema extends z.ZodType>(url: string, schema: Schema): Promise<z.output<Schema>> {
    const answer = await this.request('GET', url);
    if (answer.status !== 200) throw new Error(`GET ${url}: ${String(answer.status)} ${answer.text}`);
    return schema.parse(answer.body);
  }

  async act(taskId: string, verb: string, body: object = {}, headers: Headers = {}): Promise<Answer & { body: CommandReply & Problem }> {
    const answer = await this.request('POST', `/tasks/${taskId}/${verb}`, body, headers);
    if (answer.status === 200) this.position = (answer.body as CommandReply).position;
    return answer;
  }

  /** A command that must succeed. */
  async must(taskId: string, verb: string, body: object = {}): Promise<CommandReply> {
    const answer = await this.act(taskId, verb, body);
    if (answer.status !== 200) throw new Error(`${verb}: ${String(answer.status)} ${answer.text}`);
    return CommandReply.parse(answer.body);
  }
}
