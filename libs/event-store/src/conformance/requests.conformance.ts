import { expect, test } from '@jest/globals';
import { append, event, newStream, opened, type Scene } from './scene.conformance.js';

export const describeRequests = (scene: () => Scene): void => {
  const request = { hash: 'a'.repeat(64) };
  test('a request that was answered is answered again the same, wherever the stream stands now', async () => {
    const streamId = newStream();
    const asked = append(streamId, 'no-stream', {
      events: [event(), { type: 'Closed', data: {} }],
      request: { key: streamId, ...request },
    });
    const first = await scene().store.append(asked);
    await scene().store.append(append(streamId, 2));
    expect(first.outcome).toBe('appended');
    expect(await scene().store.append(asked)).toEqual({ ...first, outcome: 'repeated' });
    expect(await scene().store.append({ ...asked, expected: 'any' })).toEqual({ ...first, outcome: 'repeated' });
    expect(await scene().store.findRequest('lan', asked.request!)).toEqual({ ...first, outcome: 'repeated' });
    expect(await scene().store.readStream(streamId)).toHaveLength(3);
  });

  test('the same key for another request is refused; another actor may use it', async () => {
    const key = newStream();
    await scene().store.append(append(newStream(), 'any', { request: { key, ...request } }));
    const other = { key, hash: 'b'.repeat(64) };
    expect(await scene().store.append(append(newStream(), 'any', { request: other }))).toEqual({ outcome: 'key-reused' });
    expect(await scene().store.findRequest('lan', other)).toEqual({ outcome: 'key-reused' });
    expect(await scene().store.append(append(newStream(), 'any', { actor: 'minh', request: other }))).toMatchObject({
      outcome: 'appended',
    });
  });

  test('of many equal requests at once one is written and all get its answer', async () => {
    const streamId = newStream();
    const asked = append(streamId, 'any', { request: { key: streamId, ...request } });
    const answers = await Promise.all(Array.from({ length: 12 }, () => scene().store.append(asked)));
    expect(answers.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
    expect(answers.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(11);
    expect(await scene().store.readStream(streamId)).toHaveLength(1);
  });

  test('an answer that appended nothing is remembered, and its key writes nothing later', async () => {
    const streamId = await opened(scene().store);
    const asked = { key: streamId, ...request };
    expect(await scene().store.findRequest('lan', asked)).toBeNull();
    await scene().store.rememberRequest('lan', asked, { streamId, version: 1, position: 1 });
    await scene().store.rememberRequest('lan', asked, { streamId, version: 7, position: 7 });
    const remembered = { outcome: 'repeated', streamId, version: 1, position: 1, types: [] };
    expect(await scene().store.findRequest('lan', asked)).toEqual(remembered);
    expect(await scene().store.append(append(streamId, 'any', { request: asked }))).toEqual(remembered);
    expect(await scene().store.append(append(streamId, 'any', { request: { ...asked, hash: 'b' } }))).toEqual({ outcome: 'key-reused' });
    expect(await scene().store.readStream(streamId)).toHaveLength(1);
  });
};
