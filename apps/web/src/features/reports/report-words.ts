import type { AdjustmentView, ReportSummary, ReportView } from '#contracts';
import { formatNumber } from '../../words/dates.js';
import { cellLabels } from '../figures/figure-words.js';

export const statusWords: Readonly<Record<ReportSummary['status'], string>> = {
  withdrawn: 'Đã thu hồi, chờ chốt lại',
  reconciling: 'Đang đối chiếu',
  confirmed: 'Đã xác nhận, chờ khóa',
  locked: 'Đã khóa',
};

export const answerWords: Readonly<Record<ReportView['reconciliations'][number]['answer'], string>> = {
  silent: 'Chưa trả lời',
  confirmed: 'Xác nhận đúng',
  objected: 'Đề nghị điều chỉnh',
};

export const outcomeWords = {
  kept: 'Giữ nguyên số liệu',
  corrected: 'Đã sửa tại nhiệm vụ, chốt lại số liệu',
  'next-period': 'Ghi điều chỉnh ở kỳ sau',
} as const;

export const countedWords = (side: AdjustmentView['before']): string => {
  if (side === null) return 'Không tính trong kỳ';
  const late = side.daysLate === 0 ? '' : `, ${formatNumber(side.daysLate)} ngày`;
  return `${cellLabels[side.cell]}${late} (${side.agency.name})`;
};
