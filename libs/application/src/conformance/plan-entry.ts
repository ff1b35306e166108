import { beforeEach, describe, expect, test } from '@jest/globals';
import { plainDate, PolicyBook, shippedPolicy } from '#domain';
import type { EventStore } from '#event-store';
import { CloseDraft, CorrectPlanDraft, currentDraft, foldIndicator, foldPlan, foldTask, TurnCorrection } from '../index.js';
import { dyingAt, indicatorIds, indicatorRow, PlanScene, taskIds, taskRow, threeTasks } from './plan-scene.js';
import { at, finance, homeAffairs, office, officerOf, planId } from './scene.js';

/** How a draft becomes tasks and indicators, whatever the store. */
export const planEntryConformance = (name: string, fresh: () => Promise<EventStore>): void => {
  describe(`entering a plan: ${name}`, () => {
    let store: EventStore;
    let scene: PlanScene;
    beforeEach(async () => {
      store = await fresh();
      scene = new PlanScene(store);
    });

    const plan = async (): Promise<ReturnType<typeof foldPlan>> => foldPlan(await store.readStream(`plan-${planId}`));
    const lengths = async (): Promise<readonly number[]> => {
      const ids = [...taskIds.map((id) => `task-${id}`), ...indicatorIds.map((id) => `indicator-${id}`), `plan-${planId}`];
      return Promise.all(ids.map(async (id) => (await store.readStream(id)).length));
    };
    /** Entered, assigned with an approver for each lead, coordinated; the plan drafted, entered, completed. */
    const WHOLE = [4, 6, 2, 1, 1, 3];

    test('one event carries the rows; the process enters each once, then says so', async () => {
      await scene.draftPlan();
      expect(await scene.enterPlan()).toMatchObject({ ok: true, events: ['PlanEntered'] });
      expect((await plan()).status).toBe('entering');
      await scene.process().runOnce();
      expect(await lengths()).toEqual(WHOLE);
      expect((await plan()).status).toBe('entered');
      const task = foldTask(await store.readStream(`task-${at(taskIds, 0)}`));
      expect(task).toMatchObject({ planId, late: false, enteredAt: { effective: '2023-05-30T17:00:00.000Z' } });
      expect(foldIndicator(await store.readStream(`indicator-${at(indicatorIds, 1)}`))).toMatchObject({ name: 'Chỉ tiêu 2', planId });
    });

    test('a date on a day off becomes what the policy in force makes of it', async () => {
      const sunday = { text: '28/12/2025', kind: 'date', start: null, due: plainDate('2025-12-28'), recurrence: null } as const;
      const row = { ...taskRow(0, [homeAffairs]), deadline: sunday };
      const dated = new PlanScene(store, { tasks: [row], indicators: [] });
      await dated.draftPlan();
      await dated.enterPlan();
      const book = PolicyBook.of({ ...shippedPolicy, dayOffRule: 'previous' });
      await dated.process(store, { book: () => Promise.resolve(book) }).runOnce();
      expect(foldTask(await store.readStream(`task-${at(taskIds, 0)}`))).toMatchObject({ leads: [{ due: '2025-12-26' }] });
    });

    test('pressing twice is already true; running again, and two workers at once, enter nothing twice', async () => {
      await scene.draftPlan();
      await Promise.all([scene.enterPlan(), scene.enterPlan()]);
      expect(await scene.enterPlan()).toMatchObject({ ok: true, events: [] });
      await Promise.all([scene.process().runOnce(), new PlanScene(store).process().runOnce()]);
      await scene.process().runOnce();
      expect(await lengths()).toEqual(WHOLE);
    });

    test('killed before or after any of its steps, it goes on from there', async () => {
      await scene.draftPlan();
      await scene.enterPlan();
      for (const step of [1, 1, 2, 1, 1]) {
        for (const when of ['before', 'after'] as const) {
          await scene
            .process(dyingAt(store, step, when))
            .runOnce()
            .catch((error: unknown) => {
              expect(error).toMatchObject({ message: 'killed' });
            });
        }
      }
      await scene.process().runOnce();
      expect(await lengths()).toEqual(WHOLE);
    });

    test('more than thirty days after its effective day a plan is late', async () => {
      await scene.draftPlan();
      scene.clock.set('2023-06-30T16:59:00.000Z');
      await scene.enterPlan();
      expect(await plan()).toMatchObject({ late: false });
      const other = new PlanScene(await fresh());
      other.clock.set('2023-06-30T17:00:00.000Z');
      await other.draftPlan();
      await other.enterPlan();
      const entered = foldPlan(await other.store.readStream(`plan-${planId}`));
      expect(entered).toMatchObject({ late: true });
    });

    test('every row is checked first: one refused row and nothing is written, with the row and the remedy', async () => {
      const unknown = 'so-khong-co' as typeof finance;
      scene = new PlanScene(store, {
        tasks: [at(threeTasks.tasks, 0), taskRow(1, [unknown]), taskRow(2, [homeAffairs], plainDate('2022-12-31'))],
        indicators: [indicatorRow(0, [unknown])],
      });
      await scene.draftPlan();
      const outcome = await scene.enterPlan();
      expect(outcome).toMatchObject({ ok: false, kind: 'rule', code: 'PLAN.ROWS_REFUSED' });
      const rows = outcome.ok ? [] : outcome.details['rows'];
      expect(rows).toEqual([
        expect.objectContaining({ kind: 'task', row: 1, code: 'TASK.UNKNOWN_AGENCY', remedy: expect.stringContaining('so-khong-co') }),
        expect.objectContaining({ kind: 'task', row: 2, code: 'TASK.DUE_BEFORE_ISSUE', remedy: expect.stringContaining('ngày hiệu lực') }),
        expect.objectContaining({ kind: 'indicator', row: 0, code: 'INDICATOR.UNKNOWN_AGENCY' }),
      ]);
      await scene.process().runOnce();
      expect(await lengths()).toEqual([0, 0, 0, 0, 0, 1]);
    });

    test('a document without a day needs one from the Office, and not one in the future', async () => {
      await scene.draftPlan();
      expect(await scene.enterPlan(null)).toMatchObject({ kind: 'invalid', code: 'PLAN.EFFECTIVE_DAY_MISSING' });
      expect(await scene.enterPlan(plainDate('2023-06-06'))).toMatchObject({ kind: 'invalid', code: 'PLAN.EFFECTIVE_IN_FUTURE' });
    });

    test('plans are for the Office; what was never drafted is not found', async () => {
      expect(await scene.draftPlan(officerOf(finance))).toMatchObject({ kind: 'forbidden', code: 'PLAN.OFFICE_ONLY' });
      expect(await scene.enterPlan()).toMatchObject({ kind: 'not-found', code: 'PLAN.NOT_FOUND' });
      await scene.draftPlan();
      expect(await scene.enterPlan(plainDate('2023-05-31'), officerOf(finance))).toMatchObject({ kind: 'forbidden' });
    });

    test('corrections lie over the draft; a broken one, a stale one and one that leads nowhere change nothing', async () => {
      await scene.draftPlan();
      const correct = (pointer: string, value: unknown, seenVersion: number | null = null): ReturnType<PlanScene['enterPlan']> => {
        const common = { actor: officerOf(office), onBehalfOf: null, request: null, planId };
        return scene.application.correctPlanDraft(
          new CorrectPlanDraft({ ...common, edits: [{ op: 'replace', pointer, value }], seen: [], seenVersion }),
        );
      };
      expect(await correct('/document/number', '98/KH-UBND', 1)).toMatchObject({ ok: true, version: 2 });
      expect(await correct('/document/number', '99/KH-UBND', 1)).toMatchObject({ kind: 'stale', code: 'PLAN.STALE' });
      expect(await correct('/document/number', 12)).toMatchObject({
        kind: 'invalid',
        code: 'PLAN.DRAFT_INVALID',
        details: { errors: [{ pointer: '/document/number' }] },
      });
      expect(await correct('/khong/co', 1)).toMatchObject({ ok: false, code: 'PLAN.NO_SUCH_PLACE' });
      expect(await correct('/document/number', '98/KH-UBND')).toMatchObject({ ok: true, events: [] });
      expect(currentDraft(await store.readStream(`plan-${planId}`))?.draft.document.number).toBe('98/KH-UBND');
    });

    test('a correction is undone and done again by events, by whoever saw the draft last', async () => {
      await scene.draftPlan();
      const common = { actor: officerOf(office), onBehalfOf: null, request: null, planId, seenVersion: null };
      const edits = [{ op: 'replace' as const, pointer: '/document/number', value: '98/KH-UBND' }];
      await scene.application.correctPlanDraft(new CorrectPlanDraft({ ...common, edits, seen: [] }));
      const turn = (type: 'UndoCorrection' | 'RedoCorrection', more: object = {}): ReturnType<PlanScene['enterPlan']> =>
        scene.application.turnCorrection(new TurnCorrection({ ...common, type, correction: null, ...more }));
      expect(await turn('UndoCorrection', { seenVersion: 1 })).toMatchObject({ kind: 'stale', code: 'PLAN.STALE' });
      expect(await turn('UndoCorrection', { actor: officerOf(finance) })).toMatchObject({ kind: 'forbidden' });
      expect(await scene.enterPlan(plainDate('2023-05-31'), officerOf(office), 1)).toMatchObject({ kind: 'stale', code: 'PLAN.STALE' });
      expect(await turn('UndoCorrection')).toMatchObject({ ok: true, events: ['CorrectionUndone'] });
      expect(await turn('UndoCorrection')).toMatchObject({ kind: 'rule', code: 'PLAN.NOTHING_TO_UNDO' });
      expect(currentDraft(await store.readStream(`plan-${planId}`))?.draft.document.number).toBeNull();
      expect(await turn('RedoCorrection')).toMatchObject({ ok: true, events: ['CorrectionRedone'] });
      const stored = await store.readStream(`plan-${planId}`);
      expect(stored.map(({ type, schemaVersion }) => [type, schemaVersion])).toEqual([
        ['PlanDrafted', 1],
        ['DraftCorrected', 2],
        ['CorrectionUndone', 1],
        ['CorrectionRedone', 1],
      ]);
      const seen = scene.application.correctPlanDraft(new CorrectPlanDraft({ ...common, edits: [], seen: [0] }));
      expect(await seen).toMatchObject({ kind: 'invalid', code: 'PLAN.NO_SUCH_FINDING' });
    });

    test('a draft that is given up is not entered,', async () => {
      await scene.draftPlan();
      const common = { actor: officerOf(office), onBehalfOf: null, request: null, planId, seenVersion: null };
      expect(await scene.application.closeDraft(new CloseDraft({ ...common, reason: 'Nhập nhầm tệp' }))).toMatchObject({ ok: true });
      expect(await scene.enterPlan()).toMatchObject({ kind: 'rule', code: 'PLAN.DRAFT_CLOSED' });
    });
  });
};
