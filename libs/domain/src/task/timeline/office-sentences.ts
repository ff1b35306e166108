import type { TaskEvent, TaskWording } from '../task.events.js';
import { basisWords, day, dueWords, inBrackets } from './wording.js';

type EventOf<Type extends TaskEvent['type']> = Extract<TaskEvent, { type: Type }>;

const WORDING: Readonly<Record<keyof TaskWording, string | null>> = {
  row: null,
  ordinal: 'số thứ tự',
  group: 'nhóm',
  groupTitle: null,
  title: 'nội dung',
  deadline: 'thời hạn ghi trong văn bản',
  funding: 'nguồn kinh phí',
  output: 'sản phẩm',
  printed: 'cơ quan ghi trong văn bản',
};

export const amendedSentence = ({ data }: EventOf<'TaskAmended'>): string => {
  if (data.withdrawn) return `Đưa nhiệm vụ ra khỏi văn bản giao nhiệm vụ, ${basisWords(data)}`;
  const changed = Object.entries(WORDING).flatMap(([field, words]) => (field in data.to && words !== null ? [words] : []));
  const what = changed.length === 0 ? '' : `: ${changed.join(', ')}`;
  const again = data.acknowledgeAgain.length === 0 ? '' : '; đề nghị cơ quan chủ trì tiếp nhận lại';
  return `Điều chỉnh nhiệm vụ${what}, ${basisWords(data)}${again}`;
};

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
