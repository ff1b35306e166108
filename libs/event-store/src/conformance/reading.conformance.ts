import { expect, test } from '@jest/globals';
import { UnknownEventType } from '../event-store.errors.js';
import { knownEventTypes } from '../known-event-types.js';
import { append, closed, event, newStream, opened, type Scene } from './scene.conformance.js';

export const describeReading = (scene: () => Scene): void => {
  test('a stream is read up to a position or an instant of recording, both inclusive', async () => {
    const streamId = await opened(scene().store);
    for (const version of [1, 2, 3]) await scene().store.append(append(streamId, version));
    const all = await scene().store.readStream(streamId);
    expect(all).toHaveLength(4);
    const second = all[1]!;
    expect(await scene().store.readStream(streamId, { upTo: second.position })).toEqual(all.slice(0, 2));
    const byInstant = await scene().store.readStream(streamId, { upTo: second.recordedAt });
    expect(byInstant).toEqual(all.filter(({ recordedAt }) => recordedAt <= second.recordedAt));
    expect(await scene().store.readStream(streamId, { upTo: '2000-01-01T00:00:00Z' })).toEqual([]);
    expect(await scene().store.readStream('case-none')).toEqual([]);
  });

  test('a stream as of an instant is what was recorded by then, however the instant is written', async () => {
    const streamId = await opened(scene().store, 2);
    const [, last] = await scene().store.readStream(streamId);
    const instant = Date.parse(last!.recordedAt);
    const at = async (upTo: string): Promise<number> => (await scene().store.readStream(streamId, { upTo })).length;
    expect(await at(last!.recordedAt)).toBe(2);
    expect(await at(`${new Date(instant + 7 * 3_600_000).toISOString().slice(0, -1)}+07:00`)).toBe(2);
    expect(await at(new Date(instant - 1).toISOString())).toBe(0);
    expect(await at('9999-12-31T23:59:59.999Z')).toBe(2);
    expect(await at('0001-01-01T00:00:00Z')).toBe(0);
  });

  test('a stream up to a position that is not its own is what stood before it', async () => {
    const streamId = await opened(scene().store, 2);
    await opened(scene().store);
    await scene().store.append(append(streamId, 2));
    const [, second, third] = await scene().store.readStream(streamId);
    const upTo = async (position: number): Promise<number> => (await scene().store.readStream(streamId, { upTo: position })).length;
    expect(await upTo(0)).toBe(0);
    expect(await upTo(second!.position - 1)).toBe(1);
    expect(await upTo(third!.position - 1)).toBe(2);
    expect(await upTo(third!.position + 1_000_000)).toBe(3);
  });

  test('a page has at most as many events as were asked for, a thousand by itself, and none beyond the end', async () => {
    await opened(scene().store, 1_005);
    const head = await scene().store.head();
    expect(await scene().store.readAll(head - 1_005)).toHaveLength(1_000);
    expect(await scene().store.readAll(head - 1_005, 1_003)).toHaveLength(1_003);
    expect(await scene().store.readAll(head - 3, 1)).toHaveLength(1);
    expect(await scene().store.readAll(head - 3, 0)).toEqual([]);
    expect(await scene().store.readAll(head + 10)).toEqual([]);
  });

  test('the log is read in pages, in order, times never going back', async () => {
    await opened(scene().store, 5);
    const head = await scene().store.head();
    const whole = await scene().store.readAll(0, head + 10);
    expect(whole.map(({ position }) => position)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    expect(await scene().store.readAll(head - 3, 2)).toEqual(whole.slice(-3, -1));
    expect(await scene().store.readAll(head)).toEqual([]);
    const times = whole.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual([...times].sort());
  });

  test('an event of an older schema version is read as one of the newest, and stays in the log as it was written', async () => {
    const streamId = newStream();
    const [old, newest] = [{ text: 'xong' }, { text: 'xong', reason: 'hết hạn' }];
    const events = [event(), { type: 'Closed', data: old }, { type: 'Closed', schemaVersion: 2, data: newest }];
    await scene().store.append(append(streamId, 'any', { events }));
    const read = await scene().store.readStream(streamId);
    expect(read.map(({ schemaVersion, data }) => [schemaVersion, data])).toEqual([
      [1, { text: '' }],
      [2, { text: 'xong', reason: null }],
      [2, newest],
    ]);
    expect(await scene().store.readAll((await scene().store.head()) - 3)).toEqual(read);
    expect((await scene().log.store('any').readStream(streamId))[1]).toMatchObject({ schemaVersion: 1, data: old });
  });

  test('a reader that does not know a type or its version stops there and says where', async () => {
    const streamId = newStream();
    await scene().store.append(append(streamId, 'any', { events: [event(), { type: 'Closed', schemaVersion: 2, data: {} }] }));
    const head = await scene().store.head();
    const older = scene().log.store(knownEventTypes(['Opened', 'Written', 'Closed']));
    await expect(older.readAll(head - 2)).rejects.toMatchObject({ code: 'EVENT_STORE.UNKNOWN_TYPE', type: 'Closed', position: head });
    await expect(older.readStream(streamId)).rejects.toThrow(UnknownEventType);
    expect(await older.readAll(head - 2, 1)).toHaveLength(1);
    expect(() => scene().log.store(knownEventTypes({ Closed: { version: 3, upcasters: closed.upcasters } }))).toThrow(
      'Closed v3 has 1 of 2',
    );
    const blind = scene().log.store(knownEventTypes(['Opened', 'Closed']));
    await expect(blind.readAll(head - 2)).rejects.toMatchObject({ type: 'Written', position: head - 1 });
  });
};
