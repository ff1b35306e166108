import { parseDeadline, type PlainDate } from '#domain';
import type { AgencyRef, DraftTask, FieldPlaces, FindingCode } from '#contracts';
import type { AgencyIndex } from '../agencies/agency-index.js';
import { readAgencyList, type AgencyDoubt, type AgencyList } from '../agencies/agency-list.js';
import type { FindingLog } from '../findings.js';
import type { Place } from '../places.js';
import type { ColumnRole } from '../tables/header-roles.js';
import { placeOf, textOf, type Cell } from '../text/cells.js';
import { deadlineMessages } from './deadline-messages.js';
import { readLeadCell } from './lead-cell.js';
import type { TaskCells } from './task-assembler.js';

export interface ReadContext {
  readonly index: AgencyIndex;
  readonly log: FindingLog;
  readonly isOpenGroup: (id: string) => boolean;
  readonly nameOf: (id: string) => string;
  /** Who issued the document, as it says. */
  readonly issuer: string | null;
  readonly issuedOn: PlainDate | null;
  /** The nearest name of the directory, to propose for an unknown one. */
  readonly propose: (text: string) => string | null;
}

/** Where a task stands in the draft: its own index, and how many groups stand before those of its table. */
export interface TaskPosition {
  readonly row: number;
  readonly groups: number;
}

const fieldOf: Partial<Record<ColumnRole, string>> = { lead: 'leads', coordinator: 'coordinators', approver: 'approvers' };
const none: AgencyList = { refs: [], doubts: [] };

/** Reads one task's cells and tells every doubt about them. */
class TaskReader {
  private readonly codes = new Set<FindingCode>();
  private readonly place: Place;

  constructor(
    private readonly task: TaskCells,
    private readonly context: ReadContext,
    private readonly at: TaskPosition,
  ) {
    this.place = { line: task.line, toLine: task.toLine };
    for (const { code, message, place } of task.doubts) {
      if (message === null) this.codes.add(code);
      else this.tell(code, message, '', place);
    }
  }

  read(): DraftTask {
    const title = this.text('title', '\n');
    const { leads, coordinators } = this.readAgencies();
    const approvers = this.list('approver').refs;
    const { deadline, due } = this.readDeadline();
    this.checkAgencies(leads, approvers);
    this.checkCoordinators(coordinators);
    if (title === '') this.tell('missing-title', 'Nhiệm vụ không có nội dung.', '/title');
    if (this.task.ordinal === null && !this.codes.has('ordinal-proposed'))
      this.tell('missing-ordinal', 'Dòng không có số thứ tự.', '/ordinal');
    if (due !== null) this.findMilestone(title, due);
    this.tellTornCells();
    return {
      ordinal: this.task.ordinal,
      group: this.task.group,
      groupIndex: this.task.groupIndex === null ? null : this.at.groups + this.task.groupIndex,
      title,
      leads: [...leads],
      coordinators: [...coordinators],
      approvers: [...approvers],
      funding: this.text('funding') || null,
      output: this.text('output') || null,
      responsible: this.text('responsible') || null,
      status: null,
      others: this.cells('remark').map((cell) => ({ head: '', text: textOf(cell) })),
      printed: { leads: this.text('lead', '; '), coordinators: this.text('coordinator', '; '), approvers: this.text('approver', '; ') },
      deadline,
      source: this.place,
      places: this.places(),
      findings: [...this.codes],
    };
  }

  private text(role: ColumnRole, joint = ' '): string {
    return this.cells(role).map(textOf).join(joint);
  }

  private cells(role: ColumnRole): readonly Cell[] {
    return this.task.cells.get(role) ?? [];
  }

  private list(role: ColumnRole): AgencyList {
    const text = this.text(role, '; ');
    if (text === '') return none;
    const list = readAgencyList(text, this.context.index);
    this.tellDoubts(list.doubts, `/${role}s`, this.placeOf(role));
    return list;
  }

  private readAgencies(): { readonly leads: readonly AgencyRef[]; readonly coordinators: readonly AgencyRef[] } {
    const named = this.list('coordinator').refs;
    const text = this.text('lead', '; ');
    if (text === '') return { leads: [], coordinators: named };
    const cell = readLeadCell(text, this.context.index);
    const place = this.placeOf('lead');
    this.tellDoubts(cell.leads.doubts, '/leads', place);
    this.tellDoubts(cell.coordinators?.doubts ?? [], '/coordinators', place);
    if (cell.coordinators !== null) {
      this.tell('coordinators-in-lead-cell', 'Ô cơ quan chủ trì ghi cả cơ quan phối hợp; đã tách riêng.', '/coordinators', place);
    }
    return { leads: cell.leads.refs, coordinators: [...(cell.coordinators?.refs ?? []), ...named] };
  }

  private checkAgencies(leads: readonly AgencyRef[], approvers: readonly AgencyRef[]): void {
    if (leads.length === 0)
      this.tell('missing-lead', 'Không ghi cơ quan chủ trì; nhiệm vụ được đưa vào theo dõi ở trạng thái chưa giao.', '/leads');
    for (const { id, text, kind } of leads) {
      if (kind !== 'group' || id === null || !this.context.isOpenGroup(id)) continue;
      this.tell('open-group-lead', `"${text}" trong ô chủ trì không chỉ rõ cơ quan; không lập lượt giao.`, '/leads', this.placeOf('lead'));
    }
    if (approvers.length === 0)
      this.tell(
        'missing-approver',
        `Không ghi cấp phê duyệt; đề xuất ${this.context.issuer ?? 'cơ quan ban hành kế hoạch'}.`,
        '/approvers',
      );
    if (approvers.length > 1) {
      const names = approvers.map(({ text }) => text).join('; ');
      this.tell('several-approvers', `Ghi nhiều cấp phê duyệt (${names}); lấy cấp cao nhất.`, '/approvers', this.placeOf('approver'));
    }
    const keys = leads.map(({ id, text }) => id ?? text);
    if (new Set(keys).size < keys.length)
      this.tell('repeated-lead', 'Một cơ quan chủ trì được ghi hai lần.', '/leads', this.placeOf('lead'));
  }

