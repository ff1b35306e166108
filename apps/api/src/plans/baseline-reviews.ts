import { createHash } from 'node:crypto';
import type { CommandBus } from '@nestjs/cqrs';
import { ActOnTask, type Application, type CommandOutcome } from '#application';
import type { BaselineOrder, BaselineOrderBody, BaselineOutcome, BaselineOutcomes, BaselineRow } from '#contracts';
import type { LeadPart, Task } from '#domain';
import type { Actor } from '#identity';
import { seesEverything, type PartOfPlan, type TaskQueries } from '#read-models';
import { ProblemError } from '../http/problem.js';
import { positionText } from '../http/tags.js';
import { titleOf } from '../http/titles.js';
import { foundOf, previewOf } from './baseline-words.js';

type Meant = BaselineOrderBody['parts'][number];

/** Whose review it is, and the key of this act: the same key, part and order are recorded once. */
interface Asked {
  readonly planId: string;
  readonly actor: Actor;
  readonly key: string | null;
}

const keyOf = (taskId: string, part: string): string => `${taskId} ${part}`;
const seenOf = (task: Task, part: LeadPart): number => Math.max(part.version, task.ownVersion);

/** Nothing happened upon what the review ended, or the work that it found goes on. */
const mayWithdraw = ({ baseline, version, situation, unreviewed }: LeadPart): boolean => {
  if (baseline === undefined || unreviewed) return false;
  return baseline.before === null ? situation.name !== 'completed' : baseline.version === version;
};

const rowOf = ({ task, part, item }: PartOfPlan): BaselineRow => ({
  ...item,
  seen: seenOf(task, part),
  found:
    part.baseline === undefined
      ? null
      : {
          ...foundOf(part, part.baseline.outcome),
          kind: part.baseline.outcome.kind,
          note: part.baseline.note,
          at: part.baseline.at.recorded,
        },
  mayWithdraw: mayWithdraw(part),
});

const stale = 'Lượt giao đã có thay đổi từ khi tải trang; xem lại dòng này rồi ghi.';
const unknown = 'Không tìm thấy lượt giao này trong văn bản.';

/** The baseline review of a plan that was entered late: what is to be reviewed, and one act of the Office for many parts. */
export class BaselineReviews {
  constructor(private readonly ports: { readonly application: Application; readonly commands: CommandBus; readonly tasks: TaskQueries }) {}

  /** Parts with the mark, and those that were reviewed, in the order of the appendix. */
  async rows(planId: string, actor: Actor): Promise<BaselineRow[]> {
    refuseStranger(actor);
    const parts = await this.ports.tasks.partsOfPlan(planId, actor);
    return parts.filter(({ part }) => part.unreviewed || part.baseline !== undefined).map(rowOf);
  }

  /** What the act would come to for each part, as things stand. Writes nothing. */
  preview(asked: Asked, body: BaselineOrderBody): Promise<BaselineOutcomes> {
    return this.each(asked, body, async (found, meant) => {
      const refusal = await this.ports.application.tryOnTask(this.commandOf(asked, body.order, meant));
      return refusal ?? { ok: true, text: previewOf(found.part, body.order, found.item.deadline.status === 'overdue') };
    });
  }

  /** Records the act part by part; one that is refused keeps no other from being recorded. */
  record(asked: Asked, body: BaselineOrderBody): Promise<BaselineOutcomes> {
    return this.each(asked, body, async (found, meant) => {
      const outcome = await this.ports.commands.execute(this.commandOf(asked, body.order, meant));
      return outcome.ok ? { ...outcome, text: previewOf(found.part, body.order, found.item.deadline.status === 'overdue') } : outcome;
    });
  }

  private async each(asked: Asked, { parts }: BaselineOrderBody, act: Act): Promise<BaselineOutcomes> {
    refuseStranger(asked.actor);
    const tasks = [...new Set(parts.map(({ taskId }) => taskId))];
    const all = await this.ports.tasks.partsOfPlan(asked.planId, asked.actor, tasks);
    const known = new Map(all.map((each) => [keyOf(each.task.id, each.part.id), each]));
    const outcomes: BaselineOutcome[] = [];
    let position: number | null = null;
    for (const meant of parts) {
      const found = known.get(keyOf(meant.taskId, meant.part));
      const told = found === undefined ? null : await act(found, meant);
      if (told?.ok === true && told.position !== undefined) position = told.position;
      outcomes.push(outcomeOf(meant, told));
    }
    return { outcomes, position: position === null ? null : positionText(position) };
  }

  private commandOf({ actor, key }: Asked, order: BaselineOrder, { taskId, part, seen }: Meant): ActOnTask {
    const hash = createHash('sha256').update(JSON.stringify(order)).digest('hex');
    return new ActOnTask({
      actor,
      onBehalfOf: null,
      request: key === null ? null : { key: `baseline:${key}:${taskId}:${part}`, hash },
      taskId: taskId as Task['id'],
      ...commandDataOf(order, part),
      effectiveAt: null,
      seenVersion: seen,
    });
  }
}

type Told =
  Extract<CommandOutcome, { ok: false }> | { readonly ok: true; readonly text: ReturnType<typeof previewOf>; readonly position?: number };
type Act = (found: PartOfPlan, meant: Meant) => Promise<Told>;

const commandDataOf = (order: BaselineOrder, part: string): Pick<ActOnTask['input'], 'type' | 'data'> => {
  if (order.kind === 'withdraw') return { type: 'WithdrawBaseline', data: { part, reason: order.reason } };
  const { note, ...outcome } = order;
  return { type: 'RecordBaseline', data: { part, outcome, note } };
};

const outcomeOf = ({ taskId, part }: Meant, told: Told | null): BaselineOutcome => {
  const about = { taskId, part };
  if (told === null) return { ...about, state: 'refused', message: unknown, verdict: null };
  if (!told.ok) {
    const message = told.kind === 'stale' ? stale : titleOf(told.code, told.details);
    return { ...about, state: 'refused', message, verdict: null };
  }
  const { text, verdict } = told.text;
  return { ...about, state: told.position === undefined ? 'ready' : 'done', message: text, verdict };
};

/** Who may not record a baseline has no part in the review. */
const refuseStranger = (actor: Actor): void => {
  if (!seesEverything(actor)) throw new ProblemError({ status: 403, code: 'TASK.OFFICE_ONLY', title: titleOf('TASK.OFFICE_ONLY') });
};
