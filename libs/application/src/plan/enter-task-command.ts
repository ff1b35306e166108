import { type CommandMeta, type EnterTask, type IndicatorCommand, instantInVietnam, type PlanEntered } from '#domain';

type Entered = Omit<PlanEntered['data'], 'effectiveAt' | 'enteredBy'>;

/** What was assigned held from the first hour of the plan's effective day. */
export const sinceEffectiveDay = (plan: Pick<Entered, 'effectiveOn'>, meta: CommandMeta): CommandMeta => {
  const start = instantInVietnam(plan.effectiveOn);
  return { ...meta, effectiveAt: start < meta.now ? start : meta.now };
};

/** The command that enters one row of the plan for follow-up. */
export const enterTaskOf = (plan: Entered, row: Entered['tasks'][number], meta: CommandMeta): EnterTask => ({
  type: 'EnterTask',
  data: { ...row, planId: plan.planId, assigningAuthority: plan.assigningAuthority, late: plan.late },
  meta: sinceEffectiveDay(plan, meta),
});

export const enterIndicatorOf = (plan: Entered, row: Entered['indicators'][number], meta: CommandMeta): IndicatorCommand => ({
  type: 'EnterIndicator',
  data: { ...row, planId: plan.planId },
  meta: sinceEffectiveDay(plan, meta),
});
