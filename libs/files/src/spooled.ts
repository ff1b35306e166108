import type { FileRef } from '#domain';
import type { FileLimits, FileStore, StoredFile } from './file-store.port.js';
import { takeIn } from './intake.js';
import { fileNameOf, mediaTypeOf } from './media-types.js';
import { openSpool, type Spool } from './spool.js';

type Put = Parameters<FileStore['put']>;

/** Takes a file in, measured and checked, and hands it to `keep` when it has come as a whole: then its hash is known. */
export const spooled = async (
  [content, about]: Put,
  limits: FileLimits,
  keep: (file: StoredFile, spool: Spool) => Promise<void>,
): Promise<FileRef> => {
  const name = fileNameOf(about.name);
  const mediaType = mediaTypeOf(about.mediaType, name);
  const spool = await openSpool();
  try {
    const measured = await takeIn(content, mediaType, limits, async (piece) => spool.write(piece));
    await keep({ ...measured, mediaType }, spool);
    return { ...measured, name, mediaType };
  } finally {
    await spool.dispose();
  }
};
