import type { AgencyName, ReminderReason } from '#contracts';
import { isIndicator, policyLabel, rowsTold, ruleLabel, seatLabel, type ForetoldLetter, type TaskAtHead, type ToldRow } from '#reminders';
import type { z } from 'zod';

type Reason = z.output<typeof ReminderReason>;
type Names = ReadonlyMap<string, string>;
type Told = Pick<ForetoldLetter, 'lines' | 'tasks'>;

const agencyView = (id: string, names: Names): AgencyName => ({ id, name: names.get(id) ?? id });

const workOf = ({ head: { planned }, row }: ToldRow): Reason['work'] => {
  if (isIndicator(planned)) {
    const { indicator } = planned;
    return { kind: 'indicator', id: row.taskId, title: indicator.status === 'none' ? '' : indicator.name };
  }
  return { kind: 'task', id: row.taskId, title: planned.task.status === 'none' ? '' : planned.task.title };
};

const policyView = (policy: TaskAtHead['policy']): Reason['policy'] => ({
  plan: policy.id === 'default' ? null : policy.id,
  version: policy.version,
  label: policyLabel(policy),
});

/** Whose work is told of, each agency once. */
export const agenciesToldOf = (told: Told, names: Names): AgencyName[] =>
  [...new Set(rowsTold(told).map(({ row }) => row.agency))].map((id) => agencyView(id, names));

/** Why each line stands there. */
export const reasonViews = (told: Told, names: Names): Reason[] =>
  rowsTold(told).map((found) => ({
    work: workOf(found),
    rule: found.row.rule,
    ruleLabel: ruleLabel(found.row.rule),
    agency: agencyView(found.row.agency, names),
    seat: found.row.seat,
    seatLabel: seatLabel(found.row.seat),
    policy: policyView(found.head.policy),
  }));
