import { accept, nothing } from '../../shared/decision.js';
import { dateInVietnam, type PlainDate } from '../../shared/plain-date.js';
import type { TaskEvent } from '../task.events.js';
import type { Baseline, SituationName } from '../task.state.js';
import { dueInForceOn } from '../verdict.js';
import {
  closed,
  closedOrSuspended,
  firstOf,
  isOpen,
  onLeadPart,
  onOpenPart,
  refuse,
  refuseIf,
  unlessRefused,
  type CommandOf,
  type PartScene,
  type Refusal,
  type Scene,
  type TaskDecision,
} from './scene.js';

/** No due date lies before the day on which the task was given. */
export const dueBeforeIssue = ({ task }: Scene, due: PlainDate | null): Refusal | null => {
  const issue = dateInVietnam(task.enteredAt.effective);
  return refuseIf(due !== null && due < issue, 'TASK.DUE_BEFORE_ISSUE', { due, issue });
};

/** Only with the mark `unreviewed`: what is true of a part that was entered long after its document. */
export const recordBaseline = ({ data }: CommandOf<'RecordBaseline'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, (open) => {
    const { part, today, at } = open;
    const { outcome, note } = data;
    const sentOn = outcome.kind === 'done' ? outcome.sentOn : null;
    return unlessRefused(
      firstOf(
        refuseIf(!part.unreviewed, 'TASK.NOT_UNREVIEWED', { part: part.id }),
        closedOrSuspended(open),
        refuseIf(sentOn !== null && sentOn > today, 'TASK.SENT_IN_FUTURE', { sentOn, today }),
      ),
      {
        type: 'BaselineRecorded',
        data: {
          part: part.id,
          outcome: outcome.kind === 'done' ? { ...outcome, due: dueInForceOn(part, outcome.sentOn) } : outcome,
          note,
          effectiveAt: at,
        },
      },
    );
  });

/** Whatever was done upon what the review found cannot be taken back with it. */
const builtUpon = ({ part }: PartScene, { before, version }: Baseline): Refusal | null =>
  refuseIf(
    before === null ? part.submissions.some(({ outcome }) => outcome.kind === 'approved') : version !== part.version,
    'TASK.BASELINE_BUILT_UPON',
    { part: part.id },
  );

/** A baseline recorded by mistake: the part is to be reviewed again. */
export const withdrawBaseline = ({ data }: CommandOf<'WithdrawBaseline'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (on) => {
    const { part, at } = on;
    const { baseline } = part;
    if (baseline === undefined || part.unreviewed) return refuse('TASK.NO_BASELINE', { part: part.id });
    return unlessRefused(firstOf(builtUpon(on, baseline), baseline.before === null ? closed(on) : null), {
      type: 'BaselineWithdrawn',
      data: { part: part.id, reason: data.reason, effectiveAt: at },
    });
  });

export const changeDeadline = ({ data }: CommandOf<'ChangeDeadline'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, ({ part, at }) => {
    const { due, basis, document } = data;
    if (part.due === due) return nothing();
    return unlessRefused(dueBeforeIssue(scene, due), {
      type: 'DeadlineChanged',
      data: { part: part.id, from: part.due, due, basis, document, effectiveAt: at },
    });
  });

export const suspend = ({ data }: CommandOf<'Suspend'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, ({ part, at }) => {
    const { basis, document } = data;
    if (part.situation.name === 'suspended') return nothing();
    return accept({ type: 'PartSuspended', data: { part: part.id, basis, document, effectiveAt: at } });
  });

/** `due` null: the date in force stays. */
export const resume = ({ data }: CommandOf<'Resume'>, scene: Scene): TaskDecision =>
  onOpenPart(scene, data.part, ({ part, at }) => {
    const { basis, document } = data;
    const due = data.due ?? part.due;
    if (part.situation.name !== 'suspended') return refuse('TASK.NOT_SUSPENDED', { part: part.id, situation: part.situation.name });
    return unlessRefused(dueBeforeIssue(scene, due), {
      type: 'PartResumed',
      data: { part: part.id, due, basis, document, effectiveAt: at },
    });
  });

/** A closing act of the Office: once; another end than the one reached needs Reopen first. */
const closing = (scene: Scene, part: PartScene['part']['id'], end: SituationName, event: (scene: PartScene) => TaskEvent): TaskDecision =>
  onLeadPart(scene, part, (open) => (open.part.situation.name === end ? nothing() : unlessRefused(closed(open), event(open))));

const basisOf = ({ basis, document }: CommandOf<'Cancel'>['data']): Pick<CommandOf<'Cancel'>['data'], 'basis' | 'document'> => ({
  basis,
  document,
});

export const withdrawPart = ({ data }: CommandOf<'WithdrawPart'>, scene: Scene): TaskDecision =>
  closing(scene, data.part, 'withdrawn', ({ part, at }) => ({
    type: 'PartWithdrawn',
    data: { part: part.id, ...basisOf(data), effectiveAt: at },
  }));

export const cancel = ({ data }: CommandOf<'Cancel'>, scene: Scene): TaskDecision =>
  closing(scene, data.part, 'cancelled', ({ part, at }) => ({
    type: 'PartCancelled',
    data: { part: part.id, ...basisOf(data), effectiveAt: at },
  }));

export const supersede = ({ data }: CommandOf<'Supersede'>, scene: Scene): TaskDecision =>
  closing(scene, data.part, 'superseded', ({ part, at }) => ({
    type: 'PartSuperseded',
    data: { part: part.id, by: data.by, ...basisOf(data), effectiveAt: at },
  }));

export const closeNotDone = ({ data }: CommandOf<'CloseNotDone'>, scene: Scene): TaskDecision =>
  closing(scene, data.part, 'closed-not-done', ({ part, at }) => ({
    type: 'PartClosedNotDone',
    data: { part: part.id, ...basisOf(data), effectiveAt: at },
  }));

/** `due` null: the last date in force stays. The old verdict stays in the history and leaves the grid. */
export const reopen = ({ data }: CommandOf<'Reopen'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, ({ part, at }) => {
    const { basis, document } = data;
    const due = data.due ?? part.due;
    return unlessRefused(
      firstOf(
        refuseIf(isOpen(part), 'TASK.PART_NOT_CLOSED', { part: part.id, situation: part.situation.name }),
        dueBeforeIssue(scene, due),
      ),
      { type: 'PartReopened', data: { part: part.id, due, basis, document, effectiveAt: at } },
    );
  });
