import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FileLimits, FileStore } from './file-store.port.js';
import { FileMissing } from './file-errors.js';

export interface OpenFiles {
  store(limits?: FileLimits): FileStore;
  close(): Promise<void>;
}

const text = { name: 'báo cáo.txt', mediaType: 'text/plain' };
const streamOf = (bytes: Buffer, piece = 7919): Readable =>
  Readable.from(Array.from({ length: Math.ceil(bytes.length / piece) }, (_, at) => bytes.subarray(at * piece, (at + 1) * piece)));
const contentOf = async (stream: Readable): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces);
};
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const printable = (size: number): Buffer =>
  Buffer.from(
    randomBytes(Math.ceil(size / 2))
      .toString('hex')
      .slice(0, size),
  );

/** What every file store must do; run for the one on PostgreSQL and for its twin in memory. */
export const describeFileStore = (name: string, open: () => Promise<OpenFiles>): void => {
  describe(`${name} as a file store`, () => {
    let files: OpenFiles;
    let store: FileStore;
    beforeAll(async () => {
      files = await open();
      store = files.store();
    });
    afterAll(() => files.close());

    test.each([1, 262_143, 262_144, 262_145, 1_500_000])('gives back a file of %i bytes as it was', async (size) => {
      const bytes = printable(size);
      const ref = await store.put(streamOf(bytes), text);
      expect(ref).toEqual({ sha256: hashOf(bytes), size, name: 'báo cáo.txt', mediaType: 'text/plain' });
      expect(hashOf(await contentOf(await store.open(ref.sha256)))).toBe(hashOf(bytes));
      expect(await store.stat(ref.sha256)).toEqual({ sha256: ref.sha256, size, mediaType: 'text/plain' });
    });

    test('keeps the same bytes once, under each name they are given', async () => {
      const bytes = printable(1000);
      const [first, second] = await Promise.all([
        store.put(streamOf(bytes), text),
        store.put(streamOf(bytes, 10), { ...text, name: 'khác.txt' }),
      ]);
      expect(second).toEqual({ ...first, name: 'khác.txt' });
      expect(hashOf(await contentOf(await store.open(first.sha256)))).toBe(hashOf(bytes));
    });

    test.each([
      ['an empty file', Buffer.alloc(0), text, 'FILE.EMPTY'],
      ['a kind that is not taken', Buffer.from('MZ'), { name: 'a.exe', mediaType: 'application/x-msdownload' }, 'FILE.MEDIA_TYPE'],
      [
        'an unsaid kind with an unknown extension',
        Buffer.from('x'),
        { name: 'a.sh', mediaType: 'application/octet-stream' },
        'FILE.MEDIA_TYPE',
      ],
      [
        'bytes that are not of the declared kind',
        Buffer.from('MZ....'),
        { name: 'a.pdf', mediaType: 'application/pdf' },
        'FILE.CONTENT_MISMATCH',
      ],
      ['a binary called a text', Buffer.from([1, 0, 2]), text, 'FILE.CONTENT_MISMATCH'],
      ['a file without a name', Buffer.from('x'), { ...text, name: ' / ' }, 'FILE.NAME'],
    ])('refuses %s', async (_, bytes, about, code) => {
      await expect(store.put(streamOf(bytes), about)).rejects.toMatchObject({ name: 'FileRefused', code });
      expect(await store.stat(hashOf(bytes))).toBeNull();
    });

    test('refuses a file above the limit as soon as it passes it, and keeps nothing', async () => {
      const bytes = printable(1001);
      let given = 0;
      const endless = async function* (): AsyncGenerator<Buffer> {
        for (;;) {
          given += 1;
          yield await Promise.resolve(bytes.subarray(0, 500));
        }
      };
      const small = files.store({ maxSize: 1000 });
      await expect(small.put(endless(), text)).rejects.toMatchObject({ code: 'FILE.TOO_LARGE' });
      expect(given).toBeLessThan(5);
      await expect(small.put(streamOf(bytes), text)).rejects.toMatchObject({ code: 'FILE.TOO_LARGE' });
      expect(await small.stat(hashOf(bytes))).toBeNull();
      expect((await small.put(streamOf(bytes.subarray(0, 1000)), text)).size).toBe(1000);
    });

    test('keeps nothing of an upload that breaks off', async () => {
      const bytes = printable(600_000);
      const breaking = async function* (): AsyncGenerator<Buffer> {
        yield await Promise.resolve(bytes);
        throw new Error('line cut');
      };
      await expect(store.put(breaking(), text)).rejects.toThrow('line cut');
      expect(await store.stat(hashOf(bytes))).toBeNull();
    });

    test('takes the kind from the extension where none is declared, and the bare name of a path', async () => {
      const ref = await store.put(streamOf(Buffer.from('%PDF-1.7 …')), {
        name: 'C:\\fakepath\\Công văn.pdf',
        mediaType: 'application/octet-stream',
      });
      expect(ref).toMatchObject({ name: 'Công văn.pdf', mediaType: 'application/pdf' });
    });

    test.each(['0'.repeat(64), 'no hash', '', `${'a'.repeat(63)}g`])('has no file %j', async (sha256) => {
      expect(await store.stat(sha256)).toBeNull();
      await expect(store.open(sha256)).rejects.toBeInstanceOf(FileMissing);
    });
  });
};
