import type { BaselineOrder, BaselineRow } from '#contracts';
import { baselineVerdict, type LeadPart, parsePlainDate } from '#domain';

type Judged = Pick<NonNullable<BaselineRow['found']>, 'text' | 'verdict' | 'daysLate'>;

const shown = (date: string): string => date.split('-').reverse().join('/');
const plain = (text: string): Judged => ({ text, verdict: null, daysLate: 0 });

const doneOf = (part: LeadPart, number: string, date: string): Judged => {
  const sentOn = parsePlainDate(date);
  const { verdict, daysLate } = sentOn === null ? { verdict: null, daysLate: 0 } : baselineVerdict(part, sentOn);
  const judged = { 'on-time': ', hoàn thành đúng hạn', late: `, hoàn thành quá hạn ${String(daysLate)} ngày`, none: ', không có thời hạn' };
  const text = `Đã hoàn thành theo văn bản số ${number}, gửi ngày ${shown(date)}${judged[verdict ?? 'none']}.`;
  return { text, verdict, daysLate };
};

type Found = Exclude<BaselineOrder, { kind: 'withdraw' }> | NonNullable<LeadPart['baseline']>['outcome'];

/** What the review finds of a part, in a sentence with its verdict. */
export const foundOf = (part: LeadPart, found: Found): Judged => {
  switch (found.kind) {
    case 'in-progress':
      return plain('Tiếp tục thực hiện.');
    case 'overtaken':
      return plain(`Không còn phù hợp quy định, căn cứ ${found.basis}.`);
    case 'done':
      return doneOf(part, found.document.number, found.sentOn);
  }
};

/** What follows for the part where work goes on: whether it counts as overdue from now on. */
const goingOn = (isOverdue: boolean): string =>
  isOverdue
    ? 'Tiếp tục thực hiện; đã quá thời hạn nên được tính là quá hạn và bắt đầu được nhắc.'
    : 'Tiếp tục thực hiện; được tính vào số liệu và được nhắc việc theo thời hạn.';

/** What an order would do, before it is given. */
export const previewOf = (part: LeadPart, order: BaselineOrder, isOverdue: boolean): Judged => {
  if (order.kind === 'withdraw') return plain('Rút lại kết quả rà soát; lượt giao trở lại diện chưa rà soát.');
  return order.kind === 'in-progress' ? plain(goingOn(isOverdue)) : foundOf(part, order);
};
