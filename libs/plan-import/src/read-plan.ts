import type { PlanDraft, SourceDocument, SourceView } from '#contracts';
import type { PlainDate } from '#domain';
import { placeOf, spanOf, type FreeLine } from './cells/cell.js';
import { checkDraft } from './checks/check-draft.js';
import { Coverage } from './document/coverage.js';
import { factsOf, titleOf, type DocumentFacts } from './document/document-facts.js';
import { flowOf, type FlowItem } from './document/find-tables.js';
import { sortLines, type SortedLines } from './document/sort-lines.js';
import { FindingLog } from './findings.js';
import { resolveDittos } from './rows/ditto.js';
import { proposeOrdinals } from './rows/propose-ordinals.js';
import type { ReadContext } from './rows/read-context.js';
import { readIndicators } from './rows/read-indicator.js';
import { readTask } from './rows/read-task.js';
import { assembleTasks } from './rows/task-assembler.js';
import type { ReadSource } from './source/source-builder.js';
import type { Table } from './tables/table.js';
import { contextOf, type Understanding } from './understanding.js';

/** Where each place stands in the document, for telling findings in its order. */
const orderOf = ({ parts }: SourceDocument): ((place: SourceView) => number) => {
  const begins = new Map<string, number>();
  const lines = new Map<number, number>();
  let next = 1;
  for (const part of parts) {
    if (part.kind === 'table') {
      begins.set(part.part, next);
      next += part.rows + 1;
    } else for (const { line } of part.lines) lines.set(line, next++);
  }
  return (place) => ('line' in place ? (lines.get(place.line) ?? 0) : (begins.get(place.part) ?? 0) + place.row);
};

const tellBlanks = ({ blanks }: DocumentFacts, log: FindingLog): void => {
  if (blanks.includes('number')) {
    log.add('document-number-blank', 'Số văn bản để trống trong bản gốc; cần bổ sung.', { pointer: '/document/number' });
  }
  if (blanks.includes('date')) {
    log.add('document-date-blank', 'Ngày ban hành để trống hoặc thiếu trong bản gốc; cần bổ sung.', { pointer: '/document/issuedOn' });
  }
};

const noTable =
  'Không tìm thấy bảng phụ lục nào: cần một dòng tiêu đề có nội dung nhiệm vụ, cơ quan chủ trì, thời hạn (hoặc chỉ tiêu, đơn vị tính).';

export interface ReadPlan {
  readonly draft: PlanDraft;
  /** A day on which the names in it mean what they say; null: the document names none. */
  readonly heldOn: PlainDate | null;
}

/** Reads a document's tables one after the other into one draft. */
class PlanReader {
  private readonly log: FindingLog;
  private readonly coverage = new Coverage();
  private readonly groups: PlanDraft['groups'] = [];
  private readonly tasks: PlanDraft['tasks'] = [];
  private readonly indicators: PlanDraft['indicators'] = [];

  constructor(
    private readonly read: ReadSource,
    private readonly understanding: Understanding,
  ) {
    this.log = new FindingLog(orderOf(read.source));
  }

  understand(): ReadPlan {
    const { source, notes } = this.read;
    const flow = flowOf(source);
    const tables = flow.flatMap((item) => (item.kind === 'table' ? [item.table] : []));
    const sorted = sortLines(flow);
    const facts = factsOf(headOf(flow, sorted));
    const context = contextOf(this.understanding, this.log, facts);
    tellBlanks(facts, this.log);
    for (const { code, message, part } of notes)
      this.log.add(code, message, { source: part === null ? null : { part, row: 1, column: null } });
    if (tables.length === 0) this.log.add('no-table', noTable);
    for (const table of tables) this.takeTable(table, context);
    this.takeLines(sorted);
    const document = { number: facts.number, issuedOn: facts.issuedOn, issuer: facts.issuer, title: documentTitle(tables) };
    const rows = { document, groups: this.groups, tasks: this.tasks, indicators: this.indicators };
    checkDraft(rows, context, this.understanding.otherPlans ?? []);
    const coverage = this.coverage.report(source, this.log);
    return { draft: { ...rows, findings: [...this.log.list()], coverage }, heldOn: facts.heldOn };
  }

