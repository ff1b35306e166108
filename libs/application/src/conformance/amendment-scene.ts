import { type AgencyId, plainDate, type PlanId, type PlanTaskRow, type TaskId } from '#domain';
import type { EventStore } from '#event-store';
import {
  AmendPlan,
  DraftPlan,
  EnterPlan,
  PlanAmendmentProcess,
  PlanEntryProcess,
  type CommandOutcome,
  type PlanComparison,
} from '../index.js';
import { draft, indicatorRow, taskRow } from './plan-scene.js';
import { at, committee, finance, homeAffairs, office, officerOf, planId, planning, regionOne, Scene, taskId } from './scene.js';

export const draftId = '018f0000-0000-7000-8000-0000000000bb' as PlanId;
export const newTaskId = '018f0000-0000-7000-8000-0000000000c3' as TaskId;

const entered = [
  { ...taskRow(0, [homeAffairs]), taskId, title: 'Xây dựng đề án phát triển đô thị' },
  { ...taskRow(1, [planning]), title: 'Rà soát quy hoạch chung các thị trấn' },
  { ...taskRow(2, [finance]), title: 'Bố trí kinh phí hằng năm', coordinators: [] },
];

/** The second version: the first line re-dated and reworded, the second kept, the third gone, one new. */
const amended: readonly PlanTaskRow[] = [
  { ...at(entered, 1), taskId: 'ignored-1' as TaskId, row: 0, ordinal: '1' },
  {
    ...at(entered, 0),
    taskId: 'ignored-0' as TaskId,
    row: 1,
    ordinal: '2',
    title: 'Xây dựng, trình đề án phát triển đô thị',
    deadline: { text: '2026', kind: 'year', start: null, due: plainDate('2026-12-31'), recurrence: null },
  },
  { ...taskRow(2, [regionOne]), taskId: newTaskId, title: 'Phát triển nhà ở xã hội cho công nhân' },
];

/** A plan of three tasks and one indicator, followed, with the draft of its second version. */
export class AmendmentScene extends Scene {
  constructor(store: EventStore) {
    super(store, {
      rowsOf: (_draft, _directory, terms) => ({
        tasks: terms.planId === planId ? entered : amended,
        indicators: [terms.planId === planId ? indicatorRow(0) : { ...indicatorRow(0), unit: 'ha' }],
        problems: [],
      }),
    });
  }

  readonly calendar = { calendar: () => Promise.resolve({ version: 1, days: new Map(), publishedYears: [2023] }) };

  process(store = this.store): PlanAmendmentProcess {
    return new PlanAmendmentProcess({ store, clock: this.clock, calendar: this.calendar });
  }

  /** Enters the first version, and drafts the second. */
  async follow(): Promise<void> {
    const common = { actor: officerOf(office), onBehalfOf: null, request: null, seenVersion: null };
    for (const id of [planId, draftId]) {
      const file = { sha256: (id === planId ? '1' : '2').repeat(64), name: 'ke-hoach.txt', size: 1, mediaType: 'text/plain' };
      const drafted = { ...draft, document: { ...draft.document, number: id === planId ? '98/KH-UBND' : '279/KH-UBND' } };
      await this.application.draftPlan(new DraftPlan({ ...common, planId: id, file, draft: drafted }));
    }
    const entering = { ...common, planId, effectiveOn: plainDate('2023-05-31'), assigningAuthority: committee };
    await this.application.enterPlan(new EnterPlan(entering));
    await new PlanEntryProcess({ store: this.store, clock: this.clock, calendar: this.calendar }).runOnce();
  }

  async compare(pairs: AmendPlan['input']['pairs'] = []): Promise<PlanComparison> {
    const comparison = await this.application.compareVersions({ planId, draftId, effectiveOn: plainDate('2023-06-05'), pairs });
    if (!('plan' in comparison)) throw new Error(comparison.code);
    return comparison;
  }

  amendPlan(digest: string, over: Partial<AmendPlan['input']> = {}): Promise<CommandOutcome> {
    const common = { actor: officerOf(office), onBehalfOf: null, request: null };
    const terms = { planId, draftId, effectiveOn: plainDate('2023-06-05'), pairs: [], choices: [], file: null };
    const basis = { basis: 'Kế hoạch 279/KH-UBND', basisDocument: null, digest };
    return this.application.amendPlan(new AmendPlan({ ...common, ...terms, ...basis, ...over }));
  }

  acknowledge(by: AgencyId = homeAffairs): Promise<CommandOutcome> {
    return this.act(officerOf(by), 'AcknowledgeAssignment', { assignTo: null });
  }
}
