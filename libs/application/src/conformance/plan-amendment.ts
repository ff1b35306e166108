import { beforeEach, describe, expect, test } from '@jest/globals';
import type { EventStore } from '#event-store';
import { foldIndicator, foldPlan, foldTask } from '../index.js';
import { AmendmentScene, draftId, newTaskId } from './amendment-scene.js';
import { dyingAt, indicatorIds, taskIds } from './plan-scene.js';
import { at, finance, officerOf, planId, taskId } from './scene.js';

/** How a new version reaches a plan that is followed, whatever the store. */
export const planAmendmentConformance = (name: string, fresh: () => Promise<EventStore>): void => {
  describe(`amending a plan: ${name}`, () => {
    let store: EventStore;
    let scene: AmendmentScene;
    beforeEach(async () => {
      store = await fresh();
      scene = new AmendmentScene(store);
      await scene.follow();
    });

    const streams = [
      `task-${taskId}`,
      `task-${at(taskIds, 1)}`,
      `task-${at(taskIds, 2)}`,
      `task-${newTaskId}`,
      `indicator-${at(indicatorIds, 0)}`,
    ];
    const types = (streamId: string): Promise<readonly string[]> =>
      store.readStream(streamId).then((events) => events.map(({ type }) => type));
    const added = async (before: readonly (readonly string[])[]): Promise<readonly (readonly string[])[]> => {
      const now = await Promise.all(streams.map(types));
      return now.map((all, index) => all.slice(before[index]?.length ?? 0));
    };
    const OUTCOME = [
      ['TaskAmended', 'DeadlineChanged'],
      ['TaskAmended'],
      ['TaskAmended', 'PartWithdrawn'],
      ['TaskEntered', 'PartAssigned', 'ApproverDesignated', 'CoordinatorNamed'],
      ['IndicatorAmended'],
    ];

    test('lines are told apart: kept, changed, added, withdrawn', async () => {
      const { tasks, indicators } = await scene.compare();
      expect(tasks.map(({ taskId: id, comparison }) => [id, comparison?.changes ?? 'added'])).toEqual([
        [at(taskIds, 1), ['renumbered']],
        [taskId, ['reworded', 're-dated', 'renumbered']],
        [newTaskId, 'added'],
        [at(taskIds, 2), ['withdrawn']],
      ]);
      expect(indicators).toMatchObject([{ line: { kind: 'changed' }, changed: ['unit'] }]);
    });

    test('a person’s word on which row is which task goes first', async () => {
      const { tasks } = await scene.compare([{ row: 2, taskId: at(taskIds, 2) }]);
      expect(tasks.map(({ taskId: id, comparison }) => [id, comparison?.changes])).toContainEqual([
        at(taskIds, 2),
        ['reworded', 're-assigned', 'coordinators'],
      ]);
      expect(tasks).toHaveLength(3);
    });

    test('confirmed, one event carries all lines; the process carries each out once, and closes the draft', async () => {
      await scene.acknowledge();
      const before = await Promise.all(streams.map(types));
      const { digest } = await scene.compare();
      expect(await scene.amendPlan(digest)).toMatchObject({ ok: true, events: ['PlanAmended'] });
      await scene.process().runOnce();
      expect(await added(before)).toEqual(OUTCOME);
      expect(foldTask(await store.readStream(`task-${taskId}`))).toMatchObject({
        title: 'Xây dựng, trình đề án phát triển đô thị',
        leads: [{ due: '2026-12-31', situation: { name: 'awaiting', was: 'acknowledged' } }],
      });
      expect(foldTask(await store.readStream(`task-${newTaskId}`))).toMatchObject({ planId, row: 2, leads: [{ unreviewed: false }] });
      expect(foldIndicator(await store.readStream(`indicator-${at(indicatorIds, 0)}`))).toMatchObject({ unit: 'ha' });
      expect(foldPlan(await store.readStream(`plan-${planId}`))).toMatchObject({ status: 'entered', document: { number: '279/KH-UBND' } });
      expect(foldPlan(await store.readStream(`plan-${draftId}`))).toMatchObject({ status: 'draft-closed', takenOverBy: planId });
    });

    test('a person may ask nobody to acknowledge again, and keep a date', async () => {
      await scene.acknowledge();
      const { digest, tasks } = await scene.compare();
      const dues = tasks.find((line) => line.taskId === taskId)?.live?.leads.map(({ id, due }) => ({ part: id, due })) ?? [];
      await scene.amendPlan(digest, { choices: [{ taskId, acknowledgeAgain: false, dues }] });
      await scene.process().runOnce();
      expect(foldTask(await store.readStream(`task-${taskId}`))).toMatchObject({
        leads: [{ due: '2025-12-31', situation: { name: 'acknowledged' } }],
      });
    });

    test('what has changed since it was compared is compared again: nothing is confirmed unseen', async () => {
      const { digest } = await scene.compare();
      await scene.acknowledge();
      expect(await scene.amendPlan(digest)).toMatchObject({ ok: false, kind: 'stale', code: 'PLAN.COMPARISON_STALE' });
      expect(await scene.amendPlan((await scene.compare()).digest)).toMatchObject({ ok: true });
    });

    test('pressed twice, by two at once, and run by two workers: once', async () => {
      const before = await Promise.all(streams.map(types));
      const { digest } = await scene.compare();
      const outcomes = await Promise.all([scene.amendPlan(digest), new AmendmentScene(store).amendPlan(digest)]);
      expect(outcomes.flatMap((outcome) => (outcome.ok ? outcome.events : [outcome.code]))).toEqual(['PlanAmended']);
      await Promise.all([scene.process().runOnce(), new AmendmentScene(store).process().runOnce()]);
      await scene.process().runOnce();
      expect(await added(before)).toEqual(OUTCOME);
    });

    test('killed before or after any of its steps, it goes on from there, and asks nobody twice', async () => {
      await scene.acknowledge();
      const before = await Promise.all(streams.map(types));
      await scene.amendPlan((await scene.compare()).digest);
      for (const step of [1, 1, 2, 1, 1]) {
        for (const when of ['before', 'after'] as const) {
          await scene
            .process(dyingAt(store, step, when))
            .runOnce()
            .catch((error: unknown) => {
              expect(error).toMatchObject({ message: 'killed' });
            });
          await scene.acknowledge();
        }
      }
      await scene.process().runOnce();
      const [first, ...others] = await added(before);
      expect([first?.filter((type) => type === 'TaskAmended'), ...others]).toEqual([['TaskAmended'], ...OUTCOME.slice(1)]);
    });

    test('is for the Office; a draft that is closed, or entered, or not there is refused', async () => {
      const { digest } = await scene.compare();
      expect(await scene.amendPlan(digest, { actor: officerOf(finance) })).toMatchObject({ kind: 'forbidden' });
      expect(await scene.amendPlan(digest, { draftId: planId })).toMatchObject({ code: 'PLAN.ALREADY_ENTERED' });
      expect(await scene.amendPlan(digest, { draftId: taskId as never })).toMatchObject({ kind: 'not-found' });
      await scene.amendPlan(digest);
      await scene.process().runOnce();
      expect(await scene.amendPlan(digest)).toMatchObject({ ok: true, events: [] });
    });
  });
};
