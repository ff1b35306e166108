import {
  type AgencyDirectory,
  type AgencyId,
  type AgencyRecord,
  type Instant,
  type PersonId,
  plainDate,
  type PlanId,
  type TaskCommandType,
  type TaskId,
} from '#domain';
import type { EventStore } from '#event-store';
import { TaskPolicy } from '#identity';
import { FakeClock } from '#testing';
import { ActOnTask, Application, type CommandActor, type CommandOutcome, foldTask, type PlanRows, type Request } from '../index.js';

export const office = 'van-phong-ubnd-tinh' as AgencyId;
export const committee = 'ubnd-tinh' as AgencyId;
export const chairman = 'chu-tich-ubnd-tinh' as AgencyId;
export const homeAffairs = 'so-noi-vu' as AgencyId;
export const finance = 'so-tai-chinh' as AgencyId;
export const planning = 'so-ke-hoach-va-dau-tu' as AgencyId;
export const regionOne = 'ubnd-huyen-bac-son' as AgencyId;
export const regionTwo = 'ubnd-huyen-binh-gia' as AgencyId;

const agency = (id: AgencyId): AgencyRecord => ({
  id,
  name: id,
  abbreviations: [],
  level: 'province',
  parent: id === committee || id === chairman ? null : committee,
  isPersonalOffice: id === chairman,
  provenance: 'plan',
});
export const directory: AgencyDirectory = {
  agencies: [office, committee, chairman, homeAffairs, finance, planning, regionOne, regionTwo].map(agency),
  groups: [],
};

export const taskId = '018f0000-0000-7000-8000-000000000001' as TaskId;
export const planId = '018f0000-0000-7000-8000-0000000000aa' as PlanId;

/** The item that a test knows to be there. */
export const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`There is no item ${String(index)}`);
  return item;
};

/** The focal officer of an agency (or of several). */
export const officerOf = (...agencies: readonly AgencyId[]): CommandActor => ({
  personId: `officer-of-${agencies.join('-')}` as PersonId,
  roles: agencies.includes(office) ? ['office', 'member'] : ['member'],
  agencies,
  via: 'web',
});

export const key = (text: string, hash = text): Request => ({ key: text, hash: hash.padEnd(64, '0').slice(0, 64) });

/** The application over a store, with a policy, a directory and a calendar that stand still. */
export class Scene {
  readonly clock = new FakeClock('2023-06-05T01:00:00.000Z');
  readonly application: Application;

  constructor(
    readonly store: EventStore,
    planRows: PlanRows = { rowsOf: () => ({ tasks: [], indicators: [], problems: [] }) },
  ) {
    this.application = new Application({
      store,
      planRows,
      clock: this.clock,
      policy: new TaskPolicy(),
      agencies: {
        directory: () => Promise.resolve(directory),
        isActive: (id) => Promise.resolve(directory.agencies.some((known) => known.id === id)),
        existedOn: (id) => Promise.resolve(directory.agencies.some((known) => known.id === id)),
      },
      calendar: { calendar: () => Promise.resolve({ version: 1, days: new Map(), publishedYears: [2023] }) },
      memberships: { membershipsOf: () => Promise.resolve([]) },
      personalTexts: { seal: (texts, scope) => Promise.resolve(new Map(texts.map((text) => [text, `sealed for ${scope}: ${text}`]))) },
      superiors: () => (superior, approver) => superior === chairman && approver === committee,
    });
  }

  act(
    actor: CommandActor,
    type: TaskCommandType,
    data: Readonly<Record<string, unknown>> = {},
    more: Partial<Pick<ActOnTask['input'], 'onBehalfOf' | 'request' | 'seenVersion' | 'effectiveAt'>> = {},
  ): Promise<CommandOutcome> {
    const common = { onBehalfOf: null, request: null, seenVersion: null, effectiveAt: null as Instant | null };
    return this.application.actOnTask(new ActOnTask({ ...common, ...more, taskId, actor, type, data }));
  }

  /** A task of the given leads, approved by the committee and coordinated by finance. */
  enter(leads: readonly AgencyId[], late = false): Promise<CommandOutcome> {
    return this.act(officerOf(office), 'EnterTask', {
      taskId,
      planId: null,
      row: null,
      ordinal: '1',
      group: null,
      groupTitle: null,
      title: 'Xây dựng đề án',
      deadline: { text: '2025', kind: 'year', start: plainDate('2025-01-01'), due: plainDate('2025-12-31'), recurrence: null },
      funding: null,
      output: null,
      assigningAuthority: committee,
      late,
      source: null,
      findings: [],
      printed: { leads: '', coordinators: '', approvers: '' },
      leads: leads.map((agencyId) => ({ agencyId, approver: committee, approverProposed: false })),
      coordinators: [finance],
    });
  }

  async task(): Promise<Exclude<ReturnType<typeof foldTask>, { status: 'none' }>> {
    const state = foldTask(await this.store.readStream(`task-${taskId}`));
    if (state.status === 'none') throw new Error('The task is not entered');
    return state;
  }
}

export const report = { text: 'Đang thực hiện', percent: null, status: null, difficulties: null, files: [], period: null };
export const submission = { text: 'Đã hoàn thành', document: null, sentOn: null, files: [], despiteOpenAsks: null };
export const internal = { unit: 'Phòng Một', officer: null, internalDeadline: null, instruction: null };
