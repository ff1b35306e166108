import { describe, expect, test } from '@jest/globals';
import { figuresOf } from '../figures/figures.js';
import type { LineCell } from '../task/counted-lines.js';
import type { AgencyId, Instant, LeadPartId, PersonId, TaskId } from '../shared/ids.js';
import { plainDate } from '../shared/plain-date.js';
import { adjustedLines, adjustmentsOf } from './adjustments.js';
import { lineKey, type ReportContent, type ReportLine } from './report.content.js';
import { decideReport } from './report.decider.js';
import type { PeriodReport, ReportCommand, ReportState } from './report.model.js';
import { currentCutOff, evolveReport, initialReport, silentAgencies } from './report.state.js';

const home = 'so-noi-vu' as AgencyId;
const finance = 'so-tai-chinh' as AgencyId;
const officer = 'person' as PersonId;

const lineOf = (task: string, holder: AgencyId, cell: LineCell = 'openOverdue', daysLate = 3): ReportLine => ({
  task: task as TaskId,
  part: 'L01' as LeadPartId,
  cycle: null,
  holder,
  cell,
  daysLate,
  submitted: false,
  extensionAsked: false,
  origin: 'given',
  due: plainDate('2026-09-27'),
  label: null,
  end: null,
  result: null,
});

const period = { from: plainDate('2026-07-01'), to: plainDate('2026-09-30') };
const contentOf = (lines: readonly ReportLine[], adjustments: ReportContent['adjustments'] = []): ReportContent => ({
  period,
  figures: {
    total: figuresOf(lines),
    unassigned: 0,
    agencies: [...new Set(lines.map(({ holder }) => holder))].map((agency) => ({
      agency,
      figures: figuresOf(lines.filter(({ holder }) => holder === agency)),
    })),
  },
  lines,
  adjustments,
  agencies: [],
  tasks: [],
  plans: [],
});

type Order = Omit<Extract<ReportCommand, { type: 'LockReport' }>, 'type' | 'data'>;
type Given = ReportCommand extends infer One ? (One extends ReportCommand ? Omit<One, 'meta'> : never) : never;

/** A report that lives through its commands; a refusal stands as its code. */
class Story {
  state: ReportState = initialReport;
  last: string | readonly string[] = [];

  constructor(private on = '2026-10-01T02:00:00.000Z') {}

  at(now: string): this {
    this.on = now;
    return this;
  }

  when(command: Given, by: AgencyId | null = null, isHeadOfOffice = false): this {
    const meta: Order['meta'] = { commandId: 'test', actor: officer, onBehalfOf: by, now: this.on as Instant, via: 'web' };
    const decision = decideReport({ ...command, meta }, this.state, { isHeadOfOffice });
    this.last = decision.ok ? decision.events.map(({ type }) => type) : decision.rejection.code;
    const events = decision.ok ? decision.events : [];
    for (const event of events) {
      const version = (this.state.status === 'none' ? 0 : this.state.version) + 1;
      this.state = evolveReport(this.state, event, { version, recordedAt: meta.now, actor: officer, onBehalfOf: by });
    }
    return this;
  }

  get report(): PeriodReport {
    if (this.state.status === 'none') throw new Error('not opened');
    return this.state;
  }

  cutOff(content = contentOf([lineOf('a', home), lineOf('b', finance)]), to = period.to): this {
    return this.when({
      type: 'TakeCutOff',
      data: {
        reportId: 'r',
        period: { ...period, to },
        planId: null,
        position: 10,
        reconcileBy: plainDate('2026-10-05'),
        content,
        digest: 'd'.repeat(64),
      },
    });
  }

  confirmedBy(...agencies: readonly AgencyId[]): this {
    for (const agency of agencies) this.when({ type: 'ConfirmLines', data: { cutOff: currentCutOff(this.report)?.number ?? 0 } }, agency);
    return this;
  }

  objectedBy(agency: AgencyId, line: string, cutOff = 1): this {
    return this.when({ type: 'ObjectToLines', data: { cutOff, objections: [{ line, reason: 'Đã gửi ngày 27/9' }] } }, agency);
  }

  answered(objection: number, outcome: 'kept' | 'corrected' | 'next-period'): this {
    return this.when({ type: 'AnswerObjection', data: { cutOff: 1, objection, outcome, answer: 'Đã xem xét' } });
  }

