import type { FileHandle } from 'node:fs/promises';
import { BLOCK_SIZE, type BlockKind, digestAfter, encodeBlock, firstDigest } from './block.js';

/** Blocks that are compressed side by side, at most. */
const IN_FLIGHT = 4;

/** Cuts content into blocks and writes them one after the other; holds a few blocks in memory and no more. */
export class BlockWriter {
  private digest = firstDigest;
  private readonly pending: Promise<readonly Buffer[]>[] = [];
  private gathered: Buffer[] = [];
  private size = 0;
  private bytes = 0;

  constructor(private readonly file: FileHandle) {}

  /** Bytes in the file so far. */
  get written(): number {
    return this.bytes;
  }

  /** A line of its own block; everything before it is written first. */
  async mark(line: string): Promise<void> {
    await this.cut();
    await this.put('mark', Buffer.from(line, 'utf8'));
  }

  async rows(piece: Buffer): Promise<void> {
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + BLOCK_SIZE - this.size);
      this.gathered.push(part);
      this.size += part.length;
      at += part.length;
      if (this.size === BLOCK_SIZE) await this.cut();
    }
  }

  /** Everything is in the file, though not yet on the disk. Gives the digest of the whole. */
  async end(): Promise<Buffer> {
    await this.cut();
    while (this.pending.length > 0) await this.writeFirst();
    return this.digest;
  }

  private async cut(): Promise<void> {
    if (this.size === 0) return;
    const content = Buffer.concat(this.gathered, this.size);
    this.gathered = [];
    this.size = 0;
    await this.put('rows', content);
  }

  private async put(kind: BlockKind, content: Buffer): Promise<void> {
    this.digest = digestAfter(this.digest, kind, content);
    const encoded = encodeBlock(kind, content, this.digest);
    // A failure is met when its turn to be written comes.
    encoded.catch(() => undefined);
    this.pending.push(encoded);
    if (this.pending.length >= IN_FLIGHT) await this.writeFirst();
  }

  private async writeFirst(): Promise<void> {
    const block = await this.pending.shift();
    for (const piece of block ?? []) {
      await this.file.appendFile(piece);
      this.bytes += piece.length;
    }
  }
}
