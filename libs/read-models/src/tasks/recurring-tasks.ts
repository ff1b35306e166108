import { type DataSource, LessThanOrEqual } from 'typeorm';
import type { PlainDate, TaskId } from '#domain';
import { LeadPartRow } from './lead-part.entity.js';

/** Tasks with a part of which a period has begun, or was missed, by a day. */
export class RecurringTasks {
  constructor(private readonly database: DataSource) {}

  async dueOn(today: PlainDate): Promise<readonly TaskId[]> {
    const parts = await this.database
      .getRepository(LeadPartRow)
      .find({ select: { taskId: true, part: true }, where: { clockOn: LessThanOrEqual(today) }, order: { taskId: 'ASC', part: 'ASC' } });
    return [...new Set(parts.map(({ taskId }) => taskId as TaskId))];
  }
}
