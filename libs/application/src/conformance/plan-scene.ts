import { type AgencyId, type IndicatorId, type PlainDate, plainDate, type PlanIndicatorRow, type PlanTaskRow, type TaskId } from '#domain';
import type { PlanDraft } from '#contracts';
import type { EventStore } from '#event-store';
import { DraftPlan, EnterPlan, PlanEntryProcess, type CommandOutcome, type PlanRows } from '../index.js';
import type { PolicySource } from '../ports.js';
import { at, committee, finance, homeAffairs, office, officerOf, planId, planning, regionOne, regionTwo, Scene } from './scene.js';

const idOf = (kind: number, row: number): string => `018f0000-0000-7000-8000-${String(kind)}0000000000${String(row)}`;
export const taskIds = [0, 1, 2].map((row) => idOf(1, row) as TaskId);
export const indicatorIds = [0, 1].map((row) => idOf(2, row) as IndicatorId);

export const taskRow = (row: number, leads: readonly AgencyId[], due: PlainDate | null = plainDate('2025-12-31')): PlanTaskRow => ({
  taskId: at(taskIds, row),
  row,
  ordinal: String(row + 1),
  group: null,
  groupTitle: null,
  title: `Nhiệm vụ ${String(row + 1)}`,
  deadline: { text: '2025', kind: 'year', start: null, due, recurrence: null },
  funding: null,
  output: null,
  leads: leads.map((agencyId) => ({ agencyId, approver: committee, approverProposed: true })),
  coordinators: [finance],
  printed: { leads: '', coordinators: '', approvers: '' },
  source: null,
  findings: [],
});

export const indicatorRow = (row: number, leads: readonly AgencyId[] = [finance]): PlanIndicatorRow => ({
  indicatorId: at(indicatorIds, row),
  row,
  ordinal: null,
  name: `Chỉ tiêu ${String(row + 1)}`,
  unit: '%',
  targets: [],
  leads,
  printedLeads: '',
  source: null,
  findings: [],
});

export const threeTasks = {
  tasks: [taskRow(0, [homeAffairs]), taskRow(1, [regionOne, regionTwo]), taskRow(2, [])],
  indicators: [indicatorRow(0), indicatorRow(1, [planning])],
};

export const draft: PlanDraft = {
  document: { number: null, issuedOn: null, issuer: null, title: 'Kế hoạch' },
  groups: [],
  tasks: [],
  indicators: [],
  findings: [],
  coverage: { units: 0, accounted: 0, unaccounted: [] },
};

/** A plan of three tasks and two indicators, ready to be drafted and entered. */
export class PlanScene extends Scene {
  constructor(store: EventStore, rows: Pick<ReturnType<PlanRows['rowsOf']>, 'tasks' | 'indicators'> = threeTasks) {
    super(store, { rowsOf: () => ({ ...rows, problems: [] }) });
  }

  process(store = this.store, policies?: PolicySource): PlanEntryProcess {
    const calendar = { calendar: () => Promise.resolve({ version: 1, days: new Map(), publishedYears: [2023] }) };
    return new PlanEntryProcess({ store, clock: this.clock, calendar, ...(policies === undefined ? {} : { policies }) });
  }

  draftPlan(by = officerOf(office)): Promise<CommandOutcome> {
    const file = { sha256: '0'.repeat(64), name: 'ke-hoach.txt', size: 1, mediaType: 'text/plain' };
    return this.application.draftPlan(new DraftPlan({ actor: by, onBehalfOf: null, request: null, planId, file, draft }));
  }

  enterPlan(
    effectiveOn: PlainDate | null = plainDate('2023-05-31'),
    by = officerOf(office),
    seenVersion: number | null = null,
  ): Promise<CommandOutcome> {
    const common = { actor: by, onBehalfOf: null, request: null, planId };
    return this.application.enterPlan(new EnterPlan({ ...common, effectiveOn, assigningAuthority: committee, seenVersion }));
  }
}

/** Dies at the n-th append, before or after it is written, like a process killed there. */
export const dyingAt = (store: EventStore, append: number, when: 'before' | 'after'): EventStore => {
  let count = 0;
  return new Proxy(store, {
    get: (target, property) => {
      if (property === 'append') {
        return async (...args: Parameters<EventStore['append']>) => {
          count += 1;
          if (count > append || (count === append && when === 'before')) throw new Error('killed');
          const appended = await target.append(...args);
          if (count === append) throw new Error('killed');
          return appended;
        };
      }
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
};
