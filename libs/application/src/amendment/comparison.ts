import type {
  AmendedIndicatorLine,
  EnteredPlan,
  IndicatorWording,
  PlanDocument,
  PlanId,
  PlanIndicatorRow,
  PlanTaskRow,
  PlainDate,
  Task,
  TaskComparison,
  TaskId,
} from '#domain';

/** A person's word on which row of the new version is which task; null: none that is followed. */
export interface PairedRow {
  /** 0-based row of the new version. */
  readonly row: number;
  readonly taskId: TaskId | null;
}

export interface ComparisonTerms {
  readonly planId: PlanId;
  readonly draftId: PlanId;
  readonly effectiveOn: PlainDate;
  readonly pairs: readonly PairedRow[];
}

/** One line: what stood, what the new version says, how the task stands, and what is proposed. */
export interface ComparedTask {
  readonly taskId: TaskId;
  readonly old: PlanTaskRow | null;
  /** With the id of the task that it is. */
  readonly next: PlanTaskRow | null;
  readonly live: Task | null;
  /** Null: the line is new. */
  readonly comparison: TaskComparison | null;
  /** Why it cannot be carried out as it stands: a stable code with its details. */
  readonly problem: { readonly code: string; readonly details: Readonly<Record<string, unknown>> } | null;
}

export interface ComparedIndicator {
  readonly line: AmendedIndicatorLine;
  readonly old: PlanIndicatorRow | null;
  readonly changed: readonly (keyof IndicatorWording)[];
}

export interface PlanComparison {
  readonly plan: EnteredPlan;
  readonly document: PlanDocument;
  readonly draftVersion: number;
  readonly effectiveOn: PlainDate;
  readonly groups: readonly { readonly ordinal: string; readonly title: string }[];
  /** In the order of the new version, then those that it says no more. */
  readonly tasks: readonly ComparedTask[];
  readonly indicators: readonly ComparedIndicator[];
  /** Of all that a person confirms: it changes with the plan, the draft and the state of the tasks. */
  readonly digest: string;
}
