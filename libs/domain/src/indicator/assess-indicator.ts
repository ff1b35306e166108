import { daysBetween, plainDate, type PlainDate } from '../shared/plain-date.js';
import type { IndicatorTarget } from '../plan/plan.model.js';
import { inVietnamese, type Reading } from './reading.js';

/** `behind` is also a period that has ended without its target. */
export type AssessmentStatus = 'met' | 'on-course' | 'behind' | 'not-measurable';

export const assessmentLabels: Readonly<Record<AssessmentStatus, string>> = {
  met: 'Đạt',
  'on-course': 'Đúng tiến độ',
  behind: 'Chậm so với mục tiêu',
  'not-measurable': 'Chưa đánh giá được',
};

/** What of a measurement an assessment looks at. */
export interface Measured {
  readonly measurement: number;
  /** For which period it was given; null: for its day alone. */
  readonly period: string | null;
  readonly on: PlainDate;
  readonly reading: Reading;
  /** Of prose: whether it says that the target is met. */
  readonly meets: boolean | null;
  readonly isConfirmed: boolean;
}

/** How one period's target stands on a day, with the rule by which it is said. */
export interface Assessment {
  readonly period: string;
  /** Last day of the period; null where its label names none. */
  readonly end: PlainDate | null;
  readonly target: string;
  readonly status: AssessmentStatus;
  /** The measurement that counts; null: there is none. */
  readonly measurement: number | null;
  readonly reading: string | null;
  readonly isConfirmed: boolean;
  /** Where the trajectory is on the day of the measurement. */
  readonly expected: number | null;
  /** Per year: so far, and what the rest of the period takes. */
  readonly slope: number | null;
  readonly requiredSlope: number | null;
  /** In Vietnamese. */
  readonly rule: string;
}

const DAYS_IN_YEAR = 365.25;
const years = (from: PlainDate, to: PlainDate): number => daysBetween(from, to) / DAYS_IN_YEAR;
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** A year ends on its last day. */
export const periodEnd = (period: string): PlainDate | null => (/^\d{4}$/u.test(period) ? plainDate(`${period}-12-31`) : null);

/** A point on a trajectory. */
interface Point {
  readonly on: PlainDate;
  readonly value: number;
}

type Direction = 'up' | 'down';

const aimOf = ({ kind, min, max }: Pick<IndicatorTarget, 'kind' | 'min' | 'max'>, direction: Direction): number | null => {
  if (kind === 'text') return null;
  return direction === 'up' ? (min ?? max) : (max ?? min);
};

/** Down where a later target is lower than an earlier one, or the target is a ceiling; up otherwise. */
const directionOf = (targets: readonly IndicatorTarget[]): Direction => {
  if (targets.some(({ kind }) => kind === 'at-most')) return 'down';
  const aims = targets.map((target) => aimOf(target, 'up')).filter((aim) => aim !== null);
  const [first, last] = [aims[0], aims.at(-1)];
  return first !== undefined && last !== undefined && last < first ? 'down' : 'up';
};

/** Of a range the less favourable end. */
const valueOf = (reading: Reading, direction: Direction): number | null => aimOf(reading, direction);

const numeralRule = ({ kind, min, max }: IndicatorTarget, direction: Direction): string => {
  if (kind === 'range' && min !== null && max !== null) {
    const edge = direction === 'up' ? `từ ${inVietnamese(min)} trở lên` : `từ ${inVietnamese(max)} trở xuống`;
    return `Đạt khi số liệu ${edge} (khoảng ${inVietnamese(min)} - ${inVietnamese(max)})`;
  }
  const aim = aimOf({ kind, min, max }, direction) ?? 0;
  return direction === 'up' ? `Đạt khi số liệu từ ${inVietnamese(aim)} trở lên` : `Đạt khi số liệu từ ${inVietnamese(aim)} trở xuống`;
};

const reaches = (value: number, aim: number, direction: Direction): boolean => (direction === 'up' ? value >= aim : value <= aim);

/** The newest figure of the period: given for it, or measured by its end. */
const counted = (measured: readonly Measured[], period: string, end: PlainDate | null): Measured | undefined =>
  measured
    .filter((one) => one.period === period || (one.period === null && (end === null || one.on <= end)))
    .toSorted((one, other) => (one.on === other.on ? one.measurement - other.measurement : one.on < other.on ? -1 : 1))
    .at(-1);

/** Where the trajectory to a target begins: at the target before it, else at the first figure. */
const startOf = (
  targets: readonly IndicatorTarget[],
  index: number,
  first: Point | null,
  at: PlainDate,
  direction: Direction,
): Point | null => {
  const earlier = targets[index - 1];
  const on = earlier === undefined ? null : periodEnd(earlier.period);
  const value = earlier === undefined ? null : aimOf(earlier, direction);
  if (on !== null && value !== null && on <= at) return { on, value };
  return first;
};

