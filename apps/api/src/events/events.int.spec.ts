import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { PASSWORD, createApiBed, type ApiBed } from '../testing/api-bed.js';
import { enterTask } from '../testing/enter-task.js';

interface ServerEvent {
  readonly type: string;
  readonly id: string;
  readonly data: { readonly id?: string };
}

const parse = (block: string): ServerEvent => {
  const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  return {
    type: fields.get('event') ?? '',
    id: fields.get('id') ?? '',
    data: JSON.parse(fields.get('data') ?? '{}') as ServerEvent['data'],
  };
};

/** Reads server-sent events one by one, as a browser would. */
async function* eventsOf(response: Response): AsyncGenerator<ServerEvent> {
  if (response.body === null) return;
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const block = text.slice(0, end).trim();
      text = text.slice(end + 2);
      if (block.includes('data:')) yield parse(block);
    }
  }
}

describe('live changes', () => {
  let bed: ApiBed;
  let url = '';
  beforeAll(async () => {
    bed = await createApiBed();
    await bed.app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${String((bed.app.getHttpServer().address() as AddressInfo).port)}/api/v1`;
  });
  afterAll(() => bed.close());

  const connect = async (username: string, lastEventId?: string): Promise<AsyncGenerator<ServerEvent>> => {
    await bed.signIn(username);
    const session = await fetch(`${url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: PASSWORD }),
    });
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const response = await fetch(`${url}/events`, {
      headers: { cookie, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    return eventsOf(response);
  };

  test('reach those who may see the task, and nobody else', async () => {
    const noi = await connect('so-noi-vu', 'p1');
    const health = await connect('so-y-te', 'p1');
    const hidden = await enterTask(bed, { title: 'Của Sở Nội vụ', leads: ['so-noi-vu'] });
    const shared = await enterTask(bed, { title: 'Của hai sở', leads: ['so-noi-vu', 'so-y-te'] });
    expect((await noi.next()).value).toMatchObject({ type: 'task-changed', data: { id: hidden } });
    expect((await noi.next()).value).toMatchObject({ type: 'task-changed', data: { id: shared } });
    expect((await health.next()).value).toMatchObject({ type: 'task-changed', data: { id: shared } });
  });

  test('missed while away are told on return', async () => {
    const before = await bed.resources.store.head();
    const id = await enterTask(bed, { title: 'Trong lúc vắng', leads: ['so-noi-vu'] });
    await bed.runner.catchUp();
    const back = await connect('so-noi-vu', `p${String(before)}`);
    expect((await back.next()).value).toMatchObject({ type: 'task-changed', data: { id } });
  });
});
