import { describe, expect, test } from '@jest/globals';
import type { TaskCommand } from '../task.commands.js';
import { openAsks, openAsksOf } from '../task.situation.js';
import { acknowledge, answer, ask, cancel, consolidate, submit, succeedCoordinator } from '../testing/steps.js';
import {
  act,
  agency,
  chairman,
  construction,
  enter,
  finance,
  given,
  health,
  homeAffairs,
  leadPart,
  office,
  part,
  when,
  type Story,
} from '../testing/scenario.js';

const started = (): Story => given(enter(), acknowledge());

describe('the general request to coordinate (ask 0)', () => {
  const acknowledgeGeneral = act('AcknowledgeAsk', { part: null, ask: 0 }, { by: finance });

  test('is acknowledged by the coordinating agency, once', () => {
    expect(when(given(enter()), acknowledgeGeneral).types).toEqual(['AskAcknowledged']);
    expect(when(given(enter(), acknowledgeGeneral), acknowledgeGeneral)).toMatchObject({ code: null, types: [] });
    expect(when(given(enter()), act('AcknowledgeAsk', { part: null, ask: 0 }, { by: health })).code).toBe('TASK.NO_SUCH_ASK');
  });

  test('needs no receipt of its own once the agency has answered an ask', () => {
    expect(given(enter(), acknowledge(), ask()).task.coordinators[0]?.participation.acknowledgedAt).toBeNull();
    const story = given(enter(), acknowledge(), ask(), answer());
    expect(story.task.coordinators[0]?.participation.acknowledgedAt).not.toBeNull();
    expect(when(story, acknowledgeGeneral)).toMatchObject({ code: null, types: [] });
  });

  test('the Office releases a coordinator with every ask that still reaches it', () => {
    const release = act('ReleaseCoordinator', { agencyId: finance, reason: 'Không thuộc lĩnh vực' }, { by: office });
    const story = given(enter(), acknowledge(), ask(), release);
    expect(story.task.coordinators[0]).toMatchObject({ released: true, participation: { outcome: { kind: 'released' } } });
    expect(openAsks(leadPart(story))).toEqual([]);
    expect(when(story, release)).toMatchObject({ code: null, types: [] });
    expect(when(started(), act('ReleaseCoordinator', { agencyId: health, reason: '…' }, { by: office })).code).toBe(
      'TASK.NO_SUCH_COORDINATOR',
    );
  });
});

describe('a lead asks for coordination', () => {
  test('of an agency that coordinates already: one ask of its part', () => {
    expect(when(started(), ask()).events).toMatchObject([
      { type: 'CoordinationAsked', data: { part: 'L01', ask: 1, agencyId: finance, coordinatingPart: 'C01' } },
    ]);
  });

  test('of an agency that does not coordinate yet: a coordinating part is opened', () => {
    const story = given(enter(), acknowledge(), ask({ agencies: [health, construction] }));
    expect(story.task.coordinators.map(({ id, holder }) => [id, holder])).toEqual([
      ['C01', finance],
      ['C02', health],
      ['C03', construction],
    ]);
    expect(leadPart(story).asks.map(({ number, coordinatingPart }) => [number, coordinatingPart])).toEqual([
      [1, 'C02'],
      [2, 'C03'],
    ]);
  });

  test('of another lead: without a coordinating part', () => {
    const leads = [homeAffairs, construction].map((agencyId) => ({ agencyId, approver: chairman, approverProposed: false }));
    expect(when(given(enter({ leads }), acknowledge()), ask({ agencies: [construction] })).events).toMatchObject([
      { type: 'CoordinationAsked', data: { agencyId: construction, coordinatingPart: null } },
    ]);
  });

  test('never of itself, of an unknown agency, or with a reply date in the past', () => {
    expect(when(started(), ask({ agencies: [homeAffairs] })).code).toBe('TASK.ASKS_ITSELF');
    expect(when(started(), ask({ agencies: [agency('khong-co')] })).code).toBe('TASK.UNKNOWN_AGENCY');
    expect(when(started(), ask({ replyBy: '2026-11-02' })).code).toBe('TASK.REPLY_BY_IN_PAST');
    expect(when(started(), ask({ by: finance })).code).toBe('TASK.NOT_YOUR_PART');
  });

  test('the same command twice asks once', () => {
    const once = ask();
    expect(when(given(enter(), acknowledge(), once), once)).toMatchObject({ code: null, types: [] });
  });
});