const onLine = (from: Point, to: Point, at: PlainDate): number => {
  const length = daysBetween(from.on, to.on);
  return length <= 0 ? to.value : from.value + ((to.value - from.value) * daysBetween(from.on, at)) / length;
};

const nothing = { expected: null, slope: null, requiredSlope: null };

interface Course {
  readonly status: AssessmentStatus;
  readonly expected: number | null;
  readonly why: string;
}

/** Of a target that is not reached yet. */
const courseOf = (now: Point, start: Point | null, goal: Point | null, today: PlainDate, direction: Direction): Course => {
  if (goal === null) return { status: 'behind', expected: null, why: 'chưa đạt' };
  if (goal.on < today) return { status: 'behind', expected: goal.value, why: 'kỳ đã kết thúc mà chưa đạt' };
  if (start === null || start.on >= now.on) {
    return { status: 'not-measurable', expected: null, why: 'cần ít nhất hai số liệu, hoặc mục tiêu của kỳ trước, để biết tiến độ' };
  }
  const expected = rounded(onLine(start, goal, now.on));
  const isOn = reaches(now.value, expected, direction);
  return { status: isOn ? 'on-course' : 'behind', expected, why: `theo đường thẳng đến mục tiêu, ngày này cần ${inVietnamese(expected)}` };
};

const slopes = (first: Point | null, now: Point, goal: Point | null): Pick<Assessment, 'slope' | 'requiredSlope'> => ({
  slope: first === null || first.on >= now.on ? null : rounded((now.value - first.value) / years(first.on, now.on)),
  requiredSlope: goal === null || goal.on <= now.on ? null : rounded((goal.value - now.value) / years(now.on, goal.on)),
});

const firstPoint = (measured: readonly Measured[], direction: Direction): Point | null =>
  measured
    .flatMap(({ on, reading }) => {
      const value = valueOf(reading, direction);
      return value === null ? [] : [{ on, value }];
    })
    .toSorted((one, other) => (one.on < other.on ? -1 : 1))[0] ?? null;

const proseStatus = (one: Measured | undefined): AssessmentStatus => {
  if (one?.meets === undefined || one.meets === null) return 'not-measurable';
  return one.meets ? 'met' : 'behind';
};

/** How each period's target stands on a day. Targets in the order of their periods. */
export const assessIndicator = (
  { targets, measurements }: { readonly targets: readonly IndicatorTarget[]; readonly measurements: readonly Measured[] },
  today: PlainDate,
): readonly Assessment[] => {
  const direction = directionOf(targets);
  const first = firstPoint(measurements, direction);
  return targets.map((target, index): Assessment => {
    const { period } = target;
    const end = periodEnd(period);
    const one = counted(measurements, period, end);
    const head = {
      period,
      end,
      target: target.text,
      measurement: one?.measurement ?? null,
      reading: one?.reading.text ?? null,
      isConfirmed: one?.isConfirmed ?? false,
    };
    const aim = aimOf(target, direction);
    if (aim === null) {
      const rule = 'Mục tiêu bằng lời: cơ quan theo dõi nêu đã đạt hay chưa, Văn phòng xác nhận.';
      return { ...head, ...nothing, status: proseStatus(one), rule };
    }
    const rule = numeralRule(target, direction);
    const value = one === undefined ? null : valueOf(one.reading, direction);
    if (one === undefined || value === null) {
      return {
        ...head,
        ...nothing,
        status: 'not-measurable',
        rule: `${rule}; ${one === undefined ? 'chưa có số liệu' : 'số liệu không phải là số'}.`,
      };
    }
    const now = { on: one.on, value };
    const goal = end === null ? null : { on: end, value: aim };
    const moving = slopes(first, now, goal);
    if (reaches(value, aim, direction)) return { ...head, ...moving, expected: null, status: 'met', rule: `${rule}.` };
    const course = courseOf(now, startOf(targets, index, first, one.on, direction), goal, today, direction);
    return { ...head, ...moving, expected: course.expected, status: course.status, rule: `${rule}; ${course.why}.` };
  });
};

/** One figure of an assessment that a correction moves. */
export interface MovedFigure {
  readonly period: string;
  readonly figure: 'status' | 'reading' | 'expected' | 'slope' | 'requiredSlope';
  readonly before: string | number | null;
  readonly after: string | number | null;
}

const figures = ['status', 'reading', 'expected', 'slope', 'requiredSlope'] as const;

/** Every figure that differs, period by period. */
export const movedFigures = (before: readonly Assessment[], after: readonly Assessment[]): readonly MovedFigure[] =>
  after.flatMap((now) => {
    const was = before.find(({ period }) => period === now.period);
    return figures.flatMap((figure) =>
      was === undefined || was[figure] === now[figure] ? [] : [{ period: now.period, figure, before: was[figure], after: now[figure] }],
    );
  });
