import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evolveAgency, initialAgency } from './agency/agency.decider.js';
import { agencyEventTypes, indicatorEventTypes, knownEventTypes, planEventTypes, taskEventTypes } from './event-types.js';
import { evolveIndicator, initialIndicator } from './indicator/indicator.decider.js';
import { evolvePlan } from './plan/plan.evolve.js';
import { initialPlan } from './plan/plan.state.js';
import type { AgencyId, Instant } from './shared/ids.js';
import type { Recorded } from './shared/meta.js';
import type { TaskEvent } from './task/task.events.js';
import { evolve } from './task/task.evolve.js';
import { initialTask, type TaskState } from './task/task.state.js';
import { timelineSentence } from './task/timeline/timeline-sentence.js';

interface Golden {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: never;
}

const folder = new URL('../golden/', import.meta.url);
const samples: readonly Golden[] = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
const recorded = (version: number): Recorded => ({
  version,
  recordedAt: '2026-11-02T02:00:00.000Z' as Instant,
  actor: null,
  onBehalfOf: 'so-noi-vu' as AgencyId,
});
const sample = (type: string): Golden => samples.find((each) => each.type === type)!;
const opened = evolve(
  evolve(initialTask, sample('TaskEntered') as TaskEvent, recorded(1)),
  sample('PartAssigned') as TaskEvent,
  recorded(2),
);

describe('a stored event is never edited: golden samples', () => {
  test('every known event type has one in its newest version', () => {
    const newest = [...knownEventTypes].map(([type, version]) => `${type} ${String(version)}`);
    expect(samples.map(({ type, schemaVersion }) => `${type} ${String(schemaVersion)}`)).toEqual(expect.arrayContaining(newest));
    expect(knownEventTypes.size).toBe(
      [taskEventTypes, planEventTypes, indicatorEventTypes, agencyEventTypes].reduce((sum, types) => sum + Object.keys(types).length, 0),
    );
  });

  test.each(Object.keys(taskEventTypes))('a task reads %s and tells it in a sentence', (type) => {
    const event = sample(type) as TaskEvent;
    const state = evolve(opened, event, recorded(3));
    expect(state).toMatchObject({ status: 'entered', version: 3 });
    const sentence = timelineSentence(event, { agency: (id) => `Cơ quan ${id}`, person: (id) => id });
    expect(sentence).toMatch(/^\p{Lu}.*[.…]$/u);
    expect(sentence).not.toMatch(/undefined|null|!|bạn/u);
  });

  test.each(Object.keys(planEventTypes))('a plan reads %s', (type) => {
    const drafted = evolvePlan(initialPlan, sample('PlanDrafted') as never, recorded(1));
    const before =
      type === 'PlanDrafted' || type === 'DraftCorrected' ? drafted : evolvePlan(drafted, sample('PlanEntered') as never, recorded(2));
    expect(evolvePlan(before, sample(type) as never, recorded(3))).toMatchObject({ version: 3 });
  });

  test.each(Object.keys(indicatorEventTypes))('an indicator reads %s', (type) => {
    const entered = evolveIndicator(initialIndicator, sample('IndicatorEntered') as never, recorded(1));
    expect(evolveIndicator(entered, sample(type) as never, recorded(2))).toMatchObject({ version: 2 });
  });

  test.each(Object.keys(agencyEventTypes))('an agency reads %s', (type) => {
    const registered = evolveAgency(initialAgency, sample('AgencyRegistered') as never, recorded(1));
    expect(evolveAgency(registered, sample(type) as never, recorded(2))).toMatchObject({ version: 2 });
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
