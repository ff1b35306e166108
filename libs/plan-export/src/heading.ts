import type { PlanDraft, SourceDocument, SourceTable } from '#contracts';

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\/QĐ/u, 'Quyết định'],
  [/\/CTr/iu, 'Chương trình'],
  [/\/NQ/u, 'Nghị quyết'],
  [/\/CT/u, 'Chỉ thị'],
  [/\/KH/u, 'Kế hoạch'],
];

const kindOf = (number: string): string => kinds.find(([sign]) => sign.test(number))?.[1] ?? 'Văn bản';

/** "(Kèm theo Kế hoạch số 617/KH-UBND ngày 01/12/2025 của UBND tỉnh Đồng Tháp)"; without the number where it is not known. */
const captionOf = ({ number, issuedOn, issuer }: PlanDraft['document']): readonly string[] => {
  if (number === null) return issuer === null ? [] : [`(Kèm theo văn bản của ${issuer})`];
  const day = issuedOn === null ? '' : ` ngày ${issuedOn.split('-').reverse().join('/')}`;
  return [`(Kèm theo ${kindOf(number)} số ${number}${day}${issuer === null ? '' : ` của ${issuer}`})`];
};

/** The heading as the source prints it, from "PHỤ LỤC" down to the table; nothing where no line above the table begins so. */
export const linesAbove = (table: SourceTable, source: SourceDocument | null): readonly string[] => {
  const parts = source?.parts ?? [];
  const before = parts[parts.findIndex((part) => part.kind === 'table' && part.part === table.part) - 1];
  const lines = before?.kind === 'text' ? before.lines.map(({ text }) => text.trim()) : [];
  const start = lines.findLastIndex((line) => /^(?:PHỤ LỤC|PHỤ BIỂU|BIỂU)/iu.test(line));
  return start < 0 ? [] : lines.slice(start).filter((line) => line !== '');
};

/** The lines above an appendix's table; `number` where the plan has more than one. */
export const headingOf = (document: PlanDraft['document'], kind: 'tasks' | 'indicators', number: number | null): readonly string[] => [
  number === null ? 'PHỤ LỤC' : `PHỤ LỤC ${'I'.repeat(number)}`,
  ...(kind === 'indicators' && number !== null ? ['CÁC CHỈ TIÊU CỤ THỂ'] : [document.title].filter((title) => title !== '')),
  ...captionOf(document),
];