  private takeTable(table: Table, context: ReadContext): void {
    this.coverage.useLines(table.heading);
    this.coverage.use([...table.header, ...table.repeatedHeaders.flat()]);
    const all = table.rows.flatMap(({ ordinal, cells }) => [...(ordinal === null ? [] : [ordinal]), ...cells]);
    const { used, notes } = table.kind === 'tasks' ? this.takeTasks(table, context) : this.takeIndicators(table, context);
    this.coverage.use([...used, ...notes]);
    const taken = new Set([...used, ...notes]);
    this.coverage.leave(all.filter((cell) => cell.lines.length > 0 && !taken.has(cell)));
    for (const cells of table.repeatedHeaders) {
      this.log.add('header-repeated', 'Tiêu đề bảng được lặp lại; bỏ qua.', { source: placeOf(cells) });
    }
    for (const note of notes) this.log.add('note', `Ghi chú của bảng: "${note.lines.join(' ').slice(0, 200)}".`, { source: note.place });
  }

  private takeTasks(table: Table, context: ReadContext): Pick<ReturnType<typeof assembleTasks>, 'used' | 'notes'> {
    const assembled = assembleTasks(table, context.reader);
    proposeOrdinals(assembled.tasks);
    resolveDittos(assembled.tasks);
    const before = { groups: this.groups.length, tasks: this.tasks.length };
    const sharesColumn = table.columns.some(({ role, head }) => role === 'lead' && /phối\s+hợp/iu.test(head));
    this.takeGroups(assembled.groups);
    assembled.tasks.forEach((task, at) => {
      const group = task.groupIndex === null ? undefined : assembled.groups[task.groupIndex];
      const ordinal = group === undefined || group.ordinal === '' ? null : group.ordinal;
      this.tasks.push(readTask(task, ordinal, context, { row: before.tasks + at, groups: before.groups, sharesColumn }));
    });
    return assembled;
  }

  private takeIndicators(table: Table, context: ReadContext): Pick<ReturnType<typeof readIndicators>, 'used' | 'notes'> {
    const found = readIndicators(table, context, { indicators: this.indicators.length, groups: this.groups.length });
    this.takeGroups(found.groups);
    this.indicators.push(...found.indicators);
    return found;
  }

  private takeGroups(groups: ReturnType<typeof assembleTasks>['groups']): void {
    const before = this.groups.length;
    this.groups.push(...groups.map((group) => ({ ...group, parent: group.parent === null ? null : before + group.parent })));
  }

  private takeLines({ furniture, notes, body, unknown }: SortedLines): void {
    this.coverage.useLines([...furniture, ...notes, ...body]);
    this.coverage.leaveLines(unknown);
    for (const { text, unit } of notes) this.log.add('note', `Ghi chú ngoài bảng: "${text.slice(0, 200)}".`, { source: unit.place });
    if (body.length === 0) return;
    const message = `Phần lời của văn bản (${String(body.length)} dòng) đứng trước các bảng, không đưa vào bản thảo; chỉ phụ lục được đọc.`;
    this.log.add('body-text', message, { source: spanOf(body.map(({ unit }) => unit.place)) });
  }
}

/** The lines that may name number, day and issuer: headings of tables first, then the letterhead. */
const headOf = (flow: readonly FlowItem[], { furniture }: SortedLines): readonly FreeLine[] => [
  ...flow.flatMap((item) => (item.kind === 'table' ? item.table.heading : [])),
  ...furniture,
];

/** The title of the appendix of tasks stands for the document. */
const documentTitle = (tables: readonly Table[]): string => {
  const main =
    tables.find(({ kind, heading }) => kind === 'tasks' && titleOf(heading) !== '') ??
    tables.find(({ heading }) => titleOf(heading) !== '');
  return main === undefined ? '' : titleOf(main.heading);
};

/**
 * Understands a document's tables. Nothing is dropped in silence: every unit is part of the draft, or known furniture, or stands in
 * `coverage.unaccounted`. It never throws, whatever the document holds.
 */
export const readPlan = (read: ReadSource, understanding: Understanding): ReadPlan => new PlanReader(read, understanding).understand();
