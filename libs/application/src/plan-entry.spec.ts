import { expect, test } from '@jest/globals';
import { knownEventTypes } from '#domain';
import { InMemoryEventStore } from '#event-store';
import { planEntryConformance } from './conformance/plan-entry.js';
import { finance, officerOf, planning } from './conformance/scene.js';
import { indicatorIds, PlanScene } from './conformance/plan-scene.js';
import { ActOnIndicator } from './index.js';

planEntryConformance('in memory', () => Promise.resolve(new InMemoryEventStore({ known: knownEventTypes })));

test('an indicator takes measurements of its agency alone', async () => {
  const scene = new PlanScene(new InMemoryEventStore({ known: knownEventTypes }));
  await scene.draftPlan();
  await scene.enterPlan();
  const report = (agency: typeof finance): ReturnType<PlanScene['enterPlan']> =>
    scene.application.actOnIndicator(
      new ActOnIndicator({
        actor: officerOf(agency),
        onBehalfOf: null,
        request: null,
        indicatorId: indicatorIds[0]!,
        type: 'ReportMeasurement',
        data: { on: '2023-06-01', value: 31.5, text: null, document: null, files: [] },
      }),
    );
  expect(await report(finance)).toMatchObject({ kind: 'not-found', code: 'INDICATOR.NOT_FOUND' });
  await scene.process().runOnce();
  expect(await report(planning)).toMatchObject({ kind: 'forbidden', code: 'INDICATOR.NOT_YOUR_INDICATOR' });
  expect(await report(finance)).toMatchObject({ ok: true, events: ['MeasurementReported'] });
  expect(await report(finance)).toMatchObject({ ok: true, events: [] });
});
