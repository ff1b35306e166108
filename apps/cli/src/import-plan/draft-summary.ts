import type { AgencyDirectory } from '#domain';
import type { AgencyRef, Finding, PlanDraft } from '#contracts';
import { textTable } from '../shared/text-table.js';

const severities: Readonly<Record<Finding['severity'], string>> = { error: 'LỖI', warning: 'CẦN XEM', info: 'ghi chú' };

const shownDate = (date: string | null): string => (date === null ? '' : date.split('-').reverse().join('/'));

/** How many lead parts the refs make: a group counts its members, an open group none. */
const partsOf = (refs: readonly AgencyRef[], { groups }: AgencyDirectory): number => {
  const ids = refs.flatMap(({ kind, id }) => {
    if (kind === 'group') return (groups.find((group) => group.id === id)?.members ?? []).map(({ agencyId }): string => agencyId);
    return kind === 'agency' && id !== null ? [id] : [];
  });
  return new Set(ids).size;
};

const placeOf = ({ source }: Finding): string => {
  if (source === null) return '';
  if (!('line' in source)) return `${source.part}, hàng ${source.row}`;
  return source.line === source.toLine ? `dòng ${source.line}` : `dòng ${source.line}–${source.toLine}`;
};

const tasksTable = ({ tasks }: PlanDraft, directory: AgencyDirectory, width: number): string =>
  textTable(
    [
      { head: '#', width: 3, align: 'right' },
      { head: 'Nhóm', width: 5 },
      { head: 'TT', width: 5 },
      { head: 'Nội dung' },
      { head: 'Chủ trì', width: 32 },
      { head: 'Lượt', width: 4, align: 'right' },
      { head: 'Hạn', width: 10 },
    ],
    tasks.map((task, at) => [
      String(at + 1),
      task.group ?? '',
      task.ordinal ?? '',
      task.title,
      task.leads.map(({ text }) => text).join('; ') || '(chưa rõ)',
      String(partsOf(task.leads, directory)),
      shownDate(task.deadline.due) || task.deadline.text,
    ]),
    width,
  );

const indicatorsTable = ({ indicators }: PlanDraft, width: number): string =>
  textTable(
    [
      { head: 'TT', width: 5 },
      { head: 'Chỉ tiêu' },
      { head: 'Đơn vị', width: 10 },
      { head: 'Cần đạt', width: 30 },
      { head: 'Theo dõi', width: 28 },
    ],
    indicators.map((row) => [
      row.ordinal ?? '',
      row.name,
      row.unit ?? '',
      row.targets.map(({ period, text }) => `${period}: ${text}`).join('; '),
      row.leads.map(({ text }) => text).join('; '),
    ]),
    width,
  );

/** One line for each message, with every place where it holds. */
const findingsText = (findings: readonly Finding[]): string => {
  const places = new Map<string, string[]>();
  for (const severity of ['error', 'warning', 'info'] as const) {
    for (const finding of findings.filter((each) => each.severity === severity)) {
      const line = `[${severities[severity]}] ${finding.message}`;
      places.set(line, [...(places.get(line) ?? []), ...(finding.source === null ? [] : [placeOf(finding)])]);
    }
  }
  return [...places].map(([line, at]) => `  ${line}${at.length === 0 ? '' : ` (${at.join('; ')})`}`).join('\n');
};

/** What was read, for a person at a terminal. */
export const draftSummary = (draft: PlanDraft, directory: AgencyDirectory, width: number): string => {
  const { document, tasks, indicators, findings, coverage } = draft;
  const parts = tasks.reduce((sum, { leads }) => sum + partsOf(leads, directory), 0);
  const head = [
    document.title || '(chưa rõ tên kế hoạch)',
    `Số: ${document.number ?? '(để trống)'} · Ngày: ${shownDate(document.issuedOn) || '(để trống)'} · Cơ quan ban hành: ${document.issuer ?? '(chưa rõ)'}`,
  ].join('\n');
  const sections = [
    head,
    `NHIỆM VỤ: ${tasks.length}, gồm ${parts} lượt giao\n${tasksTable(draft, directory, width)}`,
    ...(indicators.length === 0 ? [] : [`CHỈ TIÊU: ${indicators.length}\n${indicatorsTable(draft, width)}`]),
    ...(findings.length === 0 ? [] : [`CẦN XEM LẠI: ${findings.length}\n${findingsText(findings)}\n`]),
    `Đã xếp ${coverage.accounted}/${coverage.units} dòng có chữ của tệp.\n`,
  ];
  return sections.join('\n');
};
