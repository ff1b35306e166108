import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TaskCommand } from '../task.commands.js';
import type { TaskEvent } from '../task.events.js';
import { isOpenPart, isUnassigned, taskSituation } from '../task.situation.js';
import type { LeadPart, Task } from '../task.state.js';
import { histories } from '../testing/model/histories.js';
import {
  act,
  chairman,
  construction,
  date,
  enter,
  finance,
  type Folded,
  follow,
  given,
  health,
  homeAffairs,
  leadPart,
  nothingYet,
  office,
  part,
  province,
  when,
} from '../testing/scenario.js';
import { acknowledge, amend, approve, grant, report, requestExtension, submit, suspend } from '../testing/steps.js';

const two = enter({
  leads: [homeAffairs, construction].map((agencyId) => ({ agencyId, approver: chairman, approverProposed: false })),
});
const lead = (agencyId: typeof health) => ({ agencyId, approver: chairman, approverProposed: false, due: date('2027-06-30') });

describe('a new version of the plan', () => {
  test('rewords a task, with the old words beside the new, and asks for a new receipt of those who had received the old', () => {
    const story = given(two, acknowledge(), report());
    const again = [part('L01'), part('L02')];
    const reworded = when(story, amend({ wording: { title: 'Xây dựng, ban hành đề án', ordinal: '1' }, acknowledgeAgain: again }));
    expect(reworded.events).toEqual([
      expect.objectContaining({
        type: 'TaskAmended',
        data: expect.objectContaining({
          from: { title: story.task.title },
          to: { title: 'Xây dựng, ban hành đề án' },
          acknowledgeAgain: ['L01'],
        }),
      }),
    ]);
    const after = given(two, acknowledge(), report(), amend({ wording: { title: 'Xây dựng, ban hành đề án' }, acknowledgeAgain: again }));
    expect(leadPart(after)).toMatchObject({ situation: { name: 'awaiting', was: 'in-progress' }, acknowledgedAt: null });
    expect(leadPart(after, 'L02').situation).toEqual({ name: 'awaiting' });
  });

  test('once received again, work goes on from where it stood', () => {
    const steps = [two, acknowledge(), report(), amend({ wording: { title: 'Khác' }, acknowledgeAgain: [part('L01')] })] as const;
    expect(leadPart(given(...steps, acknowledge())).situation.name).toBe('in-progress');
    expect(leadPart(given(...steps, report({ text: 'Đã làm theo nội dung mới' }))).situation.name).toBe('in-progress');
    expect(leadPart(given(...steps, acknowledge())).progress).not.toBeNull();
  });

  test('says nothing new twice, and nothing of a line that is kept', () => {
    const story = given(two, amend({ wording: { title: 'Khác' } }));
    expect(when(story, amend({ wording: { title: 'Khác' } })).types).toEqual([]);
    expect(when(story, amend({})).types).toEqual([]);
  });

  test('the same amendment of the plan again changes nothing, whatever has happened since', () => {
    const orders = { amendment: 1, wording: { title: 'Khác' }, acknowledgeAgain: [part('L01')] };
    const story = given(two, acknowledge(), amend(orders), acknowledge());
    expect(when(story, amend(orders)).types).toEqual([]);
    expect(when(story, amend({ ...orders, amendment: 2, wording: { title: 'Khác nữa' } })).types).toEqual(['TaskAmended']);
  });

  test('a number that moved alone asks nobody', () => {
    const moved = when(given(two, acknowledge()), amend({ wording: { ordinal: '7', row: 6 } }));
    expect(moved.events).toEqual([expect.objectContaining({ data: expect.objectContaining({ acknowledgeAgain: [] }) })]);
  });

  test('re-dates a part from then on; what was sent in time stays in time', () => {
    const sent = given(enter(), acknowledge(), submit({ on: '2026-12-20', despite: 'Không chờ được' }));
    const redated = given(
      enter(),
      acknowledge(),
      submit({ on: '2026-12-20', despite: 'Không chờ được' }),
      amend({ dues: [{ part: part('L01'), due: date('2026-12-01') }] }, { on: '2026-12-21' }),
    );
    expect(leadPart(redated).submissions).toEqual(leadPart(sent).submissions);
    expect(leadPart(redated)).toMatchObject({ due: '2026-12-01', situation: { name: 'submitted' } });
    const approved = given(
      enter(),
      acknowledge(),
      submit({ on: '2026-12-20', despite: 'Không chờ được' }),
      amend({ dues: [{ part: part('L01'), due: date('2026-12-01') }] }, { on: '2026-12-21' }),
      approve(1, { on: '2026-12-22' }),
    );
    expect(leadPart(approved).situation).toMatchObject({ name: 'completed', verdict: 'on-time' });
  });

  test('a date set by the plan comes after those that were granted, and all of them stay in the history', () => {
    const story = given(
      enter(),
      acknowledge(),
      requestExtension('2027-03-31'),
      grant(1, '2027-03-31'),
      amend({ dues: [{ part: part('L01'), due: date('2027-06-30') }] }),
    );
    expect(leadPart(story).dueHistory.map(({ due }) => due)).toEqual(['2026-12-31', '2027-03-31', '2027-06-30']);
    expect(leadPart(story).extensions[0]?.outcome.kind).toBe('granted');
  });

  test('gives a part to another agency: it awaits its new holder, and keeps its id', () => {
    const story = given(
      two,
      acknowledge(),
      amend({ reassign: [{ part: part('L01'), agencyId: health }], acknowledgeAgain: [part('L01')] }),
    );
    expect(leadPart(story)).toMatchObject({ holder: health, assignment: 2, situation: { name: 'awaiting' } });
    expect(leadPart(story).situation).not.toHaveProperty('was');
  });

  test('an agency that approves the part is not made to lead it: the part is withdrawn, and the agency assigned anew', () => {
    const story = given(two, amend({ reassign: [{ part: part('L01'), agencyId: chairman }] }));
    expect(leadPart(story).situation.name).toBe('withdrawn');
    expect(leadPart(story, 'L03')).toMatchObject({ holder: chairman, approver: null, due: '2026-12-31' });
  });

  test('a changed approver decides from now on', () => {
    const story = given(two, amend({ approvers: [{ part: part('L01'), agencyId: province }] }));
    expect(leadPart(story)).toMatchObject({ approver: province, approverProposed: false });
  });

  test('the agency that led until then may approve it from then on; repeated, nothing is new', () => {
    const orders = { reassign: [{ part: part('L01'), agencyId: health }], approvers: [{ part: part('L01'), agencyId: homeAffairs }] };
    const story = given(two, amend(orders));
    expect(leadPart(story)).toMatchObject({ holder: health, approver: homeAffairs });
    expect(when(story, amend(orders)).types).toEqual([]);
  });

  test('a suspended part that goes to another agency stays suspended, and awaits it when it goes on', () => {
    const story = given(two, acknowledge(), suspend(), amend({ reassign: [{ part: part('L01'), agencyId: health }] }));
    expect(leadPart(story)).toMatchObject({ holder: health, situation: { name: 'suspended', was: { name: 'awaiting' } } });
  });

  test('adds and withdraws leads and coordinators; who leads does not coordinate', () => {
    const story = given(
      two,
      amend({ assign: [lead(health)], withdraw: [part('L02')], nameCoordinators: [health, construction], releaseCoordinators: [finance] }),
    );
    expect(leadPart(story, 'L03')).toMatchObject({ holder: health, due: '2027-06-30', approver: chairman, unreviewed: false });
    expect(leadPart(story, 'L02').situation).toMatchObject({ name: 'withdrawn', basis: 'Thông báo số 45/TB-VP' });
    expect(story.task.coordinators.map(({ holder, released }) => [holder, released])).toEqual([[finance, true]]);
  });

  test('an agency that leads already is not assigned twice', () => {
    expect(when(given(two), amend({ assign: [lead(construction)] })).types).toEqual([]);
  });

  test('parts that have ended are passed over', () => {
    const done = given(two, acknowledge(), submit({ despite: 'Không chờ được' }), approve(1));
    const orders = {
      dues: [{ part: part('L01'), due: date('2027-01-31') }],
      withdraw: [part('L01')],
      reassign: [{ part: part('L01'), agencyId: health }],
    };
    expect(when(done, amend(orders)).types).toEqual([]);
  });

  test('a suspended part keeps its suspension and acknowledges when it goes on', () => {
    const story = given(two, acknowledge(), suspend(), amend({ wording: { title: 'Khác' }, acknowledgeAgain: [part('L01')] }));
    expect(leadPart(story).situation).toMatchObject({ name: 'suspended', was: { name: 'awaiting', was: 'acknowledged' } });
  });

  test('a line taken out of the plan ends its open parts and leaves the Office’s piles; what was done stays done', () => {
    const story = given(two, acknowledge(), submit({ despite: 'Không chờ được' }), approve(1), amend({ withdrawn: true }));
    expect(story.task.leads.map(({ situation }) => situation.name)).toEqual(['completed', 'withdrawn']);
    expect(story.task.coordinators.every(({ released }) => released)).toBe(true);
    expect(when(story, amend({ withdrawn: true })).types).toEqual([]);
    expect(when(story, amend({ wording: { title: 'Khác' } })).code).toBe('TASK.WITHDRAWN');
    const anew = act('AssignPart', { agencyId: health, due: date('2027-06-30'), approver: chairman }, { by: office });
    expect(when(story, anew).code).toBe('TASK.WITHDRAWN');
    const nobody = given(enter({ leads: [] }), amend({ withdrawn: true }));
    expect([taskSituation(nobody.task).work, isUnassigned(nobody.task)]).toEqual(['withdrawn', false]);
  });

  test('is refused with an unknown agency, without words, or due before the task was assigned', () => {
    const story = given(two);
    expect(when(story, amend({ nameCoordinators: ['khong-co' as typeof health] })).code).toBe('TASK.UNKNOWN_AGENCY');
    expect(when(story, amend({ wording: { title: ' ' } })).code).toBe('TASK.TITLE_MISSING');
    expect(when(story, amend({ withdraw: [part('L09')] })).code).toBe('TASK.NO_SUCH_PART');
    expect(when(story, amend({ dues: [{ part: part('L01'), due: date('2026-01-01') }] })).code).toBe('TASK.DUE_BEFORE_ISSUE');
  });
});

