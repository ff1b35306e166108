import { createRequire } from 'node:module';
import path from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { ImportRefused } from '../../refusal.js';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

const refusalOf = (cause: unknown): ImportRefused => {
  if (cause instanceof ImportRefused) return cause;
  if (nameOf(cause) === 'PasswordException')
    return new ImportRefused('IMPORT.LOCKED', 'Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu hoặc dùng tệp .docx gốc rồi nhập lại.', {
      cause,
    });
  return new ImportRefused('IMPORT.DAMAGED', 'Tệp PDF bị hỏng hoặc bị cắt cụt, không đọc được. Hãy lấy lại tệp hoặc dùng tệp .docx gốc.', {
    cause,
  });
};

/**
 * Opens a PDF; its scripts are never run. The library is large and is loaded for PDF files alone.
 * @throws ImportRefused
 */
export const withPdf = async <Result>(
  bytes: Uint8Array,
  read: (document: PDFDocumentProxy, ops: Record<string, number>) => Promise<Result>,
): Promise<Result> => {
  const { getDocument, OPS, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const folder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = getDocument({
    // The library takes the bytes for itself.
    data: Uint8Array.from(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    standardFontDataUrl: `${folder}/standard_fonts/`,
    cMapUrl: `${folder}/cmaps/`,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    return await read(await task.promise, OPS);
  } catch (error) {
    throw refusalOf(error);
  } finally {
    await task.destroy();
  }
};
