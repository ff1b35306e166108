import { FileRefused } from './file-errors.js';

interface MediaType {
  readonly mediaType: string;
  readonly extensions: readonly string[];
  /** The bytes such a file begins with; none: anything. */
  readonly starts: readonly (readonly number[])[];
}

const zip = [0x50, 0x4b];
const ole = [0xd0, 0xcf, 0x11, 0xe0];
const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

const known: readonly MediaType[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'], starts: [[0x25, 0x50, 0x44, 0x46]] },
  { mediaType: `${office}.wordprocessingml.document`, extensions: ['docx'], starts: [zip] },
  { mediaType: `${office}.spreadsheetml.sheet`, extensions: ['xlsx'], starts: [zip] },
  { mediaType: `${office}.presentationml.presentation`, extensions: ['pptx'], starts: [zip] },
  { mediaType: 'application/msword', extensions: ['doc'], starts: [ole] },
  { mediaType: 'application/vnd.ms-excel', extensions: ['xls'], starts: [ole] },
  { mediaType: `${openDocument}.text`, extensions: ['odt'], starts: [zip] },
  { mediaType: `${openDocument}.spreadsheet`, extensions: ['ods'], starts: [zip] },
  { mediaType: 'application/zip', extensions: ['zip'], starts: [zip] },
  { mediaType: 'image/png', extensions: ['png'], starts: [[0x89, 0x50, 0x4e, 0x47]] },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], starts: [[0xff, 0xd8, 0xff]] },
  { mediaType: 'text/plain', extensions: ['txt'], starts: [] },
  { mediaType: 'text/csv', extensions: ['csv'], starts: [] },
  { mediaType: 'text/html', extensions: ['html', 'htm'], starts: [] },
  { mediaType: 'text/markdown', extensions: ['md'], starts: [] },
  { mediaType: 'text/tab-separated-values', extensions: ['tsv'], starts: [] },
];

const listed = known.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`)).join(', ');
const aliases: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'application/x-zip-compressed': 'application/zip',
  'application/x-pdf': 'application/pdf',
};

/**
 * The media type under which a file is kept: the declared one, or that of its extension where none is declared.
 * @throws FileRefused for kinds that are not taken.
 */
export const mediaTypeOf = (declared: string, name: string): string => {
  const plain = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  const asked = aliases[plain] ?? plain;
  const extension = /\.([a-z0-9]+)$/iu.exec(name)?.[1]?.toLowerCase();
  const isUnsaid = asked === '' || asked === 'application/octet-stream';
  const found = known.find(({ mediaType, extensions }) =>
    isUnsaid ? extension !== undefined && extensions.includes(extension) : mediaType === asked,
  );
  if (found !== undefined) return found.mediaType;
  const kind = isUnsaid ? `"${name}"` : asked;
  throw new FileRefused('FILE.MEDIA_TYPE', `Không nhận loại tệp ${kind}. Các loại được nhận: ${listed}.`);
};

/** @throws FileRefused where the first bytes are not those of the declared kind. */
export const checkStart = (first: Uint8Array, mediaType: string): void => {
  const starts = known.find((each) => each.mediaType === mediaType)?.starts ?? [];
  const fits = starts.length === 0 ? !first.includes(0) : starts.some((bytes) => bytes.every((byte, at) => first[at] === byte));
  // UTF-16 text has zero bytes behind its mark.
  const isWideText = starts.length === 0 && ((first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0xfe && first[1] === 0xff));
  if (fits || isWideText) return;
  throw new FileRefused(
    'FILE.CONTENT_MISMATCH',
    `Nội dung tệp không phải ${mediaType} như khai báo. Hãy kiểm tra lại tệp, đặt đúng phần mở rộng rồi gửi lại.`,
  );
};

/** The bare name without folders and control characters, at most 255 characters, its extension kept. */
export const fileNameOf = (given: string): string => {
  const base = given.split(/[\\/]/u).at(-1) ?? '';
  const clean = Array.from(
    base
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}"<>|*?:]+/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
  );
  if (clean.length === 0 || /^\.+$/u.test(clean.join('')))
    throw new FileRefused('FILE.NAME', 'Tệp chưa có tên. Hãy đặt tên tệp rồi gửi lại.');
  if (clean.length <= 255) return clean.join('');
  const extension = /\.[a-z0-9]{1,8}$/iu.exec(clean.join(''))?.[0] ?? '';
  return clean.slice(0, 255 - extension.length).join('') + extension;
};