/** What of a part is history: nothing later may change it. */
const historyOf = (held: LeadPart) => ({
  id: held.id,
  assignedFirst: held.dueHistory[0],
  decided: held.submissions.filter(({ outcome }) => outcome.kind !== 'pending'),
  verdicts: held.submissions.map(({ number, sentOn, onTime, due }) => ({ number, sentOn, onTime, due })),
  extensions: held.extensions.filter(({ outcome }) => outcome.kind !== 'pending'),
  reported: held.reportedAt,
  clock: held.clock.filter(({ to }) => to !== null),
  dates: held.dueHistory,
});

const isPrefix = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  JSON.stringify(after.slice(0, before.length)) === JSON.stringify(before);

const taskOf = ({ state }: Folded): Task => {
  if (state.status === 'none') throw new Error('Every history enters a task.');
  return state;
};

/** Each amendment of a history, with the task before and after it. */
const amendments = (history: readonly TaskCommand[]): readonly { before: Task; after: Task; events: readonly TaskEvent[] }[] => {
  let folded: Folded = nothingYet;
  return history.flatMap((command) => {
    const before = folded;
    folded = follow(before, command);
    if (command.type !== 'AmendTask' || folded.log.length === before.log.length) return [];
    return [{ before: taskOf(before), after: taskOf(folded), events: folded.log.slice(before.log.length).map(({ event }) => event) }];
  });
};

