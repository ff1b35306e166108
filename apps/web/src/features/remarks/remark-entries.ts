import type { RemarkView } from '#contracts';

/** One line of the task's history that a remark makes. */
export interface RemarkLine {
  readonly key: string;
  readonly at: string;
  readonly who: string;
  readonly sentence: string;
  readonly detail: string | null;
}

const names = { directive: 'ý kiến chỉ đạo', discussion: 'ý kiến trao đổi' } as const;

const linesOf = (remark: RemarkView): readonly RemarkLine[] => {
  const { number, kind, author, agency, text, before, textAt, removed } = remark;
  const who = agency === null || agency.name === author ? author : `${author} · ${agency.name}`;
  const about = `${names[kind]} số ${String(number)}`;
  const first = before[0];
  const said = first === undefined ? text : first.text;
  const line = (key: string, at: string, by: string, sentence: string, detail: string | null): RemarkLine => ({
    key: `y-kien-${String(number)}-${key}`,
    at,
    who: by,
    sentence,
    detail,
  });
  const edits = [...before.slice(1), ...(first === undefined || text === null ? [] : [{ text, at: textAt }])];
  return [
    line('gui', remark.at, who, kind === 'directive' ? `Cho ${about}.` : `Gửi ${about}.`, said),
    ...edits.map((edit, index) => line(`sua-${String(index)}`, edit.at, who, `Sửa ${about}.`, edit.text)),
    ...(removed === null ? [] : [line('go', removed.at, removed.by, `Gỡ ${about}.`, removed.reason)]),
  ];
};

/** What remarks add to the history of their task; a removed one without its words. */
export const remarkLines = (remarks: readonly RemarkView[]): readonly RemarkLine[] => remarks.flatMap(linesOf);
