import type { TaskEvent } from '../task.events.js';
import { basisWords, day, dueWords, inBrackets } from './wording.js';

type EventOf<Type extends TaskEvent['type']> = Extract<TaskEvent, { type: Type }>;

export const baselineSentence = ({ data: { outcome } }: EventOf<'BaselineRecorded'>, part: string): string => {
  switch (outcome.kind) {
    case 'in-progress':
      return `Rà soát hiện trạng${part}: tiếp tục thực hiện`;
    case 'overtaken':
      return `Rà soát hiện trạng${part}: nội dung được thay thế, căn cứ ${outcome.basis}`;
    case 'done':
      return `Rà soát hiện trạng${part}: đã hoàn thành${inBrackets(outcome.document)}, gửi ngày ${day(outcome.sentOn)}`;
  }
};

type ClosingEvent = EventOf<'PartWithdrawn' | 'PartSuspended' | 'PartCancelled' | 'PartSuperseded' | 'PartClosedNotDone'>;

const closingVerbs: Readonly<Record<ClosingEvent['type'], string>> = {
  PartWithdrawn: 'Rút lượt giao',
  PartSuspended: 'Tạm dừng thực hiện',
  PartCancelled: 'Thôi thực hiện',
  PartSuperseded: 'Được thay thế',
  PartClosedNotDone: 'Kết thúc theo dõi, không hoàn thành',
};

export const closingSentence = (event: ClosingEvent, part: string): string => {
  const by = event.type === 'PartSuperseded' ? ` bằng ${event.data.by}` : '';
  return `${closingVerbs[event.type]}${part}${by}, ${basisWords(event.data)}`;
};

export const resumedSentence = (event: EventOf<'PartResumed' | 'PartReopened'>, part: string): string => {
  const verb = event.type === 'PartResumed' ? 'Tiếp tục thực hiện' : 'Mở lại để tiếp tục theo dõi';
  return `${verb}${part}, ${dueWords(event.data.due)}, ${basisWords(event.data)}`;
};

export const deadlineSentence = ({ data }: EventOf<'DeadlineChanged'>, part: string): string => {
  const from = data.from === null ? '' : ` từ ngày ${day(data.from)}`;
  const to = data.due === null ? ' thành không có thời hạn' : ` sang ngày ${day(data.due)}`;
  return `Điều chỉnh thời hạn${part}${from}${to}, ${basisWords(data)}`;
};