describe('laws of an amendment, whatever came before', () => {
  const holds = (law: (change: ReturnType<typeof amendments>[number]) => void): void => {
    let seen = 0;
    fc.assert(
      fc.property(histories, (history) => {
        for (const change of amendments(history)) {
          seen += 1;
          law(change);
        }
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(50);
  };

  test('nothing of the history moves', () => {
    holds(({ before, after }) => {
      for (const old of before.leads) {
        const now = after.leads.find(({ id }) => id === old.id);
        if (now === undefined) throw new Error(`${old.id} is gone`);
        const [was, is] = [historyOf(old), historyOf(now)];
        expect(is.assignedFirst).toEqual(was.assignedFirst);
        expect(is.verdicts).toEqual(was.verdicts);
        for (const [one, other] of [
          [was.reported, is.reported],
          [was.clock, is.clock],
          [was.dates, is.dates],
        ] as const)
          expect(isPrefix(one, other)).toBe(true);
        for (const decided of was.decided) expect(is.decided).toContainEqual(decided);
        for (const decided of was.extensions) expect(is.extensions).toContainEqual(decided);
        if (!isOpenPart(old)) expect(now).toEqual(old);
      }
    });
  });

  test('the number of obligations adds up: those open before, less the withdrawn, and those assigned', () => {
    holds(({ before, after, events }) => {
      const count = (type: TaskEvent['type']): number => events.filter((event) => event.type === type).length;
      const open = ({ leads }: Task): number => leads.filter(isOpenPart).length;
      expect(open(after)).toBe(open(before) - count('PartWithdrawn') + count('PartAssigned'));
      expect(after.leads.length).toBe(before.leads.length + count('PartAssigned'));
    });
  });

  test('only parts of a changed line that had received the old words acknowledge again', () => {
    holds(({ before, after, events }) => {
      for (const old of before.leads) {
        const now = after.leads.find(({ id }) => id === old.id);
        const asked = events[0]?.type === 'TaskAmended' && events[0].data.acknowledgeAgain.includes(old.id);
        const isReassigned = events.some((event) => event.type === 'PartReassigned' && event.data.part === old.id);
        if (old.acknowledgedAt !== null && now?.acknowledgedAt === null) expect(asked || isReassigned).toBe(true);
      }
    });
  });
});
