import { ImportRefused } from '../refusal.js';

/** A plan of a thousand rows is a third of this. */
const MAX_BYTES = 5 * 1024 * 1024;

const signatures: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'Tệp là .docx hoặc .xlsx'],
  [[0x25, 0x50, 0x44, 0x46], 'Tệp là PDF'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'Tệp là .doc hoặc .xls'],
  [[0x7b, 0x5c, 0x72, 0x74], 'Tệp là RTF'],
];
const remedy = 'Hãy mở tệp, chọn toàn bộ, lưu thành văn bản thuần (.txt) mã hóa UTF-8 rồi nhập lại.';

const starts = (bytes: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, at) => bytes[at] === byte);

const decodeUtf16 = (bytes: Uint8Array): string | null => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
};

const lineOfByte = (bytes: Uint8Array, at: number): number =>
  bytes.subarray(0, at).reduce((line, byte) => (byte === 0x0a ? line + 1 : line), 1);

/** The byte at which UTF-8 breaks, by halving: everything before it decodes. */
const firstBadByte = (bytes: Uint8Array): number => {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
};

/**
 * The text of a plain text file: UTF-8, or UTF-16 with its mark.
 * @throws ImportRefused where it is empty, too large, binary or in another encoding.
 */
export const decodePlanText = (bytes: Uint8Array): string => {
  if (bytes.length === 0) throw new ImportRefused('IMPORT.EMPTY', 'Tệp rỗng (0 byte). Hãy kiểm tra lại tệp nguồn.');
  if (bytes.length > MAX_BYTES) {
    throw new ImportRefused(
      'IMPORT.TOO_LARGE',
      `Tệp ${(bytes.length / 1_048_576).toFixed(1).replace('.', ',')} MB, lớn hơn giới hạn 5 MB. Chỉ nhập phần phụ lục của kế hoạch.`,
    );
  }
  const kind = signatures.find(([signature]) => starts(bytes, signature))?.[1];
  if (kind !== undefined) throw new ImportRefused('IMPORT.NOT_TEXT', `${kind}, không phải văn bản thuần. ${remedy}`);
  const wide = decodeUtf16(bytes);
  if (wide !== null) return wide;
  const nul = bytes.indexOf(0);
  if (nul >= 0)
    throw new ImportRefused('IMPORT.NOT_TEXT', `Tệp chứa dữ liệu nhị phân ở dòng ${lineOfByte(bytes, nul)} (byte ${nul}). ${remedy}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const at = firstBadByte(bytes);
    throw new ImportRefused('IMPORT.ENCODING', `Dòng ${lineOfByte(bytes, at)} (byte ${at}) không phải mã UTF-8. ${remedy}`);
  }
};
