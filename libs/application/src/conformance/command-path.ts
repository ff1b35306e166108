import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Instant } from '#domain';
import type { EventStore } from '#event-store';
import {
  at,
  chairman,
  committee,
  finance,
  homeAffairs,
  internal,
  key,
  office,
  officerOf,
  planning,
  regionOne,
  regionTwo,
  report,
  Scene,
  submission,
} from './scene.js';

/** How commands reach the log, whatever the store. */
export const commandPathConformance = (name: string, fresh: () => Promise<EventStore>): void => {
  describe(`the command path: ${name}`, () => {
    let scene: Scene;
    beforeEach(async () => {
      scene = new Scene(await fresh());
    });
    const acknowledge = (agency = homeAffairs): ReturnType<Scene['act']> =>
      scene.act(officerOf(agency), 'AcknowledgeAssignment', { assignTo: null });

    test('entering, acknowledging and reporting append their events, told with who and on whose behalf', async () => {
      expect(await scene.enter([homeAffairs])).toMatchObject({ ok: true, version: 4 });
      expect(await acknowledge()).toMatchObject({ ok: true, version: 5, events: ['AssignmentAcknowledged'] });
      expect(await scene.act(officerOf(homeAffairs), 'ReportProgress', report)).toMatchObject({ ok: true, events: ['ProgressReported'] });
      const stored = await scene.store.readStream(`task-${(await scene.task()).id}`);
      expect(stored.at(-1)).toMatchObject({ actor: `officer-of-${homeAffairs}`, meta: { onBehalfOf: homeAffairs, via: 'web' } });
    });

    test('the name of a signer is recorded sealed, in the setting of the agency', async () => {
      await scene.enter([homeAffairs]);
      await acknowledge();
      const document = { number: '88/BC', date: null, signer: 'Nông Thị Lan', form: null };
      await scene.act(officerOf(homeAffairs), 'SubmitCompletion', { ...submission, document });
      const stored = await scene.store.readStream(`task-${(await scene.task()).id}`);
      const submitted = stored.find(({ type }) => type === 'CompletionSubmitted');
      expect(submitted?.data).toMatchObject({ document: { ...document, signer: `sealed for ${homeAffairs}: Nông Thị Lan` } });
      expect(JSON.stringify(stored).match(/Nông Thị Lan/gu)).toHaveLength(1);
    });

    test('the same request twice is carried out once and answered alike; another body under its key is refused', async () => {
      await scene.enter([homeAffairs]);
      const send = (hash: string): ReturnType<Scene['act']> =>
        scene.act(officerOf(homeAffairs), 'ReportProgress', report, { request: key('k1', hash) });
      const first = await send('a1');
      expect(await send('a1')).toEqual(first);
      expect(await send('b2')).toMatchObject({ ok: false, kind: 'key-reused', code: 'REQUEST.KEY_REUSED' });
      expect((await scene.task()).version).toBe(first.ok ? first.version : 0);
    });

    test('the same request sent twice at once is carried out once', async () => {
      await scene.enter([homeAffairs]);
      const before = await scene.store.head();
      const send = (): ReturnType<Scene['act']> => scene.act(officerOf(homeAffairs), 'ReportProgress', report, { request: key('k1') });
      const [one, other] = await Promise.all([send(), send()]);
      expect(one).toEqual(other);
      expect(await scene.store.head()).toBe(before + (one.ok ? one.events.length : 0));
    });

    test('what is already true is an answer without events, remembered under its key', async () => {
      await scene.enter([homeAffairs]);
      await acknowledge();
      const again = (hash: string): ReturnType<Scene['act']> =>
        scene.act(officerOf(homeAffairs), 'AcknowledgeAssignment', { assignTo: null }, { request: key('k2', hash) });
      const answer = await again('a1');
      expect(answer).toMatchObject({ ok: true, version: 5, events: [] });
      await scene.act(officerOf(homeAffairs), 'ReportProgress', report);
      expect(await again('a1')).toEqual(answer);
      expect(await again('b2')).toMatchObject({ kind: 'key-reused' });
    });

    test('two people act on one part at once: one wins, the other learns how it stands now', async () => {
      await scene.enter([homeAffairs]);
      const { version } = await scene.task();
      const assign = (unit: string): ReturnType<Scene['act']> =>
        scene.act(officerOf(homeAffairs), 'AcknowledgeAssignment', { assignTo: { ...internal, unit } }, { seenVersion: version });
      const outcomes = await Promise.all([assign('Phòng Một'), assign('Phòng Hai')]);
      const [won] = outcomes.filter(({ ok }) => ok);
      const [lost] = outcomes.filter(({ ok }) => !ok);
      expect(won).toBeDefined();
      expect(lost).toMatchObject({ kind: 'stale', current: { id: 'L01', situation: { name: 'acknowledged' } } });
    });

    test('a second submission at once is refused by the rule, with the part as it is', async () => {
      await scene.enter([homeAffairs]);
      await acknowledge();
      const submit = (): ReturnType<Scene['act']> =>
        scene.act(officerOf(homeAffairs), 'SubmitCompletion', { ...submission, despiteOpenAsks: 'Đã đủ ý kiến' });
      const outcomes = await Promise.all([submit(), submit()]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ kind: 'rule', current: { situation: { name: 'submitted' } } });
    });

    test('on two parts of one task at once both succeed, though both saw the same version', async () => {
      await scene.enter([regionOne, regionTwo]);
      const { version } = await scene.task();
      const both = [regionOne, regionTwo].map((agency) =>
        scene.act(officerOf(agency), 'AcknowledgeAssignment', { assignTo: null }, { seenVersion: version }),
      );
      expect((await Promise.all(both)).map(({ ok }) => ok)).toEqual([true, true]);
      expect((await scene.task()).leads.map(({ situation }) => situation.name)).toEqual(['acknowledged', 'acknowledged']);
    });

    test('processes that share the log decide again after a conflict', async () => {
      await scene.enter([regionOne, regionTwo, homeAffairs]);
      const processes = [scene, new Scene(scene.store), new Scene(scene.store)];
      const outcomes = await Promise.all(
        [regionOne, regionTwo, homeAffairs].map((agency, index) =>
          at(processes, index).act(officerOf(agency), 'AcknowledgeAssignment', { assignTo: null }),
        ),
      );
      expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
    });

    test('an act on the whole task makes an older view of every part stale', async () => {
      await scene.enter([homeAffairs]);
      const { version } = await scene.task();
      await scene.act(officerOf(office), 'NameConsolidator', { agencyId: planning });
      const outcome = await scene.act(officerOf(homeAffairs), 'AcknowledgeAssignment', { assignTo: null }, { seenVersion: version });
      expect(outcome).toMatchObject({ kind: 'stale', code: 'TASK.STALE' });
    });

    test('a task that one may not see does not exist', async () => {
      const unknown = await acknowledge();
      await scene.enter([homeAffairs]);
      const hidden = await acknowledge(regionOne);
      expect([unknown, hidden]).toEqual([
        expect.objectContaining({ kind: 'not-found', code: 'TASK.NOT_FOUND' }),
        expect.objectContaining({ kind: 'not-found', code: 'TASK.NOT_FOUND' }),
      ]);
    });

    test('who sees a task but does not hold the part is forbidden to act for it', async () => {
      await scene.enter([homeAffairs]);
      expect(await scene.act(officerOf(finance), 'ReportProgress', report)).toMatchObject({
        kind: 'forbidden',
        code: 'TASK.NOT_YOUR_PART',
      });
      const foreign = await scene.act(officerOf(finance), 'ReportProgress', report, { onBehalfOf: homeAffairs });
      expect(foreign).toMatchObject({ kind: 'forbidden', code: 'ACTOR.NOT_YOUR_AGENCY' });
    });

    test('part, submission and agency may be left out where they can mean one thing only', async () => {
      await scene.enter([homeAffairs, finance]);
      const both = officerOf(homeAffairs, finance);
      expect(await scene.act(both, 'ReportProgress', report)).toMatchObject({
        kind: 'invalid',
        code: 'COMMAND.PART_AMBIGUOUS',
        details: {
          choices: [
            { part: 'L01', agency: homeAffairs },
            { part: 'L02', agency: finance },
          ],
        },
      });
      expect(await scene.act(both, 'ReportProgress', { ...report, part: 'L02' })).toMatchObject({ ok: true });
      await scene.act(both, 'SubmitCompletion', { ...submission, despiteOpenAsks: 'Đủ' }, { onBehalfOf: finance });
      const approved = await scene.act(officerOf(committee, chairman), 'ApproveCompletion', { note: null });
      expect(approved).toMatchObject({ ok: true, events: ['CompletionApproved'] });
      expect((await scene.task()).leads.map(({ situation }) => situation.name)).toEqual(['awaiting', 'completed']);
    });

    test('an asked agency acknowledges and answers without naming the ask', async () => {
      await scene.enter([homeAffairs]);
      await acknowledge();
      const asked = { agencies: [planning], text: 'Đề nghị cho ý kiến', replyBy: '2023-06-20' };
      expect(await scene.act(officerOf(homeAffairs), 'AskCoordination', asked)).toMatchObject({ ok: true });
      expect(await scene.act(officerOf(planning), 'AcknowledgeAssignment', { assignTo: null })).toMatchObject({
        events: ['AskAcknowledged'],
      });
      expect(await scene.act(officerOf(planning), 'GiveOpinion', { text: 'Nhất trí', files: [] })).toMatchObject({
        events: ['OpinionGiven'],
      });
      const [ask] = at((await scene.task()).leads, 0).asks;
      expect(ask).toMatchObject({ agencyId: planning, outcome: { kind: 'answered' } });
    });

    test('who has several agencies acts for the one concerned; where two are, the choice is asked for', async () => {
      await scene.enter([homeAffairs]);
      await acknowledge();
      const chair = officerOf(committee, chairman);
      const wanted = { due: '2026-06-30', reason: 'Cần thêm thời gian', document: null };
      await scene.act(officerOf(homeAffairs), 'RequestExtension', wanted);
      expect(await scene.act(chair, 'GrantExtension', { due: '2026-06-30', document: null })).toMatchObject({
        events: ['ExtensionGranted'],
      });
      const stored = await scene.store.readStream(`task-${(await scene.task()).id}`);
      expect(stored.at(-1)?.meta).toMatchObject({ onBehalfOf: committee });
      const asked = { agencies: [planning, regionOne], text: 'Đề nghị cho ý kiến', replyBy: '2023-06-20' };
      await scene.act(officerOf(homeAffairs), 'AskCoordination', asked);
      const two = officerOf(planning, regionOne);
      expect(await scene.act(two, 'GiveOpinion', { text: 'Nhất trí', files: [] })).toMatchObject({
        kind: 'invalid',
        code: 'COMMAND.ASK_AMBIGUOUS',
      });
      const forOne = await scene.act(two, 'GiveOpinion', { text: 'Nhất trí', files: [] }, { onBehalfOf: regionOne });
      expect(forOne).toMatchObject({ events: ['OpinionGiven'] });
    });

    test('an agency asked twice answers its open question; the general request can be named', async () => {
      await scene.enter([homeAffairs]);
      await acknowledge();
      const ask = { agencies: [finance], text: 'Đề nghị cho ý kiến', replyBy: '2023-06-20' };
      await scene.act(officerOf(homeAffairs), 'AskCoordination', ask);
      const ofFinance = officerOf(finance);
      expect(await scene.act(ofFinance, 'AcknowledgeAsk', { part: null, ask: 0 })).toMatchObject({ events: ['AskAcknowledged'] });
      expect(await scene.act(ofFinance, 'AcknowledgeAsk', {})).toMatchObject({ events: ['AskAcknowledged'] });
      expect(await scene.act(ofFinance, 'AcknowledgeAsk', {})).toMatchObject({ ok: true, events: [] });
      expect(await scene.act(ofFinance, 'GiveOpinion', { text: 'Nhất trí', files: [], ask: 7 })).toMatchObject({
        code: 'TASK.NO_SUCH_ASK',
      });
      expect(await scene.act(ofFinance, 'GiveOpinion', { text: 'Nhất trí', files: [] })).toMatchObject({ events: ['OpinionGiven'] });
      expect(at((await scene.task()).leads, 0).asks[0]).toMatchObject({ outcome: { kind: 'answered' } });
      const release = { agencyId: finance, ask: 0, reason: 'Đã đủ ý kiến' };
      expect(await scene.act(officerOf(homeAffairs), 'ReleaseAsk', release)).toMatchObject({ kind: 'forbidden' });
      expect(await scene.act(officerOf(office), 'ReleaseAsk', release)).toMatchObject({ events: ['AskReleased'] });
    });

    test('a part that the Office names by itself: the only open one, the one with a request, else it has to say', async () => {
      await scene.enter([homeAffairs, regionOne]);
      const insist = { reason: 'Đúng chức năng, nhiệm vụ' };
      expect(await scene.act(officerOf(office), 'InsistAssignment', insist)).toMatchObject({ code: 'COMMAND.PART_AMBIGUOUS' });
      await scene.act(officerOf(regionOne), 'RequestReassignment', { reason: 'Không thuộc thẩm quyền', proposal: null });
      expect(await scene.act(officerOf(office), 'InsistAssignment', insist)).toMatchObject({ events: ['AssignmentInsisted'] });
      const urge = { text: 'Đề nghị khẩn trương', document: null, urgent: false };
      expect(await scene.act(officerOf(office), 'UrgePart', { ...urge, part: 'L09' })).toMatchObject({ code: 'TASK.NO_SUCH_PART' });
      expect(await scene.act(officerOf(office), 'UrgePart', urge)).toMatchObject({ kind: 'invalid', code: 'COMMAND.PART_AMBIGUOUS' });
      expect(await scene.act(officerOf(office), 'UrgePart', { ...urge, part: 'L02' })).toMatchObject({ events: ['PartUrged'] });
    });

    test('an earlier effective date is for the Office, and never in the future', async () => {
      await scene.enter([homeAffairs]);
      const urge = { text: 'Đề nghị khẩn trương', document: null, urgent: false };
      const before = scene.clock.now();
      scene.clock.advance({ days: 3 });
      const future = '2030-01-01T00:00:00.000Z' as Instant;
      expect(await scene.act(officerOf(office), 'UrgePart', urge, { effectiveAt: before })).toMatchObject({ ok: true });
      expect(await scene.act(officerOf(office), 'UrgePart', urge, { effectiveAt: future })).toMatchObject({ kind: 'invalid' });
      expect(await scene.act(officerOf(homeAffairs), 'ReportProgress', report, { effectiveAt: before })).toMatchObject({
        kind: 'forbidden',
      });
      const stored = await scene.store.readStream(`task-${(await scene.task()).id}`);
      expect(new Date(at(stored, stored.length - 1).occurredAt).toISOString()).toBe(before);
    });
  });
};