  confirmedByHead(cutOff = 1): this {
    return this.when({ type: 'ConfirmReport', data: { cutOff, document: null } }, null, true);
  }

  locked(cutOff = 1): this {
    return this.when({ type: 'LockReport', data: { cutOff } });
  }
}

describe('a period is closed', () => {
  test('cut-off, reconciliation by every agency, confirmation by the head, lock', () => {
    const story = new Story().cutOff().confirmedBy(home, finance).confirmedByHead().locked();
    expect(story.last).toEqual(['ReportLocked']);
    expect(story.report.locked).toMatchObject({ by: officer, silent: [] });
  });

  test('two people who open the same period meet in one report', () => {
    expect(new Story().cutOff().cutOff().last).toEqual([]);
  });

  test('a period that is not over yet, or that counts nothing, has no cut-off', () => {
    expect(new Story('2026-09-29T02:00:00.000Z').cutOff().last).toBe('REPORT.NOT_YET');
    expect(new Story('2026-09-30T02:00:00.000Z').cutOff().last).toEqual(['CutOffTaken']);
    expect(new Story().cutOff(contentOf([])).last).toBe('REPORT.EMPTY');
    expect(new Story().cutOff(undefined, plainDate('2026-06-30')).last).toBe('REPORT.BACKWARDS');
  });

  test('silence holds the lock up until the last day has passed, and is told as silence', () => {
    const story = new Story().cutOff().confirmedBy(home);
    expect(story.at('2026-10-05T16:59:00.000Z').confirmedByHead().last).toBe('REPORT.RECONCILIATION_RUNS');
    story.at('2026-10-05T17:00:00.000Z').confirmedByHead().locked();
    expect(story.report.locked?.silent).toEqual([finance]);
    expect(silentAgencies(story.report)).toEqual([finance]);
  });

  test('nobody but the head of the Office confirms without a document of the head', () => {
    const story = new Story().cutOff().confirmedBy(home, finance);
    expect(story.when({ type: 'ConfirmReport', data: { cutOff: 1, document: null } }).last).toBe('REPORT.HEAD_OR_DOCUMENT');
    expect(story.locked().last).toBe('REPORT.NOT_CONFIRMED');
    const document = { number: '120/VP-TH', date: null };
    expect(story.when({ type: 'ConfirmReport', data: { cutOff: 1, document } }).last).toEqual(['ReportConfirmed']);
  });

  test('who locks second finds it locked; nothing else is accepted any more', () => {
    const story = new Story().cutOff().confirmedBy(home, finance).confirmedByHead().locked();
    expect(story.locked().last).toEqual([]);
    expect(story.objectedBy(home, 'a/L01').last).toBe('REPORT.LOCKED');
    expect(story.confirmedBy(home).last).toBe('REPORT.LOCKED');
    expect(story.when({ type: 'WithdrawCutOff', data: { cutOff: 1, reason: 'Sai' } }).last).toBe('REPORT.LOCKED');
    expect(story.cutOff().last).toEqual([]);
  });
});

describe('an agency answers for its own lines', () => {
  test('once confirmed, confirming again changes nothing', () => {
    const story = new Story().cutOff().confirmedBy(home);
    expect(story.last).toEqual(['LinesConfirmed']);
    expect(story.confirmedBy(home).last).toEqual([]);
  });

  test('the lines of another are refused, and so is who has none', () => {
    const story = new Story().cutOff();
    expect(story.objectedBy(home, 'b/L01').last).toBe('REPORT.NOT_YOUR_LINE');
    expect(story.objectedBy(home, 'no such line').last).toBe('REPORT.NOT_YOUR_LINE');
    expect(story.confirmedBy('so-y-te' as AgencyId).last).toBe('REPORT.NO_LINES');
    expect(story.when({ type: 'ConfirmLines', data: { cutOff: 1 } }).last).toBe('REPORT.NO_AGENCY');
  });

  test('an objection needs a line and a reason, and is raised once while it waits', () => {
    const story = new Story().cutOff();
    expect(story.when({ type: 'ObjectToLines', data: { cutOff: 1, objections: [] } }, home).last).toBe('REPORT.NO_OBJECTIONS');
    const silent = [{ line: 'a/L01', reason: ' ' }];
    expect(story.when({ type: 'ObjectToLines', data: { cutOff: 1, objections: silent } }, home).last).toBe('REPORT.REASON_MISSING');
    expect(story.objectedBy(home, 'a/L01').last).toEqual(['LinesObjected']);
    expect(story.objectedBy(home, 'a/L01').last).toBe('REPORT.OBJECTED_BEFORE');
    expect(story.confirmedBy(home).last).toBe('REPORT.OBJECTIONS_OF_YOURS');
    expect(story.answered(1, 'kept').confirmedBy(home).last).toEqual(['LinesConfirmed']);
  });

  test('an open objection stands in the way; answered, the figures may be locked', () => {
    const story = new Story().cutOff().confirmedBy(finance).objectedBy(home, 'a/L01');
    expect(story.confirmedByHead().last).toBe('REPORT.OBJECTIONS_OPEN');
    expect(story.answered(2, 'kept').last).toBe('REPORT.NO_SUCH_OBJECTION');
    story.answered(1, 'next-period').confirmedByHead().locked();
    expect(story.report.locked?.silent).toEqual([]);
  });

  test('one that comes after the head confirmed takes the confirmation back', () => {
    const story = new Story().cutOff().confirmedBy(home, finance).confirmedByHead().objectedBy(home, 'a/L01').answered(1, 'kept');
    expect(story.locked().last).toBe('REPORT.NOT_CONFIRMED');
  });
});

