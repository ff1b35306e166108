import { accept, type Decision } from '../../shared/decision.js';
import type { AgencyId, CoordinatingPartId, Instant, LeadPartId } from '../../shared/ids.js';
import { isBefore, laterOf } from '../../shared/instant.js';
import { dateInVietnam, type PlainDate } from '../../shared/plain-date.js';
import type { CommandMeta } from '../../shared/meta.js';
import { isFinalSituation } from '../evolve/clock.js';
import type { TaskCommand, TaskCommandType } from '../task.commands.js';
import type { TaskEvent } from '../task.events.js';
import type { TaskFacts } from '../task.facts.js';
import type { TaskRejection, TaskRejectionCode } from '../task.rejections.js';
import type { LeadPart, Task } from '../task.state.js';

export type TaskDecision = Decision<TaskEvent, TaskRejection>;
export type Refusal = Extract<TaskDecision, { ok: false }>;
export type CommandOf<Type extends TaskCommandType> = Extract<TaskCommand, { type: Type }>;

/** The stage on which a command is decided. `at`: when the act holds; `today`: the civil date in Vietnam. */
export interface Scene {
  readonly task: Task;
  readonly facts: TaskFacts;
  readonly meta: CommandMeta;
  readonly today: PlainDate;
  /** Of a part's act; never before its last one. */
  readonly at: Instant;
}

export interface PartScene extends Scene {
  readonly part: LeadPart;
}

export const refuse = (code: TaskRejectionCode, details: TaskRejection['details'] = {}): Refusal => ({
  ok: false,
  rejection: { code, details },
});

/** The refusal if the condition holds, else null: reads as a list of reasons, the first of which counts. */
export const refuseIf = (condition: boolean, code: TaskRejectionCode, details: TaskRejection['details'] = {}): Refusal | null =>
  condition ? refuse(code, details) : null;

export const firstOf = (...refusals: readonly (Refusal | null)[]): Refusal | null => refusals.find((refusal) => refusal !== null) ?? null;

export const unlessRefused = (refusal: Refusal | null, ...events: readonly TaskEvent[]): TaskDecision => refusal ?? accept(...events);

export const sceneOf = (task: Task, facts: TaskFacts, meta: CommandMeta): Scene => ({
  task,
  facts,
  meta,
  today: dateInVietnam(meta.now),
  at: meta.effectiveAt ?? meta.now,
});

export const wrongTime = (meta: CommandMeta, lastAct: Instant): Refusal | null => {
  const effective = meta.effectiveAt;
  if (effective === undefined) return null;
  return firstOf(
    refuseIf(isBefore(meta.now, effective), 'TASK.EFFECTIVE_IN_FUTURE', { effectiveAt: effective }),
    refuseIf(isBefore(effective, lastAct), 'TASK.EFFECTIVE_BEFORE_LAST_ACT', { effectiveAt: effective, lastAct }),
  );
};

/** An act on the task as a whole: not before its entry. */
export const onTask = (scene: Scene, act: () => TaskDecision): TaskDecision =>
  wrongTime(scene.meta, scene.task.enteredAt.effective) ?? act();

/** An act on one lead part: it exists, and the act does not hold before the part's last one. */
export const onLeadPart = (scene: Scene, id: LeadPartId, act: (scene: PartScene) => TaskDecision): TaskDecision => {
  const part = scene.task.leads.find((candidate) => candidate.id === id);
  if (part === undefined) return refuse('TASK.NO_SUCH_PART', { part: id });
  return wrongTime(scene.meta, part.lastActAt) ?? act({ ...scene, part, at: laterOf(part.lastActAt, scene.at) });
};

export const isOpen = (part: LeadPart): boolean => !isFinalSituation(part.situation);

/** Closed until reopened. */
export const closed = ({ part }: PartScene): Refusal | null =>
  refuseIf(!isOpen(part), 'TASK.PART_CLOSED', { part: part.id, situation: part.situation.name });

/** While suspended nothing is submitted or decided. */
export const closedOrSuspended = (scene: PartScene): Refusal | null =>
  firstOf(closed(scene), refuseIf(scene.part.situation.name === 'suspended', 'TASK.PART_SUSPENDED', { part: scene.part.id }));

export const notHolder = ({ part, meta }: PartScene): Refusal | null =>
  refuseIf(meta.onBehalfOf !== part.holder, 'TASK.NOT_YOUR_PART', { part: part.id, holder: part.holder });

/** What the holder may not do before acknowledging, while a reassignment is undecided, or once it has submitted. */
export const notAtWork = ({ part }: PartScene): Refusal | null => {
  const { situation } = part;
  return firstOf(
    refuseIf(situation.name === 'awaiting', 'TASK.NOT_ACKNOWLEDGED', { part: part.id }),
    refuseIf(situation.name === 'reassignment-requested', 'TASK.REASSIGNMENT_PENDING', { part: part.id }),
    refuseIf(situation.name === 'submitted' || situation.name === 'approved', 'TASK.AWAITING_APPROVAL', { part: part.id }),
  );
};

/** The holder's acts on its own open part. */
export const asHolder = (scene: Scene, id: LeadPartId, act: (scene: PartScene) => TaskDecision): TaskDecision =>
  onLeadPart(scene, id, (own) => firstOf(notHolder(own), closedOrSuspended(own)) ?? act(own));

/** Acts of the Office or the assigning side, authorised by the policy outside. */
export const onOpenPart = (scene: Scene, id: LeadPartId, act: (scene: PartScene) => TaskDecision): TaskDecision =>
  onLeadPart(scene, id, (open) => closed(open) ?? act(open));

export const unknownAgency = (facts: TaskFacts, ...agencies: readonly (AgencyId | null)[]): Refusal | null => {
  const unknown = agencies.find((agency) => agency !== null && !facts.isActiveAgency(agency));
  return refuseIf(unknown !== undefined, 'TASK.UNKNOWN_AGENCY', { agency: unknown ?? null });
};

/** `L03` after `L02`: ids of parts are never used again. */
export const nextNumber = (ids: readonly string[]): number => ids.reduce((most, id) => Math.max(most, Number(id.slice(1))), 0) + 1;

const padded = (number: number): string => String(number).padStart(2, '0');
export const leadPartId = (number: number): LeadPartId => `L${padded(number)}` as LeadPartId;
export const coordinatingPartId = (number: number): CoordinatingPartId => `C${padded(number)}` as CoordinatingPartId;
