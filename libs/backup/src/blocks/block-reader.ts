import type { FileHandle } from 'node:fs/promises';
import { BlockDamaged } from '../backup-errors.js';
import { type BlockKind, decodeContent, decodeHeader, firstDigest, HEADER } from './block.js';

export interface ReadBlock {
  readonly kind: BlockKind;
  readonly content: Buffer;
  /** Where it begins, and where the next one does. */
  readonly offset: number;
  readonly next: number;
  /** Over everything up to this block. */
  readonly digest: Buffer;
}

/** Bytes from there; fewer where the file ends. */
const readAt = async (file: FileHandle, offset: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) return buffer.subarray(0, filled);
    filled += bytesRead;
  }
  return buffer;
};

const readBlock = async (file: FileHandle, offset: number, before: Buffer): Promise<ReadBlock | null> => {
  const head = await readAt(file, offset, HEADER);
  if (head.length === 0) return null;
  if (head.length < HEADER) throw new BlockDamaged(offset, 'cut-off');
  const header = decodeHeader(head, offset);
  const body = await readAt(file, offset + HEADER, header.length);
  if (body.length < header.length) throw new BlockDamaged(offset, 'cut-off');
  const content = await decodeContent(header, body, before, offset);
  return { kind: header.kind, content, offset, next: offset + HEADER + header.length, digest: header.digest };
};

/** The blocks in order, each checked before it is handed out; one is read ahead. @throws BlockDamaged */
export async function* readBlocks(file: FileHandle): AsyncGenerator<ReadBlock> {
  const read = (offset: number, before: Buffer): Promise<ReadBlock | null> => {
    const block = readBlock(file, offset, before);
    block.catch(() => undefined);
    return block;
  };
  let coming = read(0, firstDigest);
  for (;;) {
    const block = await coming;
    if (block === null) return;
    coming = read(block.next, block.digest);
    yield block;
  }
}
