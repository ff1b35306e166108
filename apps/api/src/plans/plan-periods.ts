import { createHash } from 'node:crypto';
import type { CommandBus } from '@nestjs/cqrs';
import { ActOnTask } from '#application';
import type { LongPart, PlanPeriodsBody, PlanPeriodsReply } from '#contracts';
import { dateInVietnam, isLongerThanSixMonths, isOpenPart } from '#domain';
import type { Actor } from '#identity';
import { seesEverything, type PartOfPlan, type TaskQueries } from '#read-models';
import { forbidden } from '../http/problem.js';
import { positionText } from '../http/tags.js';
import { titleOf } from '../http/titles.js';

const longPartOf = ({ task, part, item }: PartOfPlan): readonly LongPart[] => {
  const assignedOn = dateInVietnam(part.assignedAt.effective);
  if (!isOpenPart(part) || part.due === null || !isLongerThanSixMonths(assignedOn, part.due)) return [];
  const { id: taskId, title } = task;
  return [{ taskId, title, part: part.id, agency: item.agency, assignedOn, due: part.due, reports: part.recurrence !== null }];
};

/** Tasks longer than six months report on the plan's own periods besides their deadline: set for all of a plan in one act. */
export class PlanPeriods {
  constructor(
    private readonly commands: CommandBus,
    private readonly tasks: TaskQueries,
  ) {}

  /** The Office's alone. @throws ProblemError */
  async longParts(planId: string, actor: Actor): Promise<LongPart[]> {
    if (!seesEverything(actor)) throw forbidden();
    return (await this.tasks.partsOfPlan(planId, actor)).flatMap(longPartOf);
  }

  /** Part by part: one that is refused keeps no other from reporting; asked for again with the same key, nothing is set twice. */
  async set(planId: string, actor: Actor, body: PlanPeriodsBody, key: string | null): Promise<PlanPeriodsReply> {
    const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    const refused: PlanPeriodsReply['refused'] = [];
    let [set, position]: [number, number | null] = [0, null];
    for (const { taskId, part, reports } of await this.longParts(planId, actor)) {
      if (reports) continue;
      const outcome = await this.commands.execute(
        new ActOnTask({
          actor,
          onBehalfOf: null,
          request: key === null ? null : { key: `periods:${key}:${taskId}:${part}`, hash },
          taskId: taskId as ActOnTask['input']['taskId'],
          type: 'SetRecurrence',
          data: { ...body, part },
          effectiveAt: null,
          seenVersion: null,
        }),
      );
      if (outcome.ok) [set, position] = [set + 1, outcome.position];
      else refused.push({ taskId, part, message: titleOf(outcome.code, outcome.details) });
    }
    return { set, refused, position: position === null ? null : positionText(position) };
  }
}
