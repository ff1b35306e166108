import { type Application, type CommandActor, type CommandOutcome, DraftPlan, EnterPlan, type PlanEntryProcess } from '#application';
import { type AgencyId, type FileRef, plainDate, type PlanId } from '#domain';
import { derivedId } from '#platform';
import type { SamplePlan } from './sample-plan.js';

/** Always the same, so that a start after a kill goes on with the same plan. */
export const DEMO_PLAN = derivedId('demonstration', 'plan') as PlanId;

/** A command of the seed that is refused is a fault of the seed: it stops, and a later start goes on from there. */
export const carriedOut = (outcome: CommandOutcome): void => {
  if (!outcome.ok) throw new Error(`The demonstration was refused: ${outcome.code} ${JSON.stringify(outcome.details)}`);
};

/** Drafts and enters the sample plan as the Office would, then enters its rows by the same process as a worker. */
export const seedPlan = async (
  {
    application,
    planEntry,
    office,
  }: { readonly application: Application; readonly planEntry: PlanEntryProcess; readonly office: CommandActor },
  sample: SamplePlan,
  file: FileRef,
): Promise<void> => {
  const common = { actor: office, onBehalfOf: null, request: null, planId: DEMO_PLAN };
  carriedOut(await application.draftPlan(new DraftPlan({ ...common, file, draft: sample.draft })));
  const { effectiveOn, assigningAuthority } = sample.decisions;
  const entering = { effectiveOn: plainDate(effectiveOn), assigningAuthority: assigningAuthority as AgencyId };
  carriedOut(await application.enterPlan(new EnterPlan({ ...common, ...entering, seenVersion: null })));
  await planEntry.runOnce();
};
