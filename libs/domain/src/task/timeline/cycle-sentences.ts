import type { TaskEvent } from '../task.events.js';
import { count, day, inBrackets, basisWords } from './wording.js';

type EventOf<Type extends TaskEvent['type']> = Extract<TaskEvent, { type: Type }>;

export type CycleEvent = EventOf<
  | 'RecurrenceSet'
  | 'RecurringClosed'
  | 'CycleOpened'
  | 'CycleMissed'
  | 'CycleReported'
  | 'CycleSigned'
  | 'CycleReturned'
  | 'CycleDateConfirmed'
>;

/** Who acts, and " đối với …" for acts of others on a part. */
interface Words {
  readonly lead: string;
  readonly actor: string;
  readonly part: string;
  readonly agency: (id: EventOf<'CycleSigned'>['data']['agencyId']) => string;
}

const schedules = {
  monthly: 'hằng tháng',
  quarterly: 'hằng quý',
  'half-yearly': '6 tháng một lần',
  yearly: 'hằng năm',
} as const;

const scheduleWords = ({ schedule }: EventOf<'RecurrenceSet'>['data']): string =>
  schedule.kind === 'custom' ? `${count(schedule.months)} tháng một lần, từ ngày ${day(schedule.from)}` : schedules[schedule.kind];

const verdict = (onTime: boolean): string => (onTime ? 'đúng hạn' : 'quá hạn');

const withReason = (reason: string | null): string => (reason === null ? '' : `: ${reason}`);

export const cycleSentence = (event: CycleEvent, { lead, actor, part, agency }: Words): string => {
  switch (event.type) {
    case 'RecurrenceSet': {
      const signed = event.data.signed ? ', báo cáo do cấp có thẩm quyền ký' : '';
      return `Đặt kỳ báo cáo${part}: ${scheduleWords(event.data)}, hạn báo cáo sau ${count(event.data.dueAfter)} ngày làm việc kể từ ngày chốt số liệu${signed}, ${basisWords(event.data)}`;
    }
    case 'RecurringClosed':
      return `Kết thúc báo cáo theo kỳ${part}, ${basisWords(event.data)}`;
    case 'CycleOpened': {
      const { period, due } = event.data;
      return `Mở kỳ báo cáo ${String(event.data.cycle)}${part}: ${period.label}, chốt số liệu ngày ${day(period.to)}, hạn báo cáo ${day(due)}`;
    }
    case 'CycleMissed':
      return `Quá hạn báo cáo kỳ ${String(event.data.cycle)}${part}`;
    case 'CycleReported': {
      const again = event.data.report === 1 ? '' : ` lần ${String(event.data.report)}`;
      const provisional = event.data.provisional ? ', ngày gửi chờ Văn phòng xác nhận' : '';
      return `${lead} báo cáo kỳ ${String(event.data.cycle)}${again}${inBrackets(event.data.document)}, gửi ngày ${day(event.data.sentOn)} (${verdict(event.data.onTime)})${provisional}`;
    }
    case 'CycleSigned':
      return `${agency(event.data.agencyId)} ký báo cáo kỳ ${String(event.data.cycle)}${part}`;
    case 'CycleReturned':
      return `${agency(event.data.agencyId)} yêu cầu bổ sung, hoàn thiện báo cáo kỳ ${String(event.data.cycle)}${part}: ${event.data.reason}; gửi lại chậm nhất ngày ${day(event.data.resubmitBy)}`;
    case 'CycleDateConfirmed':
      return `${actor} xác nhận báo cáo kỳ ${String(event.data.cycle)}${part} gửi ngày ${day(event.data.sentOn)} (${verdict(event.data.onTime)})${withReason(event.data.reason)}`;
  }
};

export type MilestoneEvent = EventOf<
  'MilestoneAdded' | 'MilestoneChanged' | 'MilestoneWithdrawn' | 'MilestoneReported' | 'MilestoneDateConfirmed'
>;

export const milestoneSentence = (event: MilestoneEvent, { lead, actor, part }: Words): string => {
  const number = count(event.data.milestone);
  switch (event.type) {
    case 'MilestoneAdded':
      return `Đặt mốc ${number}${part}: ${event.data.text}, thời hạn ${day(event.data.due)}, ${basisWords(event.data)}`;
    case 'MilestoneChanged': {
      const moved = event.data.from === event.data.due ? '' : ` từ ngày ${day(event.data.from)} sang ngày ${day(event.data.due)}`;
      return `Điều chỉnh mốc ${number}${part}${moved}: ${event.data.text}, ${basisWords(event.data)}`;
    }
    case 'MilestoneWithdrawn':
      return `Thôi theo dõi mốc ${number}${part}, ${basisWords(event.data)}`;
    case 'MilestoneReported': {
      const provisional = event.data.provisional ? ', ngày gửi chờ Văn phòng xác nhận' : '';
      return `${lead} báo cáo đạt mốc ${number}${inBrackets(event.data.document)}, gửi ngày ${day(event.data.sentOn)} (${verdict(event.data.onTime)})${provisional}`;
    }
    case 'MilestoneDateConfirmed':
      return `${actor} xác nhận báo cáo mốc ${number}${part} gửi ngày ${day(event.data.sentOn)} (${verdict(event.data.onTime)})${withReason(event.data.reason)}`;
  }
};
