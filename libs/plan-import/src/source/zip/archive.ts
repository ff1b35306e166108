import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { ImportRefused } from '../../refusal.js';
import { limits, megabytes } from '../limits.js';

/** The parts of an Office file. */
export interface Archive {
  readonly names: readonly string[];
  /** The text of a part; null where there is none of that name. @throws ImportRefused where it is damaged or too large. */
  text(name: string): Promise<string | null>;
}

const damaged = (cause: unknown): ImportRefused =>
  new ImportRefused(
    'IMPORT.DAMAGED',
    'Tệp bị hỏng hoặc bị cắt cụt, không giải nén được. Hãy mở tệp bằng Word hoặc Excel, lưu lại rồi nhập lại.',
    { cause },
  );
const bomb = (bytes: number): ImportRefused =>
  new ImportRefused(
    'IMPORT.UNSAFE',
    `Tệp giải nén ra hơn ${megabytes(bytes)} MB, vượt giới hạn an toàn. Hãy lưu riêng phần phụ lục thành tệp mới rồi nhập lại.`,
  );

const asRefusal = (error: unknown): ImportRefused => (error instanceof ImportRefused ? error : damaged(error));

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, file) => {
      if (error === null) resolve(file);
      else reject(damaged(error));
    });
  });

/** The directory of the archive; nothing is inflated for it. */
const entriesOf = (file: ZipFile): Promise<ReadonlyMap<string, Entry>> =>
  new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let claimed = 0;
    file.on('error', (error: unknown) => reject(damaged(error)));
    file.on('end', () => resolve(entries));
    file.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      claimed += entry.uncompressedSize;
      if (entries.size > limits.archiveEntries || claimed > limits.claimedBytes) reject(bomb(limits.claimedBytes));
      else file.readEntry();
    });
    file.readEntry();
  });

/** Inflates one entry, counting as it comes: what the directory claims is not believed. */
const inflate = (file: ZipFile, entry: Entry, most: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    if (entry.uncompressedSize > most) {
      reject(bomb(most));
      return;
    }
    file.openReadStream(entry, (error, stream) => {
      if (error !== null) {
        reject(damaged(error));
        return;
      }
      const pieces: Buffer[] = [];
      let size = 0;
      stream.on('error', (cause: unknown) => reject(damaged(cause)));
      stream.on('end', () => resolve(Buffer.concat(pieces)));
      stream.on('data', (piece: Buffer) => {
        size += piece.length;
        pieces.push(piece);
        if (size <= most) return;
        stream.destroy();
        reject(bomb(most));
      });
    });
  });

const decode = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
};

/**
 * Opens an archive without inflating anything.
 * @throws ImportRefused where it is no archive, has too many entries, or claims to hold too much.
 */
export const openArchive = async (bytes: Uint8Array): Promise<Archive> => {
  const file = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const entries = await entriesOf(file);
  let left: number = limits.archiveBytes;
  return {
    names: [...entries.keys()],
    text: async (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      if (entry.isEncrypted()) throw new ImportRefused('IMPORT.LOCKED', 'Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi nhập lại.');
      const content = await inflate(file, entry, Math.min(limits.partBytes, left)).catch((error: unknown) => {
        throw asRefusal(error);
      });
      left -= content.length;
      return decode(content);
    },
  };
};
