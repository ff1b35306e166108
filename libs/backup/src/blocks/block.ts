import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, inflateRaw } from 'node:zlib';
import { BlockDamaged } from '../backup-errors.js';

/**
 * A block is a gzip member (RFC 1952) whose extra field tells how long it is and what it must hold, so that damage is found
 * before anything of the block is used, and any gunzip reads the whole file as one text.
 *
 *  0  1f 8b 08 04  gzip, deflate, with an extra field
 *  4  0 0 0 0 0 ff no time, no operating system: the same content gives the same bytes
 * 10  u16          length of the extra field
 * 12  'D' 'B' u16  the subfield and its length
 * 16  u8           kind: 1 mark, 2 rows
 * 17  u32          compressed length
 * 21  32 bytes     SHA-256 of the previous block's digest, the kind and the content: no block can be left out or moved
 * 53  …            compressed content, CRC-32 and length of the content
 */
export const HEADER = 53;
const TRAILER = 8;
const SUBFIELD = 37;

/** Bytes of content in a block, at most. */
export const BLOCK_SIZE = 1024 * 1024;
/** Incompressible content grows by a few bytes for each 16 KiB. */
const LONGEST = BLOCK_SIZE + 4096;

/** A mark is a line for the reader; rows are handed to the database as they are. */
export type BlockKind = 'mark' | 'rows';
const codes: Readonly<Record<BlockKind, number>> = { mark: 1, rows: 2 };

const compress = promisify(deflateRaw) as (content: Buffer, options: object) => Promise<Buffer>;
const decompress = promisify(inflateRaw) as (content: Buffer, options: object) => Promise<Buffer>;

/** The digest before the first block. */
export const firstDigest: Buffer = Buffer.alloc(32);

export const digestAfter = (before: Buffer, kind: BlockKind, content: Buffer): Buffer =>
  createHash('sha256')
    .update(before)
    .update(Buffer.from([codes[kind]]))
    .update(content)
    .digest();

/** The block as it stands in the file. `digest`: see {@link digestAfter}. */
export const encodeBlock = async (kind: BlockKind, content: Buffer, digest: Buffer): Promise<readonly Buffer[]> => {
  const data = await compress(content, { level: constants.Z_BEST_SPEED, memLevel: 9 });
  const header = Buffer.alloc(HEADER);
  header.set([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff]);
  header.writeUInt16LE(SUBFIELD + 4, 10);
  header.write('DB', 12, 'latin1');
  header.writeUInt16LE(SUBFIELD, 14);
  header.writeUInt8(codes[kind], 16);
  header.writeUInt32LE(data.length, 17);
  header.set(digest, 21);
  const trailer = Buffer.alloc(TRAILER);
  trailer.writeUInt32LE(crc32(content), 0);
  trailer.writeUInt32LE(content.length, 4);
  return [header, data, trailer];
};

export interface BlockHeader {
  readonly kind: BlockKind;
  /** Bytes after the header that belong to this block. */
  readonly length: number;
  readonly digest: Buffer;
}

/** @throws BlockDamaged */
export const decodeHeader = (header: Buffer, offset: number): BlockHeader => {
  const expected = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, SUBFIELD + 4, 0, 0x44, 0x42, SUBFIELD, 0]);
  const kind = (Object.keys(codes) as BlockKind[]).find((one) => codes[one] === header[16]);
  const length = header.readUInt32LE(17);
  if (!header.subarray(0, 16).equals(expected) || kind === undefined || length > LONGEST) throw new BlockDamaged(offset, 'altered');
  return { kind, length: length + TRAILER, digest: header.subarray(21, HEADER) };
};

/** @throws BlockDamaged where the content is not what the header promised after the previous block. */
export const decodeContent = async (header: BlockHeader, body: Buffer, before: Buffer, offset: number): Promise<Buffer> => {
  const content = await decompress(body.subarray(0, -TRAILER), { maxOutputLength: BLOCK_SIZE }).catch(() => null);
  const trailer = body.subarray(-TRAILER);
  const isWhole =
    content !== null &&
    trailer.readUInt32LE(0) === crc32(content) &&
    trailer.readUInt32LE(4) === content.length &&
    digestAfter(before, header.kind, content).equals(header.digest);
  if (!isWhole) throw new BlockDamaged(offset, 'altered');
  return content;
};
