import { ImportRefused } from '../refusal.js';
import { limits, megabytes } from './limits.js';

/** What the bytes of a file are. Texts of every kind look alike: their name tells them apart. */
export type FileKind = 'archive' | 'pdf' | 'text';

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean => signature.every((byte, at) => bytes[at] === byte);

const includesWide = (bytes: Uint8Array, word: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(word, 'utf16le'));

const asDocx = 'Hãy mở bằng Word, chọn "Lưu thành" (Save as), kiểu .docx, rồi nhập lại.';
const asXlsx = 'Hãy mở bằng Excel, chọn "Lưu thành" (Save as), kiểu .xlsx, rồi nhập lại.';
const unsupported = (message: string): ImportRefused => new ImportRefused('IMPORT.UNSUPPORTED', message);

const refuseCompound = (bytes: Uint8Array): never => {
  if (includesWide(bytes, 'EncryptedPackage')) {
    throw new ImportRefused('IMPORT.LOCKED', 'Tệp được đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi nhập lại.');
  }
  if (includesWide(bytes, 'Workbook')) throw unsupported(`Tệp là .xls (Excel đời cũ), không đọc được. ${asXlsx}`);
  throw unsupported(`Tệp là .doc (Word đời cũ), không đọc được. ${asDocx}`);
};

const refusePicture = (bytes: Uint8Array): void => {
  const isPicture =
    startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    startsWith(bytes, 0xff, 0xd8, 0xff) ||
    startsWith(bytes, 0x47, 0x49, 0x46, 0x38) ||
    startsWith(bytes, 0x49, 0x49, 0x2a, 0x00) ||
    startsWith(bytes, 0x4d, 0x4d, 0x00, 0x2a);
  if (!isPicture) return;
  throw new ImportRefused(
    'IMPORT.SCANNED',
    'Tệp là ảnh chụp hoặc ảnh quét, không có chữ để đọc. Hãy dùng tệp .docx gốc, hoặc nhận dạng chữ (OCR) rồi lưu thành .docx.',
  );
};

/**
 * Tells a file by its first bytes.
 * @throws ImportRefused for an empty file, one that is too large, and kinds that are not read, each with the remedy.
 */
export const fileKindOf = (bytes: Uint8Array): FileKind => {
  if (bytes.length === 0) throw new ImportRefused('IMPORT.EMPTY', 'Tệp rỗng (0 byte). Hãy kiểm tra lại tệp nguồn.');
  if (bytes.length > limits.fileBytes) throw tooLarge(bytes.length, limits.fileBytes);
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refuseCompound(bytes);
  if (startsWith(bytes, 0x7b, 0x5c, 0x72, 0x74)) throw unsupported(`Tệp là RTF, không đọc được. ${asDocx}`);
  if (startsWith(bytes, 0x50, 0x4b)) return 'archive';
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return 'pdf';
  refusePicture(bytes);
  if (bytes.length > limits.textBytes) throw tooLarge(bytes.length, limits.textBytes);
  return 'text';
};

const tooLarge = (bytes: number, most: number): ImportRefused =>
  new ImportRefused(
    'IMPORT.TOO_LARGE',
    `Tệp ${megabytes(bytes)} MB, lớn hơn giới hạn ${String(Math.round(most / 1_048_576))} MB. Chỉ nhập phần phụ lục của kế hoạch.`,
  );
