import { ImportRefused } from '../../refusal.js';

const remedy = 'Hãy mở tệp, chọn toàn bộ, lưu thành văn bản thuần (.txt) mã hóa UTF-8 hoặc thành .docx rồi nhập lại.';

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
 * The letters of a file that is text: UTF-8, or UTF-16 with its mark.
 * @throws ImportRefused where it is binary or in another encoding, with the place.
 */
export const decodeText = (bytes: Uint8Array): string => {
  const wide = decodeUtf16(bytes);
  if (wide !== null) return wide;
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const place = `dòng ${String(lineOfByte(bytes, nul))} (byte ${String(nul)})`;
    throw new ImportRefused('IMPORT.UNSUPPORTED', `Tệp chứa dữ liệu nhị phân ở ${place}, không phải văn bản. ${remedy}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const at = firstBadByte(bytes);
    const place = `Dòng ${String(lineOfByte(bytes, at))} (byte ${String(at)})`;
    throw new ImportRefused('IMPORT.ENCODING', `${place} không phải mã UTF-8. ${remedy}`, { cause });
  }
};
