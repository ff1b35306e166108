import type { DataSource } from 'typeorm';
import { PlanDraft, type PlanDraftSummary, type PlanDraftView } from '#contracts';
import type { ClosedDraft, Correction, DraftedPlan } from '#domain';
import type { EventStore } from '#event-store';
import type { AgencyQueries } from '../agencies/agency.queries.js';
import { Names } from '../shared/names.js';
import type { PersonNames } from '../shared/ports.js';
import { doubtsOf, reviewView } from './draft-review.view.js';
import { PlanRow } from './plan.entity.js';
import { foldPlan } from './plan.projection.js';

type Draft = DraftedPlan | ClosedDraft;

const peopleOf = (corrections: readonly Correction[]) => [...new Set(corrections.flatMap(({ by }) => (by === null ? [] : [by])))];

/** Plans that are read but not entered, and what people corrected in them. */
export class DraftQueries {
  constructor(
    private readonly ports: {
      readonly database: DataSource;
      readonly store: EventStore;
      readonly agencies: AgencyQueries;
      readonly people: PersonNames;
    },
  ) {}

  /** Those under review, newest first. */
  async open(): Promise<PlanDraftSummary[]> {
    const rows = await this.ports.database.getRepository(PlanRow).find({ where: { status: 'draft' }, order: { id: 'DESC' } });
    const drafts = rows.map(({ state }) => state as Draft);
    const names = new Names(
      new Map(),
      await this.ports.people.names(drafts.flatMap(({ draftedBy }) => (draftedBy === null ? [] : [draftedBy]))),
    );
    return drafts.map((each) => summaryOf(each, names));
  }

  /** Folded from the log itself: whoever corrects a draft sees the correction at once. */
  async draft(id: string): Promise<PlanDraftView | null> {
    const plan = foldPlan(await this.ports.store.readStream(`plan-${id}`));
    if (plan.status === 'none' || plan.draft === null || plan.file === null) return null;
    const draft = PlanDraft.parse(plan.draft);
    const names = new Names(await this.ports.agencies.names(), await this.ports.people.names(peopleOf(plan.corrections)));
    const { status, version, file } = plan;
    const takenOverBy = plan.status === 'draft-closed' ? plan.takenOverBy : null;
    return { id, file: { ...file }, status, version, draft, takenOverBy, ...reviewView(draft, plan.corrections, names) };
  }
}

const summaryOf = ({ id, draft: stored, file, corrections, draftedAt, draftedBy }: Draft, names: Names): PlanDraftSummary => {
  const draft = PlanDraft.parse(stored);
  const doubts = doubtsOf(draft, corrections);
  return {
    id,
    title: draft.document.title,
    number: draft.document.number,
    file: { ...file },
    tasks: draft.tasks.length,
    indicators: draft.indicators.length,
    doubts: { settled: doubts.filter(({ settled }) => settled !== null).length, of: doubts.length },
    draftedAt,
    draftedBy: draftedBy === null ? 'Hệ thống' : names.person(draftedBy).name,
  };
};
