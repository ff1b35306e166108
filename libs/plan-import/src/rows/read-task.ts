import { parseDeadline } from '#domain';
import type { AgencyRef, DraftDeadline, DraftTask, FieldPlaces, FindingCode, SourceView } from '#contracts';
import { readAgencyList, type AgencyList } from '../agencies/agency-list.js';
import { agencyTextOf, deadlineTextOf } from '../cells/agency-text.js';
import { linesOf, placeOf, placesOf, textOf, type Cell } from '../cells/cell.js';
import type { ColumnRole } from '../tables/header-roles.js';
import { deadlineMessages } from './deadline-messages.js';
import { readLeadCell } from './lead-cell.js';
import { splitOrdinal } from './ordinals.js';
import { RowFindings, type ReadContext } from './read-context.js';
import type { YearCell } from './assign-columns.js';
import type { TaskCells } from './task-assembler.js';

/** Where a task stands in the draft: its own index, and how many groups stand before those of its table. */
export interface TaskPosition {
  readonly row: number;
  readonly groups: number;
  /** Its table has one column for lead and coordinating agencies. */
  readonly sharesColumn?: boolean;
}

const fieldOf: Partial<Record<ColumnRole, string>> = {
  lead: 'leads',
  coordinator: 'coordinators',
  approver: 'approvers',
  start: 'deadline',
};
const none: AgencyList = { refs: [], doubts: [] };

/** Reads one task's cells and tells every doubt about them. */
class TaskReader {
  private readonly findings: RowFindings;
  private readonly place: SourceView;

  constructor(
    private readonly task: TaskCells,
    private readonly context: ReadContext,
    private readonly at: TaskPosition,
  ) {
    this.findings = new RowFindings(`/tasks/${String(at.row)}`, context);
    const { ordinalCell, cells, others } = task;
    const own = [...cells.values()].flat();
    this.place = placeOf([...(ordinalCell === null ? [] : [ordinalCell]), ...own, ...others.map(({ cell }) => cell)]);
    for (const { code, message, place = this.place, field = '', fix } of task.doubts) {
      this.findings.tell({ code, message, field, place, fix: fix === undefined ? null : this.findings.fix(fix.label, field, fix.value) });
    }
  }

  read(groupOrdinal: string | null): DraftTask {
    const title = this.title();
    const { leads, coordinators } = this.readAgencies();
    const approvers = this.list('approver').refs;
    const deadline = this.readDeadline();
    this.checkLeads(leads);
    this.checkApprovers(approvers);
    this.checkCoordinators(coordinators, leads);
    if (title === '') this.tell('missing-title', 'Nhiệm vụ không có nội dung.', '/title');
    if (this.task.ordinal === null && !this.findings.codes.has('ordinal-proposed')) {
      this.tell('missing-ordinal', 'Dòng không có số thứ tự.', '/ordinal');
    }
    this.tellTornCells();
    return {
      ordinal: this.task.ordinal,
      group: groupOrdinal,
      groupIndex: this.task.groupIndex === null ? null : this.at.groups + this.task.groupIndex,
      title,
      leads: [...leads],
      coordinators: [...coordinators],
      approvers: [...approvers],
      funding: this.prose('funding'),
      output: this.prose('output'),
      responsible: this.prose('responsible'),
      status: this.prose('status'),
      others: this.task.others.map(({ head, cell }) => ({ head, text: textOf(cell) })),
      printed: { leads: this.printed('lead'), coordinators: this.printed('coordinator'), approvers: this.printed('approver') },
      deadline,
      source: this.place,
      places: this.places(),
      findings: [...this.findings.codes],
    };
  }

  private cells(role: ColumnRole): readonly Cell[] {
    return this.task.cells.get(role) ?? [];
  }

  private title(): string {
    const text = this.cells('title').map(textOf).join('\n');
    return this.task.titleHoldsOrdinal ? (splitOrdinal(text)?.rest ?? text) : text;
  }

  private prose(role: ColumnRole): string | null {
    return this.cells(role).map(textOf).join('\n') || null;
  }

  private printed(role: ColumnRole): string {
    return this.cells(role).map(textOf).join('; ');
  }

