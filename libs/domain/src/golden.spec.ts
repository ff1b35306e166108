import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evolveAgency, initialAgency } from './agency/agency.decider.js';
import { evolveAgencyNames, initialAgencyNames } from './agency-names/agency-names.decider.js';
import {
  agencyEventTypes,
  agencyGroupEventTypes,
  agencyNamesEventTypes,
  calendarEventTypes,
  indicatorEventTypes,
  knownEventTypes,
  planEventTypes,
  policyEventTypes,
  remarkEventTypes,
  reorganisationEventTypes,
  reportEventTypes,
  taskEventTypes,
} from './event-types.js';
import { evolveIndicator, initialIndicator } from './indicator/indicator.evolve.js';
import { evolvePlan } from './plan/plan.evolve.js';
import { initialPlan } from './plan/plan.state.js';
import { evolveRemarks, initialRemarks } from './remarks/remarks.evolve.js';
import type { AgencyId, Instant } from './shared/ids.js';
import type { Recorded } from './shared/meta.js';
import type { TaskEvent } from './task/task.events.js';
import { evolve } from './task/task.evolve.js';
import { initialTask, type TaskState } from './task/task.state.js';
import { timelineSentence } from './task/timeline/timeline-sentence.js';
import { evolvePolicy, initialPolicy } from './policy/policy.decider.js';
import { shippedPolicy } from './policy/policy.settings.js';
import { upcasters } from './upcasters.js';

interface Golden {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: never;
}

const ofEveryAggregate = [
  taskEventTypes,
  planEventTypes,
  indicatorEventTypes,
  agencyEventTypes,
  agencyGroupEventTypes,
  agencyNamesEventTypes,
  reorganisationEventTypes,
  calendarEventTypes,
  reportEventTypes,
  policyEventTypes,
  remarkEventTypes,
];
const folder = new URL('../golden/', import.meta.url);
const files = readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Golden] as const);
/** As the log gives an event to whoever reads it: in its newest version. */
const upcast = ({ type, schemaVersion, data }: Golden): Golden => {
  const { version, upcasters } = knownEventTypes.get(type)!;
  return {
    type,
    schemaVersion: version,
    data: upcasters.slice(schemaVersion - 1).reduce<unknown>((read, step) => step(read), data) as never,
  };
};
const samples = files.map(([, golden]) => upcast(golden));
/** The newest samples stand last. */
const recorded = (version: number): Recorded => ({
  version,
  recordedAt: '2026-11-02T02:00:00.000Z' as Instant,
  actor: null,
  onBehalfOf: 'so-noi-vu' as AgencyId,
});
const sample = (type: string): Golden => samples.findLast((each) => each.type === type)!;
const samplesOf = (types: object): readonly (readonly [string, Golden])[] =>
  files.filter(([, { type }]) => type in types).map(([name, golden]) => [name, upcast(golden)] as const);
const opened = evolve(
  evolve(initialTask, sample('TaskEntered') as TaskEvent, recorded(1)),
  sample('PartAssigned') as TaskEvent,
  recorded(2),
);

describe('a stored event is never edited: golden samples', () => {
  test('every event type has one of each schema version that ever shipped, and none is of a type or version that cannot be read', () => {
    const shipped = [...knownEventTypes].flatMap(([type, { version }]) =>
      Array.from({ length: version }, (_, index) => `${type} ${String(index + 1)}`),
    );
    const sampled = files.map(([, { type, schemaVersion }]) => `${type} ${String(schemaVersion)}`);
    expect([...sampled].sort()).toEqual([...shipped].sort());
    expect(knownEventTypes.size).toBe(ofEveryAggregate.reduce((sum, types) => sum + Object.keys(types).length, 0));
  });

  test('every older version has its upcaster, which reads its sample and leaves it as it was', () => {
    expect(Object.keys(upcasters).filter((type) => !knownEventTypes.has(type))).toEqual([]);
    for (const [type, { version, upcasters: steps }] of knownEventTypes) expect([type, steps.length]).toEqual([type, version - 1]);
    for (const [name, golden] of files) {
      upcast(golden);
      expect(golden).toEqual(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    }
  });

  test.each(samplesOf(taskEventTypes))('a task reads %s and tells it in a sentence', (_name, golden) => {
    const event = golden as TaskEvent;
    const state = evolve(opened, event, recorded(3));
    expect(state).toMatchObject({ status: 'entered', version: 3 });
    const sentence = timelineSentence(event, { agency: (id) => `Cơ quan ${id}`, person: (id) => id });
    expect(sentence).toMatch(/^\p{Lu}.*[.…]$/u);
    expect(sentence).not.toMatch(/undefined|null|!|bạn/u);
  });

  test.each(samplesOf(planEventTypes))('a plan reads %s', (_name, event) => {
    const { type } = event;
    const drafted = evolvePlan(initialPlan, sample('PlanDrafted') as never, recorded(1));
    const isOfEntered = type.startsWith('PlanE') || type.startsWith('PlanA') || type === 'PlanClosed';
    const entered = isOfEntered ? evolvePlan(drafted, sample('PlanEntered') as never, recorded(2)) : drafted;
    const before = type === 'PlanAmendmentCompleted' ? evolvePlan(entered, sample('PlanAmended') as never, recorded(2)) : entered;
    expect(evolvePlan(before, event as never, recorded(3))).toMatchObject({ version: 3 });
  });

  test.each(samplesOf(indicatorEventTypes))('an indicator reads %s', (_name, event) => {
    const entered = evolveIndicator(initialIndicator, sample('IndicatorEntered') as never, recorded(1));
    expect(evolveIndicator(entered, event as never, recorded(2))).toMatchObject({ version: 2 });
  });

  test.each(samplesOf(agencyEventTypes))('an agency reads %s', (_name, event) => {
    const registered = evolveAgency(initialAgency, sample('AgencyRegistered') as never, recorded(1));
    expect(evolveAgency(registered, event as never, recorded(2))).toMatchObject({ version: 2 });
  });

  test.each(samplesOf(agencyNamesEventTypes))('the memory of names reads %s', (_name, event) => {
    expect(evolveAgencyNames(initialAgencyNames, event as never, recorded(1))).toMatchObject({ version: 1 });
  });

  test.each(samplesOf(policyEventTypes))('a policy reads %s', (_name, event) => {
    expect(evolvePolicy(shippedPolicy)(initialPolicy, event as never, recorded(1))).toMatchObject({ version: 1 });
  });

  test.each(samplesOf(remarkEventTypes))('the remarks on a task read %s', (_name, event) => {
    const opened = evolveRemarks(initialRemarks, sample('RemarkAdded') as never, recorded(1));
    expect(evolveRemarks(opened, event as never, recorded(2))).toMatchObject({ version: 2 });
  });

  test('evolve never throws, in whatever order events come', () => {
    const events = samples.filter(({ type }) => type in taskEventTypes) as readonly TaskEvent[];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (disorder) => {
        const state = disorder.reduce<TaskState>((before, event, index) => evolve(before, event, recorded(index + 1)), initialTask);
        expect(['none', 'entered']).toContain(state.status);
      }),
      { numRuns: 200 },
    );
  });
});
