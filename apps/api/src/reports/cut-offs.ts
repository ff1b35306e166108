import { digestOf, reportIdOf, type ActOnReport } from '#application';
import { addDays, addWorkingDays, plainDate, type FiguresPeriod, type Instant, type PlainDate, type PlanId } from '#domain';
import type { EventStore } from '#event-store';
import type { Clock } from '#platform';
import type { CurrentDay, Past, PastMoments, ReportContents } from '#read-models';
import { invalid } from '../http/problem.js';

/** Agencies have so many working days to answer. */
const RECONCILE_WITHIN_WORKING_DAYS = 2;

type Order = ActOnReport['input']['order'];

interface Parts {
  readonly store: EventStore;
  readonly moments: PastMoments;
  readonly contents: ReportContents;
  readonly currentDay: CurrentDay;
  readonly clock: Clock;
}

const asked = ({ from, to }: { readonly from: string; readonly to: string }, today: PlainDate): FiguresPeriod => {
  const period = { from: plainDate(from), to: plainDate(to) };
  if (period.from > period.to) throw invalid([{ pointer: '/from', message: 'Ngày đầu kỳ phải không sau ngày cuối kỳ.' }]);
  if (period.to > today)
    throw invalid(
      [{ pointer: '/to', message: 'Kỳ chưa kết thúc; chỉ chốt số liệu của kỳ đã qua hoặc kết thúc hôm nay.' }],
      'REPORT.NOT_YET',
    );
  return period;
};

/** Reads the figures of a period at the end of the log, as the order that lays them before the agencies. */
export class CutOffs {
  constructor(private readonly parts: Parts) {}

  async order(scope: {
    readonly from: string;
    readonly to: string;
    readonly plan?: string | undefined;
  }): Promise<{ id: string; order: Order }> {
    const { date: today, calendar } = await this.parts.currentDay.today();
    const period = asked(scope, today);
    const planId = (scope.plan ?? null) as PlanId | null;
    const position = await this.parts.store.head();
    const [before, at] = [await this.past(position, addDays(period.from, -1)), await this.past(position, period.to)];
    const content = await this.parts.contents.contentOf({ period, planId, position }, { period, before, at });
    const reportId = reportIdOf(period, planId);
    const reconcileBy = addWorkingDays(today, RECONCILE_WITHIN_WORKING_DAYS, calendar);
    return {
      id: reportId,
      order: { type: 'TakeCutOff', data: { reportId, period, planId, position, reconcileBy, content, digest: digestOf(content) } },
    };
  }

  private async past(position: number, day: PlainDate): Promise<Past> {
    const past = await this.parts.moments.resolve({ asOf: position, validAt: day }, this.parts.clock.now() satisfies Instant);
    if (past === null) throw new Error('A position is a past');
    return past;
  }
}