describe('answering an ask', () => {
  const asked = (): Story => given(enter(), acknowledge(), ask());

  test('is for the asked agency alone, once', () => {
    expect(when(asked(), answer()).types).toEqual(['OpinionGiven']);
    expect(when(asked(), answer({ by: health })).code).toBe('TASK.NOT_YOUR_ASK');
    expect(when(asked(), answer({ ask: 7 })).code).toBe('TASK.NO_SUCH_ASK');
    const answered = given(enter(), acknowledge(), ask(), answer());
    expect(when(answered, answer())).toMatchObject({ code: null, types: [] });
    expect(when(answered, answer({ text: 'Ý kiến khác' })).code).toBe('TASK.ASK_CLOSED');
  });

  test('closes with the part that asked', () => {
    expect(when(given(enter(), acknowledge(), ask(), cancel()), answer()).code).toBe('TASK.ASK_CLOSED');
  });

  test('a release is asked for by the coordinator and given by the lead or the Office', () => {
    const request = act('RequestRelease', { part: part('L01'), ask: 1, reason: 'Không thuộc lĩnh vực' }, { by: finance });
    const release = (by = homeAffairs) => act('ReleaseAsk', { part: part('L01'), ask: 1, agencyId: finance, reason: 'Đồng ý' }, { by });
    const story = given(enter(), acknowledge(), ask(), request);
    expect(when(story, request)).toMatchObject({ code: null, types: [] });
    expect(when(story, release(finance)).code).toBe('TASK.CANNOT_RELEASE_ITSELF');
    expect(openAsks(leadPart(given(enter(), acknowledge(), ask(), request, release(office))))).toEqual([]);
  });

  test('what an agency is still asked: ask 0 and the asks of open parts', () => {
    expect(openAsksOf(asked().task, finance).map(({ part: of, ask: { number } }) => [of, number])).toEqual([
      [null, 0],
      ['L01', 1],
    ]);
    expect(openAsksOf(given(enter(), acknowledge(), ask(), cancel()).task, finance)).toEqual([]);
  });
});

describe('one agency after the merger of two coordinators', () => {
  const heir = agency('so-hop-nhat-2025');

  test('an agency that coordinates in two places answers the one general request in both, once', () => {
    const twice = [
      enter({ coordinators: [finance, health] }),
      succeedCoordinator('C01', finance, heir),
      succeedCoordinator('C02', health, heir),
    ];
    const received = act('AcknowledgeAsk', { part: null, ask: 0 }, { by: heir });
    const outcomes = (...steps: readonly TaskCommand[]) =>
      given(...twice, ...steps).task.coordinators.map(({ participation }) => [
        participation.acknowledgedAt !== null,
        participation.outcome.kind,
      ]);
    expect(outcomes(received)).toEqual([
      [true, 'open'],
      [true, 'open'],
    ]);
    expect(outcomes(received, answer({ general: true, by: heir })).map(([, outcome]) => outcome)).toEqual(['answered', 'answered']);
    expect(when(given(...twice, received), received)).toMatchObject({ code: null, types: [] });
    const answered = given(...twice, answer({ general: true, by: heir }));
    expect(when(answered, answer({ general: true, by: heir }))).toMatchObject({ code: null, types: [] });
    expect(when(answered, answer({ general: true, by: heir, text: 'Ý kiến khác' })).code).toBe('TASK.ASK_CLOSED');
  });

  test('what the one predecessor had answered stays answered; the heir answers for the other', () => {
    const story = given(
      enter({ coordinators: [finance, health] }),
      answer({ general: true, by: finance }),
      succeedCoordinator('C01', finance, heir),
      succeedCoordinator('C02', health, heir),
    );
    expect(when(story, answer({ general: true, by: heir, text: 'Nhất trí với dự thảo' })).events).toMatchObject([
      { type: 'OpinionGiven', data: { coordinatingPart: 'C02' } },
    ]);
  });
});

describe('submitting with open asks', () => {
  test('needs a reason, which is recorded with the asks that were open', () => {
    const story = given(enter(), acknowledge(), ask({ agencies: [finance, health] }), answer());
    expect(when(story, submit()).code).toBe('TASK.OPEN_ASKS');
    expect(when(story, submit({ despite: 'Đã quá hạn trả lời' })).events).toMatchObject([
      { data: { openAsks: [2], despiteOpenAsks: 'Đã quá hạn trả lời' } },
    ]);
  });

  test('asks of another part do not matter, and a reason without open asks is not kept', () => {
    const leads = [homeAffairs, construction].map((agencyId) => ({ agencyId, approver: chairman, approverProposed: false }));
    const story = given(
      enter({ leads }),
      acknowledge(),
      acknowledge({ by: construction, of: 'L02' }),
      ask({ by: construction, of: 'L02' }),
    );
    expect(when(story, submit({ despite: 'Không cần' })).events).toMatchObject([{ data: { openAsks: [], despiteOpenAsks: null } }]);
  });
});

describe('the consolidating agency', () => {
  const named = act('NameConsolidator', { agencyId: construction }, { by: office });

  test('sends one report on all parts together; the same one, repeated, is one', () => {
    const report = consolidate({ by: construction });
    const story = given(enter(), named, report);
    expect(story.task.consolidatedReports).toMatchObject([{ number: 1, agencyId: construction, text: 'Tổng hợp kết quả của các cơ quan' }]);
    expect(when(story, report)).toMatchObject({ code: null, types: [] });
    expect(when(story, consolidate({ by: construction, on: '2026-12-03' })).events).toMatchObject([{ data: { report: 2 } }]);
  });

  test('and nobody else does', () => {
    expect(when(given(enter(), named), consolidate({ by: homeAffairs })).code).toBe('TASK.NOT_CONSOLIDATOR');
    expect(when(given(enter()), consolidate({ by: construction })).code).toBe('TASK.NOT_CONSOLIDATOR');
  });
});
