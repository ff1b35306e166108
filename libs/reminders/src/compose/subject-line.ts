import { SECTION_ORDER, dayInFigures, twoDigits, type DigestItem, type SectionKey } from './digest.js';

const LABELS: Readonly<Record<SectionKey, string>> = {
  overdue: 'nhiệm vụ quá hạn',
  urged: 'nhiệm vụ được đôn đốc',
  'due-today': 'nhiệm vụ đến hạn hôm nay',
  assigned: 'nhiệm vụ mới giao',
  amended: 'nhiệm vụ được điều chỉnh',
  'not-acknowledged': 'nhiệm vụ chưa tiếp nhận',
  returned: 'kết quả cần bổ sung, hoàn thiện',
  'to-approve': 'kết quả chờ phê duyệt',
  ask: 'nội dung cần cho ý kiến',
  coordination: 'nhiệm vụ đề nghị phối hợp',
  'due-soon': 'nhiệm vụ đến hạn',
  followed: 'nhiệm vụ cần theo dõi, đôn đốc',
  'coordinating-overdue': 'nhiệm vụ đang phối hợp đã quá hạn',
  'coordinating-returned': 'nhiệm vụ đang phối hợp cần hoàn thiện kết quả',
  'coordinating-due-soon': 'nhiệm vụ đang phối hợp đến hạn',
  'indicator-report': 'chỉ tiêu đến kỳ báo cáo',
};

const latestDue = (items: readonly DigestItem[]): string => {
  const last = items
    .map(({ due }) => due)
    .filter((due) => due !== null)
    .sort()
    .at(-1);
  return last === undefined ? '' : ` đến ${dayInFigures(last)}`;
};

const phrase = (section: SectionKey, items: readonly DigestItem[]): string => {
  const isDueSoon = section === 'due-soon' || section === 'coordinating-due-soon';
  return `${twoDigits(items.length)} ${LABELS[section]}${isDueSoon ? latestDue(items) : ''}`;
};

/** "[UBND tỉnh Lạng Sơn] 03 nhiệm vụ đến hạn đến 27/11/2026". Lines of a title can hold no line break that a header may not. */
export const subjectLine = (authority: string, items: readonly DigestItem[]): string => {
  const phrases = SECTION_ORDER.map((section) => [section, items.filter((item) => item.section === section)] as const)
    .filter(([, found]) => found.length > 0)
    .map(([section, found]) => phrase(section, found));
  return `[${authority}] ${phrases.join(', ')}`.replace(/\s+/gu, ' ').trim();
};
