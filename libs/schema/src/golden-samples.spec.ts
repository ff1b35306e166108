import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { knownEventTypes as ofTheDomain } from '#domain';
import type { EventSchema, KnownEventTypes } from '#event-store';
import { refuseUnreadableEvents } from './golden-samples.js';

describe('code that could not read every event that ever shipped refuses to start', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dondoc-golden-'));
    const sample = (schemaVersion: number, data: object): Promise<void> =>
      writeFile(path.join(folder, `closed.v${String(schemaVersion)}.json`), JSON.stringify({ type: 'Closed', schemaVersion, data }));
    await sample(1, { why: { text: 'xong' } });
    await sample(2, { reason: 'xong' });
  });
  afterAll(() => rm(folder, { recursive: true }));

  const closed = (version: number, ...upcasters: EventSchema['upcasters']): KnownEventTypes =>
    new Map([['Closed', { version, upcasters }]]);
  const toReason = ({ why }: { readonly why: { readonly text: string } }): object => ({ reason: why.text });

  test('the samples that ship read', async () => {
    await expect(refuseUnreadableEvents(ofTheDomain)).resolves.toBeUndefined();
    await expect(refuseUnreadableEvents(closed(2, toReason), folder)).resolves.toBeUndefined();
  });

  test.each([
    ['a step is missing', closed(2), /Closed thiếu bước chuyển đổi \(0\/1\)/u],
    ['a sample is missing', closed(3, toReason, (data: object) => data), /Closed v3 thiếu mẫu/u],
    ['a sample does not read', closed(2, ({ because }: { because: { text: string } }) => because.text), /Closed v1 không đọc được mẫu/u],
    ['a type has none', new Map([...closed(2, toReason), ['Opened', { version: 1, upcasters: [] }]]), /Opened v1 thiếu mẫu/u],
  ])('%s', async (_name, known, sentence) => {
    await expect(refuseUnreadableEvents(known, folder)).rejects.toThrow(sentence);
    await expect(refuseUnreadableEvents(known, folder)).rejects.toMatchObject({ name: 'StartupError' });
  });

  test('the folder is gone', async () => {
    await expect(refuseUnreadableEvents(closed(1), path.join(folder, 'none'))).rejects.toThrow('Closed v1 thiếu mẫu');
  });
});
