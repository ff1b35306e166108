import { In, type DataSource } from 'typeorm';
import type { ReportLineView, ReportSummary, ReportView } from '#contracts';
import { figuresOf, type PeriodReport, type PersonId, type ReportContent } from '#domain';
import type { EventStore } from '#event-store';
import { PlanRow } from '../plans/plan.entity.js';
import type { PersonNames } from '../shared/ports.js';
import { seesEverything, type Reader } from '../shared/reader.js';
import { ReportRow } from './report.entity.js';
import { lineViews, reportView, summaryView, type Shown } from './report.view.js';
import { storedContent } from './stored-content.js';

/** A report as it stands, and all that its cut-off took. */
export interface FoundReport {
  readonly report: PeriodReport;
  readonly content: ReportContent;
  readonly planName: string | null;
}

const shownTo = (reader: Reader): Shown => (seesEverything(reader) ? null : reader.agencies);

/** A reader of several agencies sees them together. */
const partOf = (content: ReportContent, shown: Shown): ReportContent => {
  if (shown === null) return content;
  const lines = content.lines.filter(({ holder }) => shown.includes(holder));
  return { ...content, lines, figures: { ...content.figures, total: figuresOf(lines) } };
};

/** Periods whose figures are closed. Agencies read their own part; the Office reads all. */
export class ReportQueries {
  constructor(private readonly parts: { readonly database: DataSource; readonly store: EventStore; readonly people: PersonNames }) {}

  async list(reader: Reader): Promise<ReportSummary[]> {
    const shown = shownTo(reader);
    const builder = this.parts.database.getRepository(ReportRow).createQueryBuilder('r').orderBy({ 'r.endsOn': 'DESC', 'r.id': 'ASC' });
    if (shown !== null) builder.where('r.agencies && cast(:mine as text[])', { mine: [...shown] });
    const rows = await builder.getMany();
    const plans = await this.planNames(rows.flatMap(({ planId }) => planId ?? []));
    return rows.map(({ state, planId }) => summaryView(state, plans.get(planId ?? '') ?? null, shown));
  }

  /** Null: there is none, or nothing in it is the reader's. */
  async report(id: string, reader: Reader): Promise<ReportView | null> {
    const shown = shownTo(reader);
    const found = await this.found(id, shown);
    if (found === null) return null;
    const { report, content, planName } = found;
    const ids = [report.confirmed?.by, report.locked?.by].filter((by): by is PersonId => by != null);
    const people = await this.parts.people.names(ids);
    const person = (by: string): string => people.get(by as PersonId) ?? 'Người dùng đã xóa thông tin';
    return reportView(report, partOf(content, shown), { plan: planName, person }, shown);
  }

  async lines(id: string, agency: string | undefined, reader: Reader): Promise<ReportLineView[] | null> {
    const shown = shownTo(reader);
    const found = await this.found(id, shown);
    if (found === null) return null;
    const own = partOf(found.content, shown);
    return lineViews(
      own,
      own.lines.filter(({ holder }) => agency === undefined || holder === agency),
    );
  }

  /** For printing: the whole of it. */
  async whole(id: string): Promise<FoundReport | null> {
    return this.found(id, null);
  }

  private async found(id: string, shown: Shown): Promise<FoundReport | null> {
    const row = await this.parts.database.getRepository(ReportRow).findOneBy({ id });
    if (row === null || (shown !== null && !row.agencies.some((agency) => shown.some((own) => own === agency)))) return null;
    const content = await storedContent(this.parts.store, id, row.state.cutOffs.length);
    if (content === null) return null;
    const plans = await this.planNames(row.planId === null ? [] : [row.planId]);
    return {
      report: row.state,
      content,
      planName: content.plans.find((plan) => plan.id === row.planId)?.name ?? plans.get(row.planId ?? '') ?? null,
    };
  }

  private async planNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.parts.database.getRepository(PlanRow).findBy({ id: In([...new Set(ids)]) });
    return new Map(rows.map(({ id, state }) => [id, 'document' in state ? (state.document.number ?? state.document.title) : id]));
  }
}
