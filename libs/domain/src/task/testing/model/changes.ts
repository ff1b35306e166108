import { dateInVietnam, type PlainDate } from '../../../shared/plain-date.js';
import type { TaskCommand } from '../../task.commands.js';
import { dueOf, type Expected, type ExpectedPart, type ExpectedSubmission } from './expected.js';

export const dayOf = ({ meta }: Pick<TaskCommand, 'meta'>): PlainDate => dateInVietnam(meta.effectiveAt ?? meta.now);

export const end = (part: ExpectedPart, at: number, change: Partial<ExpectedSubmission>): void => {
  const submission = part.submissions[at - 1];
  if (submission !== undefined) part.submissions[at - 1] = { ...submission, ...change };
};

export const lapse = (part: ExpectedPart): void => {
  part.submissions.forEach((submission, index) => {
    if (submission.end === 'pending') end(part, index + 1, { end: 'lapsed' });
  });
  part.extensionPending = false;
};

export const close = (part: ExpectedPart, work: ExpectedPart['work']): void => {
  lapse(part);
  part.work = work;
  part.beneath = [];
  part.again = null;
};

export const redate = (part: ExpectedPart, due: PlainDate | null, from: PlainDate): void => {
  if (due !== dueOf(part)) part.dues.push({ due, from });
};

/** It awaits its new holder, who takes it up once the suspension is over where it is suspended. */
export const reassign = (part: ExpectedPart, holder: ExpectedPart['holder']): void => {
  lapse(part);
  const waits = part.work === 'suspended';
  part.holder = holder;
  part.assignment += 1;
  part.acknowledged = false;
  part.again = null;
  part.work = waits ? 'suspended' : 'awaiting';
  part.beneath = waits ? ['awaiting'] : [];
};

export const assigned = (
  agencyId: ExpectedPart['holder'],
  approver: ExpectedPart['approver'],
  due: PlainDate | null,
  from: PlainDate,
): ExpectedPart => ({
  holder: agencyId,
  approver,
  work: 'awaiting',
  beneath: [],
  acknowledged: false,
  again: null,
  unreviewed: false,
  reviewed: null,
  assignment: 1,
  dues: [{ due, from }],
  submissions: [],
  extensionPending: false,
  causePending: false,
  verdict: null,
});

export const addPart = ({ parts }: Expected, part: ExpectedPart): void => {
  parts.set(`L${String(parts.size + 1).padStart(2, '0')}`, part);
};
