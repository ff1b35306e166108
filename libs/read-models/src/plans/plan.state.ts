import { correctedAt, type PlanDraft } from '#contracts';
import type { FileRef, PlainDate, PlanDocument, PlanEvent, Recorded } from '#domain';

/** An assigning document as its page and its draft's page show it. */
export interface PlanState {
  readonly id: string;
  readonly document: PlanDocument;
  readonly file: FileRef | null;
  /** As read, with every correction laid over it; null where it was entered without a draft. */
  readonly draft: PlanDraft | null;
  readonly status: 'draft' | 'entering' | 'entered' | 'closed';
  readonly effectiveOn: PlainDate | null;
  readonly late: boolean;
  readonly groups: readonly { readonly ordinal: string; readonly title: string }[];
  readonly ofTasks: number;
  readonly ofIndicators: number;
  readonly version: number;
}

const emptyPlan = (id: string): PlanState => ({
  id,
  document: { number: null, issuedOn: null, issuer: null, title: '' },
  file: null,
  draft: null,
  status: 'draft',
  effectiveOn: null,
  late: false,
  groups: [],
  ofTasks: 0,
  ofIndicators: 0,
  version: 0,
});

const withDraft = (state: PlanState, draft: PlanDraft): PlanState => ({
  ...state,
  draft,
  document: { ...draft.document, issuedOn: draft.document.issuedOn as PlainDate | null },
  groups: draft.groups,
  ofTasks: draft.tasks.length,
  ofIndicators: draft.indicators.length,
});

const changed = (state: PlanState, event: PlanEvent): PlanState => {
  switch (event.type) {
    case 'PlanDrafted':
      // The log keeps the draft as the importer's schema gave it.
      return withDraft({ ...state, file: event.data.file }, event.data.draft as PlanDraft);
    case 'DraftCorrected': {
      const draft = correctedAt(state.draft, event.data.pointer, event.data.value);
      return draft === null ? state : withDraft(state, draft as PlanDraft);
    }
    case 'PlanEntered': {
      const { document, file, effectiveOn, late, groups, tasks, indicators } = event.data;
      return {
        ...state,
        document,
        file,
        effectiveOn,
        late,
        groups,
        status: 'entering',
        ofTasks: tasks.length,
        ofIndicators: indicators.length,
      };
    }
    case 'PlanEntryCompleted':
      return { ...state, status: 'entered' };
    case 'PlanClosed':
      return { ...state, status: 'closed' };
  }
};

export const foldPlan = (state: PlanState | null, id: string, event: PlanEvent, { version }: Recorded): PlanState => {
  const before = state ?? emptyPlan(id);
  return version <= before.version ? before : { ...changed(before, event), version };
};