  private agencyText(role: ColumnRole): string {
    return this.cells(role).map(agencyTextOf).join('; ');
  }

  private list(role: 'coordinator' | 'approver'): AgencyList {
    const text = this.agencyText(role);
    if (text === '') return none;
    const list = readAgencyList(text.replace(/^\s*phối\s+hợp(?:\s+với)?\s*:?\s*/iu, ''), this.context.reader);
    this.findings.tellAgencies(list, `/${role}s`, this.placeOf(role));
    return list;
  }

  private readAgencies(): { readonly leads: readonly AgencyRef[]; readonly coordinators: readonly AgencyRef[] } {
    const text = this.agencyText('lead');
    const named = this.list('coordinator').refs;
    if (text === '') return { leads: [], coordinators: named };
    const { leads, coordinators } = readLeadCell(text, this.context.reader);
    const place = this.placeOf('lead');
    this.findings.tellAgencies(leads, '/leads', place);
    if (coordinators === null && this.at.sharesColumn === true && leads.refs.length > 1) {
      this.tell(
        'roles-unclear',
        'Cột ghi chung cơ quan chủ trì và phối hợp; ô không nói rõ cơ quan nào chủ trì, tạm coi tất cả là chủ trì.',
        '/leads',
        place,
      );
    }
    if (coordinators === null) return { leads: leads.refs, coordinators: named };
    const message = 'Ô cơ quan chủ trì ghi cả cơ quan phối hợp; đã tách riêng.';
    this.tell('coordinators-in-lead-cell', message, '/coordinators', place);
    this.findings.tellAgencies(coordinators, '/coordinators', place);
    return { leads: leads.refs, coordinators: [...coordinators.refs, ...named] };
  }

  private checkLeads(leads: readonly AgencyRef[]): void {
    if (leads.length === 0) {
      this.tell('missing-lead', 'Không ghi cơ quan chủ trì; nhiệm vụ được đưa vào theo dõi ở trạng thái chưa giao.', '/leads');
    }
    leads.forEach(({ id, text, kind }, index) => {
      if (kind !== 'group' || id === null || !this.context.isOpenGroup(id)) return;
      const message = `"${text}" trong ô chủ trì không chỉ rõ cơ quan; không lập lượt giao.`;
      this.tell('open-group-lead', message, `/leads/${String(index)}`, this.placeOf('lead'));
    });
    const keys = leads.map(keyOf);
    if (new Set(keys).size === keys.length) return;
    const kept = leads.filter((lead, index) => keys.indexOf(keyOf(lead)) === index);
    this.findings.tell({
      code: 'repeated-lead',
      message: 'Một cơ quan chủ trì được ghi hai lần.',
      field: '/leads',
      place: this.placeOf('lead'),
      fix: this.findings.fix('Bỏ tên ghi trùng', '/leads', kept),
    });
  }

  private checkApprovers(approvers: readonly AgencyRef[]): void {
    if (approvers.length > 1) {
      const names = approvers.map(({ text }) => text).join('; ');
      this.tell('several-approvers', `Ghi nhiều cấp phê duyệt (${names}); lấy cấp cao nhất.`, '/approvers', this.placeOf('approver'));
    }
    if (approvers.length > 0) return;
    const { issuedBy, issuer } = this.context;
    this.findings.tell({
      code: 'missing-approver',
      message: `Không ghi cấp phê duyệt; đề xuất ${issuer ?? 'cơ quan ban hành kế hoạch'}.`,
      field: '/approvers',
      place: this.place,
      fix: issuedBy === null ? null : this.findings.fix(`Chọn ${this.context.nameOf(issuedBy.id ?? '')}`, '/approvers', [issuedBy]),
    });
  }

