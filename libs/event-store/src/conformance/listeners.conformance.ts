import { expect, test } from '@jest/globals';
import { append, newStream, opened, type Scene } from './scene.conformance.js';

export const describeListeners = (scene: () => Scene): void => {
  test('whoever listens hears the new position after the append, until it stops listening', async () => {
    const heard: number[] = [];
    const stop = scene().store.onAppend((position) => heard.push(position));
    await opened(scene().store, 3);
    const head = await scene().store.head();
    stop();
    await opened(scene().store);
    expect(heard).toEqual([head]);
  });

  test('all who listen hear, also when one of them stops in the middle', async () => {
    const heard: string[] = [];
    const stops = ['first', 'second', 'third'].map((name) =>
      scene().store.onAppend(() => {
        heard.push(name);
        if (name === 'first') stops.slice(0, 2).forEach((stop) => stop());
      }),
    );
    await opened(scene().store);
    await opened(scene().store);
    stops[2]!();
    stops[2]!();
    expect(heard).toEqual(['first', 'third', 'third']);
  });

  test('a listener that fails harms neither the append nor the others', async () => {
    const heard: number[] = [];
    const stops = [
      scene().store.onAppend(() => {
        throw new Error('The listener is broken');
      }),
      scene().store.onAppend((position) => heard.push(position)),
    ];
    const appended = await scene().store.append(append(newStream(), 'no-stream'));
    for (const stop of stops) stop();
    expect(appended).toMatchObject({ outcome: 'appended' });
    expect(heard).toEqual([await scene().store.head()]);
  });

  test('of what was not written nobody hears', async () => {
    const streamId = await opened(scene().store);
    const heard: number[] = [];
    const stop = scene().store.onAppend((position) => heard.push(position));
    await scene().store.append(append(streamId, 'no-stream'));
    await scene()
      .store.append(append(streamId, 'any', { events: [] }))
      .catch(() => undefined);
    stop();
    expect(heard).toEqual([]);
  });
};
