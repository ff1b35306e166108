import { In, type DataSource } from 'typeorm';
import type { InboxView } from '#contracts';
import type { AgencyId, Indicator, IndicatorId, Instant, Task, TaskId } from '#domain';
import type { AgencyQueries } from '../agencies/agency.queries.js';
import { Names } from '../shared/names.js';
import type { CurrentDay } from '../shared/ports.js';
import { seesEverything, type Reader } from '../shared/reader.js';
import { RemarksRow } from '../remarks/remarks.entity.js';
import { IndicatorRow } from '../indicators/indicator.entity.js';
import { TaskRow } from '../tasks/task.entity.js';
import { askEntries } from './ask.entries.js';
import { attachedEntries, signatureEntries } from './attached.entries.js';
import { groupsOf, type InboxEntry } from './inbox.model.js';
import { remarkEntries } from './remark.entries.js';
import { indicatorItem, taskItem, type InboxContext } from './item.view.js';
import { approverEntries, leadEntries } from './lead.entries.js';
import { reportEntries } from './report.entries.js';
import { officeEntries } from './office.entries.js';

/** Notices that found nobody to go to; implemented from the delivery ledger. */
export interface UndeliverableNotices {
  withoutRecipient(): Promise<readonly { readonly about: TaskId | IndicatorId; readonly agencyId: AgencyId }[]>;
}

const OPEN = "(t.work <> 'completed' or exists (select 1 from lead_parts p where p.task_id = t.id and not p.ended))";

/** "Việc cần xử lý" of one reader: what the reader's agencies owe, decide or answer; for the Office its piles. */
export class InboxQueries {
  constructor(
    private readonly database: DataSource,
    private readonly agencies: AgencyQueries,
    private readonly currentDay: CurrentDay,
    private readonly undeliverable: UndeliverableNotices,
  ) {}

  async inbox(reader: Reader, now: Instant): Promise<InboxView> {
    const all = seesEverything(reader);
    const [tasks, today, names] = await Promise.all([this.tasks(reader, all), this.currentDay.today(), this.agencies.names()]);
    const context: InboxContext = { names: new Names(names), today };
    const entries = [
      ...leadEntries(context, reader, tasks),
      ...approverEntries(context, reader, tasks),
      ...attachedEntries(context, reader, tasks),
      ...signatureEntries(context, reader, tasks),
      ...askEntries(context, reader, tasks),
      ...remarkEntries(context, reader, await this.remarks(reader, all)),
      ...(all ? officeEntries(context, tasks) : []),
      ...(all ? await this.noRecipient(context, tasks) : []),
    ];
    const reports = await reportEntries(this.database.manager, reader, all, today);
    return { groups: groupsOf(entries), reports, asOf: now };
  }

  private async tasks(reader: Reader, all: boolean): Promise<readonly Task[]> {
    const builder = this.database
      .getRepository(TaskRow)
      .createQueryBuilder('t')
      .where(OPEN)
      .orderBy({ 't.planId': 'ASC', 't.row': 'ASC', 't.id': 'ASC' });
    if (!all) builder.andWhere('t.agencies && cast(:mine as text[])', { mine: [...reader.agencies] });
    const rows = await builder.getMany();
    return rows.map((row) => row.state);
  }

  /** Of closed tasks too: what was said there may still want to be read. */
  private async remarks(reader: Reader, all: boolean): Promise<Parameters<typeof remarkEntries>[2]> {
    const builder = this.database
      .getRepository(RemarksRow)
      .createQueryBuilder('r')
      .where('r.waits_for && cast(:mine as text[])', { mine: [...reader.agencies] })
      .orderBy({ 'r.taskId': 'ASC' });
    if (all) builder.orWhere('r.waits_for_office');
    const found = new Map((await builder.getMany()).map((row) => [row.taskId, row.state]));
    if (found.size === 0) return [];
    const tasks = await this.database.getRepository(TaskRow).findBy({ id: In([...found.keys()]) });
    return tasks.flatMap(({ id, state }) => {
      const remarks = found.get(id);
      return remarks === undefined ? [] : [{ task: state, remarks }];
    });
  }

  /** Of work that is still followed; what has ended needs nobody any more. */
  private async noRecipient({ names }: InboxContext, tasks: readonly Task[]): Promise<readonly InboxEntry[]> {
    const known = new Map<string, Task>(tasks.map((task) => [task.id, task]));
    const notices = await this.undeliverable.withoutRecipient();
    const indicators = await this.indicators(notices.map(({ about }) => about).filter((id) => !known.has(id)));
    const inOrder = [...notices].sort((left, right) => `${left.about} ${left.agencyId}`.localeCompare(`${right.about} ${right.agencyId}`));
    return inOrder.flatMap(({ about, agencyId }): readonly InboxEntry[] => {
      const text = `${names.agency(agencyId).name} chưa có người nhận thông báo`;
      const [task, indicator] = [known.get(about), indicators.get(about)];
      if (task !== undefined) return [{ group: 'no-recipient', item: taskItem(task, text, null) }];
      return indicator === undefined ? [] : [{ group: 'no-recipient', item: indicatorItem(indicator, text) }];
    });
  }

  private async indicators(ids: readonly string[]): Promise<ReadonlyMap<string, Indicator>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.getRepository(IndicatorRow).findBy({ id: In([...new Set(ids)]) });
    const followed = rows.filter(({ state }) => state.closed === null && state.withdrawnBy === undefined);
    return new Map(followed.map(({ id, state }) => [id, state]));
  }
}
