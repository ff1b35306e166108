import type { PlanDraft } from '#contracts';

/** What is checked: a draft's rows, before anything is found in them. */
export type Rows = Omit<PlanDraft, 'findings' | 'coverage'>;

/** A plan that is followed already, for telling tasks that stand in both. */
export interface OtherPlan {
  /** For people: number and title. */
  readonly name: string;
  readonly tasks: readonly { readonly title: string }[];
}
