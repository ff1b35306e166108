import type { AgencyRef, FindingCode, FindingFix, SourceView } from '#contracts';
import type { PlainDate, WorkingCalendar } from '#domain';
import type { AgencyDoubt, AgencyList, AgencyReader } from '../agencies/agency-list.js';
import type { Proposal } from '../agencies/nearest-agency.js';
import type { FindingLog } from '../findings.js';

/** What every row of a document is read with. */
export interface ReadContext {
  readonly reader: AgencyReader;
  readonly log: FindingLog;
  readonly isOpenGroup: (id: string) => boolean;
  readonly nameOf: (id: string) => string;
  /** Who issued the document, as it says, and as the directory knows it. */
  readonly issuer: string | null;
  readonly issuedBy: AgencyRef | null;
  readonly issuedOn: PlainDate | null;
  readonly calendar: WorkingCalendar | null;
  /** The agency of the directory nearest to an unknown name. */
  readonly propose: (text: string) => Proposal | null;
}

export interface Told {
  readonly code: FindingCode;
  readonly message: string;
  /** JSON pointer within the row; empty for the row as a whole. */
  readonly field: string;
  readonly place: SourceView;
  readonly fix?: FindingFix | null;
}

/** Gathers a row's findings: their codes for the row, each of them in the log. */
export class RowFindings {
  readonly codes = new Set<FindingCode>();

  constructor(
    /** JSON pointer of the row. */
    private readonly pointer: string,
    private readonly context: ReadContext,
  ) {}

  tell({ code, message, field, place, fix = null }: Told): void {
    this.codes.add(code);
    this.context.log.add(code, message, { source: place, pointer: this.pointer + field, fix });
  }

  /** A proposal that replaces one place of the row. */
  fix(label: string, field: string, value: unknown): FindingFix {
    return { label, corrections: [{ pointer: this.pointer + field, value }] };
  }

  /** Everything that a list of agencies leaves in doubt; `field` is the list's place in the row. */
  tellAgencies({ refs, doubts }: AgencyList, field: string, place: SourceView): void {
    for (const doubt of doubts) {
      const at = refs.findIndex(({ text }) => text === doubt.text);
      this.tellDoubt(doubt, at < 0 ? field : `${field}/${String(at)}`, place);
    }
  }

  private tellDoubt(doubt: AgencyDoubt, field: string, place: SourceView): void {
    const { code, text } = doubt;
    if (code === 'unknown-agency') this.tellUnknown(text, field, place);
    else this.tell({ code, message: this.messageOf(doubt), field, place });
  }

  private messageOf(doubt: Exclude<AgencyDoubt, { code: 'unknown-agency' }>): string {
    const { text } = doubt;
    if (doubt.code === 'doubled-word') return `Từ bị lặp trong "${text}".`;
    if (doubt.code === 'authority-unnamed') return `"${text}" không nêu tên cơ quan; cần chỉ định cấp phê duyệt.`;
    const name = 'id' in doubt ? this.context.nameOf(doubt.id) : '';
    if (doubt.code === 'agency-remembered') return `"${text}" được hiểu là ${name}, theo lần sửa trước.`;
    return `"${text}" được hiểu là ${name}.`;
  }

  private tellUnknown(text: string, field: string, place: SourceView): void {
    const proposal = this.context.propose(text);
    const message = `Chưa nhận ra cơ quan "${text}"${proposal === null ? '.' : `; gần nhất: ${proposal.name}.`}`;
    const fix = proposal === null ? null : this.fix(`Chọn ${proposal.name}`, field, { text, kind: 'agency', id: proposal.id });
    this.tell({ code: 'unknown-agency', message, field, place, fix });
  }
}