describe('a wrong cut-off', () => {
  test('is withdrawn and taken again; what was put right keeps it from being locked before', () => {
    const story = new Story().cutOff().confirmedBy(finance).objectedBy(home, 'a/L01').answered(1, 'corrected');
    expect(story.confirmedByHead().last).toBe('REPORT.TO_BE_TAKEN_AGAIN');
    expect(story.when({ type: 'WithdrawCutOff', data: { cutOff: 1, reason: ' ' } }).last).toBe('REPORT.REASON_MISSING');
    story.when({ type: 'WithdrawCutOff', data: { cutOff: 1, reason: 'Sửa ngày gửi' } });
    expect(story.locked().last).toBe('REPORT.WITHDRAWN');
    story.cutOff(contentOf([lineOf('a', home, 'doneOnTime', 0), lineOf('b', finance)]));
    expect(currentCutOff(story.report)?.number).toBe(2);
    // Its lines are the same as those that it confirmed.
    expect(story.report.reconciliations).toMatchObject([{ agencyId: finance, kind: 'confirmed', carried: true }]);
    expect(story.report.objections).toHaveLength(1);
    expect(story.when({ type: 'ConfirmLines', data: { cutOff: 1 } }, home).last).toBe('REPORT.CUT_OFF_CHANGED');
    expect(story.confirmedBy(home).confirmedByHead(2).locked(2).last).toEqual(['ReportLocked']);
  });
});

describe('adjustments', () => {
  const first = contentOf([lineOf('a', home), lineOf('b', finance), lineOf('c', finance)]);
  const known = (lines: readonly ReportLine[]) => adjustmentsOf({ report: 'r1', period }, adjustedLines('r1', first, []), lines);

  test('tell what counts otherwise, what counts no more and what was not known; the same is not told', () => {
    const now = [lineOf('a', home, 'doneOnTime', 0), lineOf('c', finance), lineOf('d', home)];
    const told = known(now).map(({ task, before, after }) => [task, before?.cell ?? null, after?.cell ?? null]);
    expect(told).toEqual([
      ['a', 'openOverdue', 'doneOnTime'],
      ['b', 'openOverdue', null],
      ['d', null, 'openOverdue'],
    ]);
    expect(known(first.lines)).toEqual([]);
  });

  test('that a later report has told are not told again', () => {
    const now = [lineOf('a', home, 'doneOnTime', 0), lineOf('c', finance)];
    const second = contentOf(
      [],
      known(now).map((one) => ({ ...one, movedBy: [] })),
    );
    const base = adjustedLines('r1', first, [second]);
    expect(adjustmentsOf({ report: 'r1', period }, base, now)).toEqual([]);
    expect(adjustmentsOf({ report: 'r1', period }, base, [...now, lineOf('b', finance)])).toMatchObject([{ task: 'b', before: null }]);
    expect(adjustedLines('another', first, [second])).toHaveLength(3);
  });

  test('a line is known by task, part and period', () => {
    expect(lineKey(lineOf('a', home))).toBe('a/L01');
    expect(lineKey({ ...lineOf('a', home), cycle: 2 })).toBe('a/L01/2');
  });
});
