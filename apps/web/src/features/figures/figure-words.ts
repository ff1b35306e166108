import type { FigureLineView, FiguresCounts } from '#contracts';

export type Cell = FigureLineView['cell'];
export type Origin = FigureLineView['origin'];

export const cellLabels: Readonly<Record<Cell, string>> = {
  doneOnTime: 'Hoàn thành đúng hạn',
  doneLate: 'Hoàn thành quá hạn',
  openInTime: 'Đang thực hiện, trong hạn',
  openOverdue: 'Đang thực hiện, quá hạn',
  noDeadline: 'Không định ngày',
  suspended: 'Tạm dừng thực hiện',
  ended: 'Kết thúc theo dõi',
  unreviewed: 'Chưa rà soát hiện trạng',
  inherited: 'Quá hạn từ cơ quan được kế thừa',
};

export const originLabels: Readonly<Record<Origin, string>> = {
  carriedOver: 'Kỳ trước chuyển sang',
  given: 'Giao trong kỳ',
  reopened: 'Mở lại trong kỳ',
};

export const outsideCells = ['noDeadline', 'suspended', 'ended', 'unreviewed', 'inherited'] as const satisfies readonly Cell[];
export const bandLabels = ['1–30 ngày', '31–90 ngày', '91–120 ngày', 'trên 120 ngày'];

export const outsideOf = ({ cells }: FiguresCounts): number => outsideCells.reduce((sum, cell) => sum + cells[cell], 0);

const percent = new Intl.NumberFormat('vi-VN', { style: 'percent', maximumFractionDigits: 2 });

/** A percentage with its numbers; the numbers alone where they are under five. */
export const rateWords = ({ count, of, ratio }: FiguresCounts['rates']['completion']): string =>
  ratio === null ? `${String(count)}/${String(of)}` : `${percent.format(ratio)} (${String(count)}/${String(of)})`;
