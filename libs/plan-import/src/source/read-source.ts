import { ImportRefused } from '../refusal.js';
import { readDocx } from './docx/read-docx.js';
import { fileKindOf, type FileKind } from './file-kind.js';
import { readHtml } from './html/read-html.js';
import { readMarkdown } from './markdown/read-markdown.js';
import { readPdf } from './pdf/read-pdf.js';
import type { ReadSource } from './source-builder.js';
import { decodeText } from './text/decode-text.js';
import { readText } from './text/read-text.js';
import { readXlsx } from './xlsx/read-xlsx.js';
import { openArchive, type Archive } from './zip/archive.js';
import { relationshipsOf } from './zip/relationships.js';

/** How a file is called; believed only where the content agrees. */
export interface FileLabel {
  readonly name?: string | undefined;
  readonly mediaType?: string | undefined;
}

const extensionOf = ({ name = '' }: FileLabel): string => /\.([a-z0-9]{1,8})$/iu.exec(name)?.[1]?.toLowerCase() ?? '';

/** The kinds of content that a name may stand for; a name of another kind promises nothing. */
const promised: Readonly<Record<string, readonly string[]>> = {
  docx: ['docx'],
  xlsx: ['xlsx'],
  pdf: ['pdf'],
  html: ['text'],
  htm: ['text'],
  md: ['text'],
  markdown: ['text'],
  txt: ['text'],
  tsv: ['text'],
  csv: ['text'],
  png: [],
  jpg: [],
  jpeg: [],
};

const checkName = (label: FileLabel, content: string, shown: string): void => {
  const extension = extensionOf(label);
  const kinds = promised[extension];
  if (kinds === undefined || kinds.includes(content)) return;
  throw new ImportRefused(
    'IMPORT.WRONG_KIND',
    `Tên tệp có đuôi .${extension} nhưng nội dung là ${shown}. Hãy kiểm tra lại tệp, đặt đúng phần mở rộng rồi nhập lại.`,
  );
};

const isMacro = (names: readonly string[]): boolean => names.some((name) => /vbaProject\.bin$|\/macrosheets\//iu.test(name));

const mainPartOf = async (archive: Archive): Promise<string | null> =>
  (await relationshipsOf(archive, '')).find(({ kind }) => kind === 'officeDocument')?.target ?? null;

const refuseArchive = ({ names }: Archive): never => {
  const asDocx = 'Hãy mở tệp, lưu thành .docx rồi nhập lại.';
  if (names.includes('mimetype'))
    throw new ImportRefused('IMPORT.UNSUPPORTED', `Tệp là OpenDocument (.odt, .ods), không đọc được. ${asDocx}`);
  if (names.some((name) => name.startsWith('ppt/')))
    throw new ImportRefused('IMPORT.UNSUPPORTED', `Tệp là bản trình chiếu, không đọc được. ${asDocx}`);
  throw new ImportRefused(
    'IMPORT.UNSUPPORTED',
    'Tệp nén (.zip) không đọc được. Hãy giải nén rồi nhập riêng tệp .docx, .xlsx hoặc .pdf bên trong.',
  );
};

const readArchive = async (bytes: Uint8Array, label: FileLabel): Promise<ReadSource> => {
  const archive = await openArchive(bytes);
  if (isMacro(archive.names)) {
    throw new ImportRefused(
      'IMPORT.UNSAFE',
      'Tệp có chứa macro, không được nhận. Hãy mở tệp, lưu thành .docx hoặc .xlsx (không macro) rồi nhập lại.',
    );
  }
  const main = await mainPartOf(archive);
  if (main?.startsWith('word/') === true) {
    checkName(label, 'docx', 'tài liệu Word (.docx)');
    return readDocx(archive, main);
  }
  if (main?.startsWith('xl/') === true) {
    checkName(label, 'xlsx', 'bảng tính Excel (.xlsx)');
    return readXlsx(archive, main);
  }
  return refuseArchive(archive);
};

const looksLikeHtml = (text: string): boolean =>
  /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|table|div|meta)\b/iu.test(text.slice(0, 4096));

const readAsText = (bytes: Uint8Array, label: FileLabel): ReadSource => {
  checkName(label, 'text', 'văn bản thuần');
  const text = decodeText(bytes);
  const extension = extensionOf(label);
  const isHtml = ['html', 'htm'].includes(extension) || label.mediaType === 'text/html' || looksLikeHtml(text);
  if (isHtml) return readHtml(text);
  if (['md', 'markdown'].includes(extension) || label.mediaType === 'text/markdown') return readMarkdown(text);
  return readText(text);
};

const readers: Readonly<Record<FileKind, (bytes: Uint8Array, label: FileLabel) => Promise<ReadSource> | ReadSource>> = {
  archive: readArchive,
  pdf: (bytes, label) => {
    checkName(label, 'pdf', 'PDF');
    return readPdf(bytes);
  },
  text: readAsText,
};

/**
 * Reads a file into lines and tables, guarding before anything heavy is begun.
 * @throws ImportRefused where the file is not read, with what is wrong and what to do.
 */
export const readSource = async (bytes: Uint8Array, label: FileLabel = {}): Promise<ReadSource> => readers[fileKindOf(bytes)](bytes, label);