  private checkCoordinators(coordinators: readonly AgencyRef[], leads: readonly AgencyRef[]): void {
    const leading = new Set(leads.filter(({ kind }) => kind === 'agency').map(keyOf));
    coordinators.forEach((ref, index) => {
      const field = `/coordinators/${String(index)}`;
      if (ref.kind === 'group' && ref.id !== null && this.context.isOpenGroup(ref.id)) {
        this.tell('open-group', `"${ref.text}" không nêu tên cơ quan; cơ quan chủ trì nêu tên khi đề nghị phối hợp.`, field);
      }
      if (!leading.has(keyOf(ref))) return;
      this.findings.tell({
        code: 'lead-coordinates',
        message: `"${ref.text}" vừa chủ trì vừa phối hợp.`,
        field,
        place: this.placeOf('coordinator'),
        fix: this.findings.fix(
          'Bỏ khỏi cơ quan phối hợp',
          '/coordinators',
          coordinators.filter((each) => each !== ref),
        ),
      });
    });
  }

  private readDeadline(): DraftDeadline {
    const { issuedOn } = this.context;
    const text = this.cells('deadline').map(deadlineTextOf).join('; ');
    const start = this.cells('start').map(deadlineTextOf).join('; ');
    const bounds = start === '' ? text : `${start} - ${text}`;
    const parsed = parseDeadline(bounds === '' ? roadmapText(this.task.years) : bounds, { issuedOn });
    const place = this.placeOf('deadline');
    const { deadline, findings } = parsed;
    if (deadline.kind === 'none') this.tell('missing-deadline', 'Không ghi thời hạn.', '/deadline');
    if (deadline.kind === 'by-rule') {
      this.tell('deadline-by-rule', `Thời hạn theo quy định, không có ngày cụ thể (${deadline.text}).`, '/deadline', place);
    }
    for (const code of findings) this.tell(`deadline-${code}`, `${deadlineMessages[code]} (${deadline.text})`, '/deadline', place);
    return { ...deadline };
  }

  private places(): FieldPlaces {
    const { ordinalCell, cells, others, years } = this.task;
    const places: FieldPlaces = ordinalCell === null ? {} : { ordinal: [ordinalCell.place] };
    for (const [role, own] of cells) {
      const field = fieldOf[role] ?? role;
      places[field] = [...(places[field] ?? []), ...own.flatMap(placesOf)];
    }
    others.forEach(({ cell }, index) => (places[`others/${String(index)}`] = [cell.place]));
    if (years.length > 0) places['deadline'] = [...(places['deadline'] ?? []), ...years.map(({ cell }) => cell.place)];
    return places;
  }

  /** In a dump of text a cell of several lines was put together again. */
  private tellTornCells(): void {
    for (const [role, cells] of this.task.cells) {
      if (role === 'title') continue;
      for (const cell of cells) {
        if (cell.column > 0 || cell.lines.length < 2) continue;
        const message = `Ô bị ngắt thành ${String(cell.lines.length)} dòng, đã nối lại: "${linesOf(cell).replace(/\n/gu, ' ')}".`;
        this.tell('split-cell', message, '', cell.place);
      }
    }
  }

  private placeOf(role: ColumnRole): SourceView {
    const cells = this.cells(role);
    return cells.length === 0 ? this.place : placeOf(cells);
  }

  private tell(code: FindingCode, message: string, field = '', place: SourceView = this.place): void {
    this.findings.tell({ code, message, field, place });
  }
}

/** The years that a roadmap marks: "2026 - 2028" where they follow one another. What a cell says beside a mark is kept as it stands. */
const roadmapText = (years: readonly YearCell[]): string => {
  const isMark = ({ cell }: YearCell): boolean => /^[xX✓✔•●+v]+$/u.test(textOf(cell));
  if (!years.every(isMark)) return years.map(({ year, cell }) => (isMark({ year, cell }) ? year : `${year}: ${textOf(cell)}`)).join('; ');
  const marked = years.map(({ year }) => year);
  const [first, last] = [marked[0] ?? '', marked.at(-1) ?? ''];
  const isRow = Number(last) - Number(first) === marked.length - 1;
  return isRow && marked.length > 1 ? `${first} - ${last}` : marked.join(', ');
};

const keyOf = ({ id, text }: AgencyRef): string => id ?? text.toLowerCase();

export const readTask = (task: TaskCells, groupOrdinal: string | null, context: ReadContext, at: TaskPosition): DraftTask =>
  new TaskReader(task, context, at).read(groupOrdinal);
