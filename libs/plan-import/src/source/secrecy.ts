import type { SourcePart } from '#contracts';
import { ImportRefused } from '../refusal.js';
import type { ReadSource } from './source-builder.js';

const mark = /^\s*(?:\(\s*)?(?:(?:[Đđ]ộ|[Mm]ức độ|ĐỘ|MỨC ĐỘ)\s+(?:mật|MẬT)\s*:\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)(?:\s*\))?[\s.]*$/u;

interface Marked {
  readonly where: string;
  readonly text: string;
}

const inPart = (part: SourcePart): readonly Marked[] =>
  part.kind === 'text'
    ? part.lines.flatMap(({ line, text }) => text.split('\t').map((piece) => ({ where: `Dòng ${String(line)}`, text: piece })))
    : part.cells.flatMap(({ row, column, text }) =>
        text.split('\n').map((piece) => ({ where: `Ô hàng ${String(row)}, cột ${String(column)}`, text: piece })),
      );

/**
 * State secrets never enter (Luật Bảo vệ bí mật nhà nước 117/2025/QH15, art. 5).
 * @throws ImportRefused where the document bears a mark of secrecy, wherever it stands.
 */
export const refuseSecret = (read: ReadSource): void => {
  const margins = read.margins.map((text) => ({ where: 'Đầu trang hoặc chân trang', text }));
  for (const { where, text } of [...margins, ...read.source.parts.flatMap(inPart)]) {
    if (!mark.test(text)) continue;
    const message = `${where} đóng dấu "${text.trim()}": hệ thống không tiếp nhận văn bản mật. Xử lý theo quy định về bảo vệ bí mật nhà nước.`;
    throw new ImportRefused('IMPORT.SECRET', message);
  }
};
