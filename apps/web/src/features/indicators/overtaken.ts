import type { IndicatorView, RebasePreview } from '#contracts';
import { documentFields, type Field, type Values } from '../acts/act.js';

/** Other targets by a document, or followed no more. */
export type Overtaking = 'rebase' | 'close';

const NEW_PERIOD = 'new.period';
const NEW_TEXT = 'new.text';
const shapes = 'Ghi đúng dạng: 27,4 · 1,9 - 2,3 · ≥35 · hoặc bằng lời.';

const targetName = (at: number): string => `old.${String(at)}`;

const targetFields = ({ targets }: IndicatorView): readonly Field[] => [
  ...targets.map(({ period }, at): Field => ({
    name: targetName(at),
    label: `Mục tiêu đến năm ${period}`,
    kind: 'short',
    hint: 'Để trống: bỏ mục tiêu của kỳ này.',
  })),
  { name: NEW_PERIOD, label: 'Thêm kỳ', kind: 'short', hint: 'Ví dụ: 2035' },
  { name: NEW_TEXT, label: 'Mục tiêu của kỳ thêm', kind: 'short', hint: shapes },
];

export const overtakingFields = (kind: Overtaking, indicator: IndicatorView): readonly Field[] => [
  ...(kind === 'rebase' ? targetFields(indicator) : []),
  { name: 'basis', label: kind === 'rebase' ? 'Lý do thay mục tiêu' : 'Căn cứ pháp lý, lý do kết thúc', kind: 'short', required: true },
  ...documentFields('văn bản', true),
];

export const overtakingStart = (kind: Overtaking, { targets }: IndicatorView): Values =>
  kind === 'close' ? {} : Object.fromEntries(targets.map(({ text }, at) => [targetName(at), text]));

const textAt = (values: Values, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** The targets as the form has them now; an emptied one is left out. */
export const newTargets = ({ targets }: IndicatorView, values: Values): readonly { readonly period: string; readonly text: string }[] =>
  [
    ...targets.map(({ period }, at) => ({ period, text: textAt(values, targetName(at)) })),
    { period: textAt(values, NEW_PERIOD), text: textAt(values, NEW_TEXT) },
  ].filter(({ text, period }) => text !== '' && period !== '');

/** What the form itself can tell is wrong with the targets, at its field. */
export const wrongTargets = (indicator: IndicatorView, values: Values): Readonly<Record<string, string>> => {
  const [period, text] = [textAt(values, NEW_PERIOD), textAt(values, NEW_TEXT)];
  if (period !== '' && text === '') return { [NEW_TEXT]: 'Chưa nêu mục tiêu của kỳ thêm.' };
  if (period === '' && text !== '') return { [NEW_PERIOD]: 'Chưa nêu kỳ của mục tiêu này.' };
  if (indicator.targets.some((one) => one.period === period)) return { [NEW_PERIOD]: 'Chỉ tiêu đã có mục tiêu của kỳ này.' };
  const asked = newTargets(indicator, values);
  const first = indicator.targets.length === 0 ? NEW_PERIOD : targetName(0);
  if (asked.length === 0) return { [first]: 'Chưa nêu mục tiêu mới nào.' };
  const isSame =
    asked.length === indicator.targets.length &&
    asked.every((one, at) => one.period === indicator.targets[at]?.period && one.text === indicator.targets[at].text);
  return isSame ? { [first]: 'Mục tiêu chưa có gì thay đổi.' } : {};
};

/** One sentence for each period: target and assessment, before and after. */
export const effectsOf = ({ before, after }: RebasePreview): readonly string[] => {
  const periods = [...new Set([...before, ...after].map(({ period }) => period))].sort();
  return periods.map((period) => {
    const old = before.find((one) => one.period === period);
    const next = after.find((one) => one.period === period);
    if (next === undefined) return `Đến năm ${period}: bỏ mục tiêu ${old?.target ?? ''}, không còn đánh giá.`;
    if (old === undefined) return `Đến năm ${period}: thêm mục tiêu ${next.target}; đánh giá: ${next.statusLabel}.`;
    if (old.target === next.target && old.status === next.status)
      return `Đến năm ${period}: giữ nguyên ${next.target}; đánh giá: ${next.statusLabel}.`;
    return `Đến năm ${period}: mục tiêu ${old.target} → ${next.target}; đánh giá: ${old.statusLabel} → ${next.statusLabel}.`;
  });
};

/** What is no more when an indicator is closed, and what stays. */
export const closingEffects = ({ targets, measurements }: IndicatorView): readonly string[] => [
  ...targets.map(({ period, text }) => `Đến năm ${period}: mục tiêu ${text} không còn được đánh giá.`),
  measurements.length === 0
    ? 'Không báo cáo số liệu được nữa.'
    : `${String(measurements.length)} số liệu đã báo cáo vẫn được lưu; không báo cáo, đính chính thêm được nữa.`,
];
