import { createHash } from 'node:crypto';
import { defaultFileLimits, type FileLimits } from './file-store.port.js';
import { FileRefused } from './file-errors.js';
import { checkStart, mediaTypeOf } from './media-types.js';

export interface Measured {
  readonly sha256: string;
  readonly size: number;
}

const START = 16;

/** Hands a file's pieces on as they come, measuring and checking them; the same for every store. */
export const takeIn = async (
  content: AsyncIterable<Uint8Array>,
  mediaType: string,
  { maxSize }: FileLimits,
  keep: (piece: Uint8Array) => Promise<void> | void,
): Promise<Measured> => {
  const hash = createHash('sha256');
  let size = 0;
  let start: Uint8Array = new Uint8Array(0);
  for await (const piece of content) {
    if (piece.length === 0) continue;
    if (start.length < START) start = Buffer.concat([start, piece.subarray(0, START - start.length)]);
    size += piece.length;
    if (size > maxSize)
      throw new FileRefused('FILE.TOO_LARGE', `Tệp lớn hơn giới hạn ${megabytes(maxSize)} MB. Hãy nén hoặc chia tệp rồi gửi lại.`);
    hash.update(piece);
    await keep(piece);
  }
  if (size === 0) throw new FileRefused('FILE.EMPTY', 'Tệp rỗng (0 byte). Hãy kiểm tra lại tệp.');
  checkStart(start, mediaType);
  return { sha256: hash.digest('hex'), size };
};

/**
 * The whole of a file that is looked at and not kept.
 * @throws FileRefused as a store does
 */
export const bytesOf = async (
  content: AsyncIterable<Uint8Array>,
  about: { readonly name: string; readonly mediaType: string },
): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  await takeIn(content, mediaTypeOf(about.mediaType, about.name), defaultFileLimits, (piece) => {
    pieces.push(Uint8Array.from(piece));
  });
  return Buffer.concat(pieces);
};

const megabytes = (bytes: number): string => (bytes / 1_048_576).toLocaleString('vi-VN', { maximumFractionDigits: 1 });

/** Whether a text can be a hash at all: anything else is simply no file. */
export const isHash = (sha256: string): boolean => /^[0-9a-f]{64}$/u.test(sha256);
