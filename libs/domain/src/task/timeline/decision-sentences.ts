import type { TaskEvent } from '../task.events.js';
import { basisWords, day, inBrackets, type TimelineNames } from './wording.js';

type EventOf<Type extends TaskEvent['type']> = Extract<TaskEvent, { type: Type }>;

export type CauseEvent = EventOf<'ObjectiveCauseClaimed' | 'CauseConfirmed' | 'CauseRefused'>;

const spanWords = ({ from, to }: EventOf<'ObjectiveCauseClaimed'>['data']): string => {
  if (from === null) return to === null ? '' : `, đến ngày ${day(to)}`;
  return to === null ? `, từ ngày ${day(from)}` : `, từ ngày ${day(from)} đến ngày ${day(to)}`;
};

/** `part`: " đối với …". */
export const causeSentence = (event: CauseEvent, part: string, { agency }: TimelineNames): string => {
  switch (event.type) {
    case 'ObjectiveCauseClaimed':
      return `${agency(event.data.agencyId)} đề nghị xác nhận nguyên nhân khách quan${spanWords(event.data)}${inBrackets(event.data.document)}`;
    case 'CauseConfirmed':
      return `Xác nhận nguyên nhân khách quan${part}${inBrackets(event.data.document)}`;
    case 'CauseRefused':
      return `Không xác nhận nguyên nhân khách quan${part}${inBrackets(event.data.document)}: ${event.data.reason}`;
  }
};

export type SuccessionEvent = EventOf<'PartSucceeded' | 'CoordinatorSucceeded' | 'ApproverSucceeded' | 'TakeoverConfirmed'>;

export const successionSentence = (event: SuccessionEvent, part: string, { agency }: TimelineNames): string => {
  switch (event.type) {
    case 'PartSucceeded': {
      const { from, agencyId, approverToDesignate, overdueSince } = event.data;
      const overdue = overdueSince === null ? '' : `, khi chuyển đã quá hạn từ ngày ${day(overdueSince)}`;
      const approver = approverToDesignate ? '; cấp phê duyệt cần chỉ định lại' : '';
      return `Chuyển nhiệm vụ từ ${agency(from)} sang ${agency(agencyId)} theo sắp xếp tổ chức${overdue}${approver}, ${basisWords(event.data)}`;
    }
    case 'CoordinatorSucceeded':
      return `Chuyển việc phối hợp từ ${agency(event.data.from)} sang ${agency(event.data.agencyId)} theo sắp xếp tổ chức, ${basisWords(event.data)}`;
    case 'ApproverSucceeded': {
      const { from, agencyId } = event.data;
      const to = agencyId === null ? 'cần chỉ định cấp phê duyệt khác' : `${agency(agencyId)} phê duyệt`;
      return `Cấp phê duyệt${part} thay đổi theo sắp xếp tổ chức: ${agency(from)} kết thúc, ${to}, ${basisWords(event.data)}`;
    }
    case 'TakeoverConfirmed':
      return `${agency(event.data.agencyId)} xác nhận đã nhận bàn giao nhiệm vụ`;
  }
};