  private checkCoordinators(coordinators: readonly AgencyRef[]): void {
    for (const { id, text, kind } of coordinators) {
      if (kind !== 'group' || id === null || !this.context.isOpenGroup(id)) continue;
      this.tell('open-group', `"${text}" không nêu tên cơ quan; cơ quan chủ trì nêu tên khi đề nghị phối hợp.`, '/coordinators');
    }
  }

  private tellDoubts(doubts: readonly AgencyDoubt[], field: string, place: Place): void {
    for (const doubt of doubts) {
      const { code, text } = doubt;
      if (code === 'doubled-word') this.tell(code, `Từ bị lặp trong "${text}".`, field, place);
      else if (code === 'abbreviation') this.tell(code, `"${text}" được hiểu là ${this.context.nameOf(doubt.id)}.`, field, place);
      else if (code === 'authority-unnamed') this.tell(code, `"${text}" không nêu tên cơ quan; cần chỉ định cấp phê duyệt.`, field, place);
      else this.tell(code, this.unknownMessage(text), field, place);
    }
  }

  private unknownMessage(text: string): string {
    const proposal = this.context.propose(text);
    return `Chưa nhận ra cơ quan "${text}"${proposal === null ? '.' : `; gần nhất: ${proposal}.`}`;
  }

  private readDeadline(): Pick<DraftTask, 'deadline'> & { readonly due: string | null } {
    const { deadline, findings } = parseDeadline(this.text('deadline', '\n'), { issuedOn: this.context.issuedOn });
    const place = this.placeOf('deadline');
    if (deadline.kind === 'none') this.tell('missing-deadline', 'Không ghi thời hạn.', '/deadline');
    if (deadline.kind === 'by-rule')
      this.tell('deadline-by-rule', `Thời hạn theo quy định, không có ngày cụ thể (${deadline.text}).`, '/deadline', place);
    for (const code of findings) {
      this.tell(`deadline-${code}`, `${deadlineMessages[code]} (${deadline.text})`, '/deadline', place);
    }
    return { deadline: { ...deadline }, due: deadline.due };
  }

  /** "Đến năm 2025 hoàn thành …" in a task due in 2030. */
  private findMilestone(title: string, due: string): void {
    const dueYear = Number(due.slice(0, 4));
    const years = Array.from(title.matchAll(/(?:đến|hết|vào|trong|trước)\s+(?:hết\s+|cuối\s+)?năm\s+((?:19|20)\d\d)/giu), ([, year]) =>
      Number(year),
    );
    const earlier = [...new Set(years.filter((year) => year < dueYear))];
    if (earlier.length === 0) return;
    const message = `Nội dung có mốc sớm hơn thời hạn: năm ${earlier.join(', ')}.`;
    this.tell('milestone-in-title', message, '/title', this.placeOf('title'));
  }

  private places(): FieldPlaces {
    const { ordinalPlace, cells } = this.task;
    const places: FieldPlaces = ordinalPlace === null ? {} : { ordinal: [ordinalPlace] };
    for (const [role, own] of cells) {
      if (role !== 'remark') places[fieldOf[role] ?? role] = own.map((cell) => placeOf([cell]));
      else own.forEach((cell, index) => (places[`others/${String(index)}`] = [placeOf([cell])]));
    }
    return places;
  }

  private tellTornCells(): void {
    for (const [role, cells] of this.task.cells) {
      if (role === 'title') continue;
      for (const cell of cells) if (cell.paragraphs.length > 1) this.tellTorn(cell);
    }
  }

  private tellTorn(cell: Cell): void {
    const message = `Ô bị ngắt thành ${cell.paragraphs.length} dòng, đã nối lại: "${textOf(cell)}".`;
    this.tell('split-cell', message, '', placeOf([cell]));
  }

  private placeOf(role: ColumnRole): Place {
    const cells = this.cells(role);
    return cells.length === 0 ? this.place : placeOf(cells);
  }

  /** `field`: JSON pointer within the task; empty for the task as a whole. */
  private tell(code: FindingCode, message: string, field = '', place: Place = this.place): void {
    this.codes.add(code);
    this.context.log.add(code, message, { source: place, pointer: `/tasks/${String(this.at.row)}${field}` });
  }
}

export const readTask = (task: TaskCells, context: ReadContext, at: TaskPosition): DraftTask => new TaskReader(task, context, at).read();

/** A row without a number just before number n, where n − 1 is missing: that number is proposed, not given. */
export const proposeOrdinals = (tasks: readonly TaskCells[]): void => {
  tasks.forEach((task, at) => {
    const next = tasks[at + 1];
    const previous = tasks[at - 1];
    if (task.ordinal !== null || next?.ordinal == null || next.group !== task.group) return;
    const following = Number(next.ordinal);
    const preceding = previous?.group === task.group ? Number(previous.ordinal ?? Number.NaN) : 0;
    if (following - preceding !== 2) return;
    const message = `Dòng không có số thứ tự; đề xuất số ${following - 1} theo dòng liền sau.`;
    task.doubts.push({ code: 'ordinal-proposed', message });
  });
};
