import { describe, expect, test } from '@jest/globals';
import {
  acknowledge,
  approve,
  insist,
  reassign,
  report,
  requestExtension,
  requestReassignment,
  submit,
  cancel,
  suspend,
} from '../testing/steps.js';
import {
  act,
  agency,
  chairman,
  construction,
  enter,
  finance,
  given,
  homeAffairs,
  leadPart,
  office,
  part,
  person,
  when,
} from '../testing/scenario.js';

describe('acknowledging an assignment', () => {
  test('is recorded for the holder', () => {
    const story = given(enter(), acknowledge({ on: '2026-11-04' }));
    expect(leadPart(story)).toMatchObject({
      situation: { name: 'acknowledged' },
      acknowledgedAt: { effective: '2026-11-04T02:00:00.000Z' },
    });
  });

  test('repeated, changes nothing', () => {
    expect(when(given(enter(), acknowledge()), acknowledge())).toMatchObject({ code: null, types: [] });
  });

  test('is refused on a closed part, on a suspended one, on an unknown one and to other agencies', () => {
    expect(when(given(enter(), cancel()), acknowledge()).code).toBe('TASK.PART_CLOSED');
    expect(when(given(enter(), suspend()), acknowledge()).code).toBe('TASK.PART_SUSPENDED');
    expect(when(given(enter()), acknowledge({ of: 'L09' })).code).toBe('TASK.NO_SUCH_PART');
    expect(when(given(enter()), acknowledge({ by: finance })).code).toBe('TASK.NOT_YOUR_PART');
  });

  test('assigning nobody and nothing is refused', () => {
    const nothing = { unit: null, officer: null, internalDeadline: null, instruction: null };
    expect(when(given(enter(), acknowledge()), act('AssignInternally', { part: part('L01'), ...nothing })).code).toBe(
      'TASK.NOBODY_ASSIGNED',
    );
  });

  test('"tiếp nhận và phân công" is one act; the officer belongs to the agency', () => {
    const to = (officer: string) => ({
      unit: 'Phòng Tổ chức',
      officer: person(officer),
      internalDeadline: null,
      instruction: 'Khẩn trương',
    });
    const assign = (officer: string) => act('AcknowledgeAssignment', { part: part('L01'), assignTo: to(officer) });
    expect(when(given(enter()), assign('binh@so-noi-vu')).types).toEqual(['AssignmentAcknowledged', 'InternallyAssigned']);
    expect(when(given(enter(), acknowledge()), assign('binh@so-noi-vu')).types).toEqual(['InternallyAssigned']);
    expect(when(given(enter()), assign('an@so-tai-chinh')).code).toBe('TASK.NOT_A_MEMBER');
    const again = act('AssignInternally', { part: part('L01'), ...to('binh@so-noi-vu') });
    expect(when(given(enter(), assign('binh@so-noi-vu')), again)).toMatchObject({ code: null, types: [] });
  });

  test('leaves the other parts of a collective task untouched', () => {
    const leads = [construction, finance].map((agencyId) => ({ agencyId, approver: chairman, approverProposed: false }));
    const story = given(enter({ leads }), acknowledge({ by: construction }));
    expect(story.task.leads.map(({ situation }) => situation.name)).toEqual(['acknowledged', 'awaiting']);
    expect(story.task.leads[1]!.version).toBeLessThan(story.task.version);
  });
});

describe('asking for another lead', () => {
  test('leaves the duty with the holder until the Office decides', () => {
    const story = given(enter(), acknowledge(), requestReassignment());
    expect(leadPart(story)).toMatchObject({
      holder: 'so-noi-vu',
      due: '2026-12-31',
      situation: { name: 'reassignment-requested', was: 'acknowledged' },
    });
    expect(when(story, report()).types).toEqual(['ProgressReported']);
    expect(when(story, submit()).code).toBe('TASK.REASSIGNMENT_PENDING');
    expect(when(story, requestExtension('2027-01-31')).code).toBe('TASK.REASSIGNMENT_PENDING');
  });

  test('is possible only before the first submission', () => {
    expect(when(given(enter(), acknowledge(), submit()), requestReassignment()).code).toBe('TASK.ALREADY_SUBMITTED');
  });

  test('never in favour of the agency that asks, and only of one that exists', () => {
    const request = (proposal: typeof finance) =>
      act('RequestReassignment', { part: part('L01'), reason: 'Không đúng chức năng', proposal }, { by: homeAffairs });
    expect(when(given(enter()), request(homeAffairs)).code).toBe('TASK.PROPOSES_ITSELF');
    expect(when(given(enter()), request(agency('khong-co'))).code).toBe('TASK.UNKNOWN_AGENCY');
    expect(when(given(enter()), request(construction)).types).toEqual(['ReassignmentRequested']);
  });

  test('the Office insists: the part is what it was', () => {
    expect(leadPart(given(enter(), requestReassignment(), insist())).situation).toEqual({ name: 'awaiting' });
    expect(leadPart(given(enter(), acknowledge(), requestReassignment(), insist())).situation).toEqual({ name: 'acknowledged' });
    expect(when(given(enter()), insist()).code).toBe('TASK.NO_REASSIGNMENT_REQUESTED');
  });

  test('a report while the request waits acknowledges and counts as work', () => {
    const story = given(enter(), requestReassignment(), report(), insist());
    expect(leadPart(story)).toMatchObject({ situation: { name: 'in-progress' }, acknowledgedAt: { effective: expect.any(String) } });
  });
});

describe('reassigning a part', () => {
  test('lapses submission, extension and nomination, and the part awaits its new holder', () => {
    const story = given(enter(), acknowledge(), requestExtension('2027-01-31'), submit(), reassign(construction, { on: '2026-11-09' }));
    expect(leadPart(story)).toMatchObject({
      holder: construction,
      assignment: 2,
      situation: { name: 'awaiting' },
      acknowledgedAt: null,
      internal: null,
      submissions: [{ outcome: { kind: 'lapsed' } }],
      extensions: [{ outcome: { kind: 'lapsed' } }],
    });
    expect(leadPart(story).subjectVersion).toBeGreaterThan(leadPart(given(enter())).subjectVersion);
  });

  test('to its own approver is refused, to its holder changes nothing, twice to one agency in a task is allowed', () => {
    expect(when(given(enter()), reassign(chairman)).code).toBe('TASK.HOLDER_IS_APPROVER');
    expect(when(given(enter()), reassign(leadPart(given(enter())).holder))).toMatchObject({ code: null, types: [] });
    const two = given(enter(), act('AssignPart', { agencyId: construction, due: null, approver: chairman }, { by: office }));
    expect(when(two, reassign(construction)).types).toEqual(['PartReassigned']);
  });

  test('the old holder’s submissions no longer bar a new request', () => {
    const story = given(enter(), acknowledge(), submit(), reassign(construction), acknowledge({ by: construction }));
    expect(when(story, requestReassignment({ by: construction })).types).toEqual(['ReassignmentRequested']);
    expect(when(story, approve(1)).code).toBe('TASK.NOT_PENDING');
  });
});

describe('reporting progress', () => {
  test('in `awaiting` acknowledges first', () => {
    expect(when(given(enter()), report()).types).toEqual(['AssignmentAcknowledged', 'ProgressReported']);
  });

  test('puts an acknowledged part in progress', () => {
    expect(leadPart(given(enter(), acknowledge(), report())).situation.name).toBe('in-progress');
  });

  test('the very same report, repeated, is one report', () => {
    const same = report();
    expect(when(given(enter(), same), same)).toMatchObject({ code: null, types: [] });
  });
});
