import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  CommandReply,
  InboxView,
  LeadPartView,
  MailSummary,
  MailView,
  Problem,
  TaskDetail,
  TaskListItem,
  TimelineEntry,
} from '#contracts';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** A signed-in user of the HTTP interface, as a program would use it. */
export class Client {
  private position: string | null = null;

  private constructor(
    readonly url: string,
    readonly cookie: string,
  ) {}

  static async signIn(url: string, username: string, password: string): Promise<Client> {
    const response = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    if (!response.ok) throw new Error(`Sign-in of ${username}: ${String(response.status)} ${await response.text()}`);
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return new Client(url, cookie);
  }

  async request<Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'GET' && this.position !== null ? { 'min-position': this.position } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Body, headers: response.headers };
  }

  /** Reads what must be there: any status but 2xx is an error. */
  async get<Body>(path: string): Promise<Body> {
    const answer = await this.request<Body>('GET', path);
    if (answer.status >= 300) throw new Error(`GET ${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Sends a command; later reads of this client wait for its position. */
  async act(task: string, verb: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer<CommandReply & Problem>> {
    const answer = await this.request<CommandReply & Problem>('POST', `/tasks/${task}/${verb}`, body, {
      'idempotency-key': randomUUID(),
      ...headers,
    });
    if (answer.status < 300) this.position = answer.body.position;
    return answer;
  }

  /** A command that must succeed. */
  async must(task: string, verb: string, body: object = {}): Promise<CommandReply> {
    const answer = await this.act(task, verb, body);
    if (answer.status >= 300) throw new Error(`${verb}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async tasks(query = ''): Promise<readonly TaskListItem[]> {
    return (await this.get<{ items: TaskListItem[] }>(`/tasks?limit=200${query}`)).items;
  }

  async task(id: string): Promise<TaskDetail> {
    return this.get<TaskDetail>(`/tasks/${id}`);
  }

  /** The part that an agency holds in a task. */
  async part(id: string, agency: string): Promise<LeadPartView> {
    const found = (await this.task(id)).parts.find((part) => part.agency.id === agency);
    if (found === undefined) throw new Error(`${agency} holds no part of ${id}`);
    return found;
  }

  async history(id: string): Promise<readonly TimelineEntry[]> {
    return this.get<TimelineEntry[]>(`/tasks/${id}/history`);
  }

  async inbox(): Promise<InboxView> {
    return this.get<InboxView>('/me/inbox');
  }

  async mails(): Promise<readonly MailSummary[]> {
    return this.get<MailSummary[]>('/test-mailbox');
  }

  async mail(id: string): Promise<MailView> {
    return this.get<MailView>(`/test-mailbox/${id}`);
  }

  /** Waits until a condition on what this client reads holds; mails and read models follow the log within moments. */
  async until<Found>(what: string, read: () => Promise<Found | null | undefined | false>, timeout = 30_000): Promise<Found> {
    const end = Date.now() + timeout;
    for (;;) {
      const found = await read();
      if (found !== null && found !== undefined && found !== false) return found;
      if (Date.now() > end) throw new Error(`Not within ${String(timeout)} ms: ${what}`);
      await pause(100);
    }
  }
}
