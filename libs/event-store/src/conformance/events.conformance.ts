import { expect, test } from '@jest/globals';
import { AppendRefused, UnknownEventType } from '../event-store.errors.js';
import { append, event, newStream, opened, type Scene } from './scene.conformance.js';

export const describeEvents = (scene: () => Scene): void => {
  test('an event comes back as it was given, with its place in the log', async () => {
    const streamId = newStream();
    const data = { text: 'Ủy ban nhân dân tỉnh 🇻🇳 "\\" \n', list: [1, 2.5, null, { deep: true }], amount: 9007199254740991 };
    const result = await scene().store.append(
      append(streamId, 'no-stream', {
        events: [{ type: 'Closed', schemaVersion: 2, data }, event('second')],
        occurredAt: '2023-02-01T01:02:03.004Z',
        correlationId: 'correlation',
        causationId: 'causation',
        meta: { via: 'web' },
      }),
    );
    const [first, second] = await scene().store.readStream(streamId);
    expect(first).toMatchObject({ type: 'Closed', schemaVersion: 2, data, actor: 'lan', version: 1, meta: { via: 'web' } });
    expect(first).toMatchObject({ occurredAt: '2023-02-01T01:02:03.004Z', correlationId: 'correlation', causationId: 'causation' });
    expect(second).toMatchObject({ type: 'Written', schemaVersion: 1, version: 2, recordedAt: first!.recordedAt });
    expect(result).toEqual({ outcome: 'appended', streamId, version: 2, position: second!.position, types: ['Closed', 'Written'] });
    expect(second!.position).toBe(first!.position + 1);
    expect(second!.eventId > first!.eventId).toBe(true);
  });

  test('without a time of its own an event held when it was recorded', async () => {
    const [first] = await scene().store.readStream(await opened(scene().store));
    expect(first!.occurredAt).toBe(first!.recordedAt);
    expect(first).toMatchObject({ correlationId: null, causationId: null, meta: {} });
  });

  test('nothing to append, an unknown type and text the database cannot hold are refused, and nothing is written', async () => {
    const before = await scene().store.head();
    await expect(scene().store.append(append(newStream(), 'any', { events: [] }))).rejects.toThrow(AppendRefused);
    await expect(scene().store.append(append(newStream(), 'any', { events: [{ type: 'Strange', data: {} }] }))).rejects.toThrow(
      UnknownEventType,
    );
    await expect(scene().store.append(append(newStream(), 'any', { events: [event('a\u0000b')] }))).rejects.toThrow(AppendRefused);
    expect(await scene().store.head()).toBe(before);
  });

  test.each([
    ['with an offset', '2023-02-01T08:02:03.004+07:00', '2023-02-01T01:02:03.004Z'],
    ['without seconds', '2023-02-01T08:02+0700', '2023-02-01T01:02:00.000Z'],
    ['finer than a millisecond', '2023-02-01T01:02:03.0049999Z', '2023-02-01T01:02:03.004Z'],
    ['before 1970', '1954-05-07T17:30:00Z', '1954-05-07T17:30:00.000Z'],
    ['before there were time zones', '1802-06-01T00:00:00+07:00', '1802-05-31T17:00:00.000Z'],
    ['of the year 1', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['of a leap day', '2400-02-29T23:59:59.999Z', '2400-02-29T23:59:59.999Z'],
    ['of the year 9999', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('a time of its own %s is kept to the millisecond', async (_name, occurredAt, kept) => {
    const streamId = newStream();
    // Alone and beside others: two ways to the log.
    await Promise.all([1, 2].map((nth) => scene().store.append(append(`${streamId}-${nth}`, 'any', { occurredAt }))));
    await scene().store.append(append(streamId, 'any', { occurredAt }));
    for (const name of [streamId, `${streamId}-1`, `${streamId}-2`])
      expect((await scene().store.readStream(name))[0]).toMatchObject({ occurredAt: kept });
  });

  test('names may be of any letters, up to a thousand bytes', async () => {
    const [streamId, actor] = [`nhiệm-vụ-${'ệ'.repeat(320)}`, `Nông Thị Lan 🇻🇳 ${'n'.repeat(900)}`];
    const key = { key: `"\\ ' , {} null ${'k'.repeat(900)}`, hash: 'null' };
    const ids = { correlationId: 'null', causationId: '{,}' };
    const appended = await scene().store.append(append(streamId, 'no-stream', { actor, request: key, ...ids }));
    expect(appended).toMatchObject({ outcome: 'appended', streamId });
    expect(await scene().store.readStream(streamId)).toMatchObject([{ streamId, actor, ...ids }]);
    expect(await scene().store.findRequest(actor, key)).toMatchObject({ outcome: 'repeated', streamId });
  });

  test('no two events have the same id, and those of a stream are in the order of their ids', async () => {
    const streamId = newStream();
    const before = await scene().store.head();
    const appends = Array.from({ length: 60 }, (_, nth) =>
      append(nth % 2 === 0 ? streamId : newStream(), 'any', { events: [event(), event()] }),
    );
    await Promise.all(appends.map((one) => scene().store.append(one)));
    const events = await scene().store.readAll(before);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(120);
    const own = events.filter((one) => one.streamId === streamId).map(({ eventId }) => eventId);
    expect(own).toEqual([...own].sort());
  });
};
