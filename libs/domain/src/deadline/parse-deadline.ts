import { addDays, parsePlainDate, type PlainDate } from '../shared/plain-date.js';
import { findPoints, spanOf, type Point } from './deadline-points.js';
import { collapse, fold, repairYears, type DeadlineFinding } from './deadline-text.js';
import { readRecurrence } from './deadline-recurrence.js';
import type { Deadline } from './deadline.js';

export interface ParsedDeadline {
  readonly deadline: Deadline;
  /** Codes of `DeadlineFinding`, for a person to look at. */
  readonly findings: readonly DeadlineFinding[];
}

/** What the text says apart from its words. */
type Reading = Omit<Deadline, 'text'> & { readonly findings: readonly DeadlineFinding[] };

const reading = (kind: Deadline['kind'], values: Partial<Reading> = {}): Reading => ({
  kind,
  start: null,
  due: null,
  recurrence: null,
  findings: [],
  ...values,
});
const failed = (...findings: DeadlineFinding[]): Reading => reading('unparsed', { findings: [...findings, 'unparsed'] });

const rangeGap = /^\s?(?:-|den|toi|den het|den nam|den het nam|- den|den truoc)\s?$/u;
const vagueWords =
  /(?<!thang |nua )dau (?:nam|quy|thang)|(?<!\d )sau (?:nam |ngay |thang |quy )?(?:19|20)\d\d|(?<!\d )sau (?:ngay|thang|quy) [\div]|nam hoc|tuan (?:thu |dau|cuoi|\d)|ky hop/u;
const followingYears = /(?:nhung|cac) nam (?:tiep theo|sau|ke tiep)/u;

/** The year of a point that names none: that of the document, or the next where the day has passed by then. */
const inferYear = (point: Point, issuedOn: PlainDate | null): number | null => {
  if (issuedOn === null) return null;
  const year = Number(issuedOn.slice(0, 4));
  const span = spanOf(point, year);
  return span !== null && span.last < issuedOn ? year + 1 : year;
};

interface Placed {
  readonly point: Point;
  readonly first: PlainDate;
  readonly last: PlainDate;
}

/** "Quý III - IV/2025", "tháng 3 - 6/2026": the left end takes its year, "quý 3 - 4/2025" the right end its kind from the other. */
const harmonise = (left: Point, right: Point): readonly [Point, Point] => {
  const kind = left.kind === 'quarter' && left.year === null && right.kind === 'month' && right.ordinal <= 4 ? 'quarter' : right.kind;
  const laterInYear = left.kind === kind && left.ordinal > right.ordinal;
  const year = left.year ?? (right.year === null ? null : right.year - (laterInYear ? 1 : 0));
  return [
    { ...left, year },
    { ...right, kind },
  ];
};

const place = (point: Point, issuedOn: PlainDate | null): Placed | 'missing-year' | 'no-such-date' => {
  const year = point.year ?? inferYear(point, issuedOn);
  if (year === null) return 'missing-year';
  const span = spanOf(point, year);
  return span === null ? 'no-such-date' : { point, ...span };
};

const readRange = (left: Point, right: Point, issuedOn: PlainDate | null): Reading => {
  const [from, to] = harmonise(left, right).map((point) => place(point, issuedOn));
  if (from === undefined || to === undefined) return failed();
  if (typeof from === 'string') return failed(from);
  if (typeof to === 'string') return failed(to);
  if (from.first > to.last) return failed('reversed-range');
  return reading('range', { start: from.first, due: to.last, findings: right.year === null ? ['year-inferred'] : [] });
};

const readPoint = (text: string, point: Point, issuedOn: PlainDate | null): Reading => {
  const placed = place(point, issuedOn);
  if (typeof placed === 'string') return failed(placed);
  const before = text.slice(0, point.start);
  const inferred: readonly DeadlineFinding[] = point.year === null ? ['year-inferred'] : point.isLast ? ['several-dates'] : [];
  if (/truoc(?: thoi diem| thoi han)?\s?$/u.test(before)) {
    return reading('date', { due: addDays(placed.first, -1), findings: [...inferred, 'before-means-day-before'] });
  }
  const isOpen = /(?:^|\W)(?:ke )?tu\s?$/u.test(before) || /^\s?(?:tro di|ve sau)/u.test(text.slice(point.end));
  if (isOpen) return reading('unparsed', { start: placed.first, findings: [...inferred, 'no-end'] });
  return reading(point.kind, { due: placed.last, findings: inferred });
};

const latest = (readings: readonly Reading[]): Reading | null =>
  readings.reduce<Reading | null>((last, next) => (last?.due == null || (next.due !== null && next.due > last.due) ? next : last), null);

/** Points joined by a dash or "đến" are ranges; the others stand alone. */
const readPoints = (text: string, issuedOn: PlainDate | null): Reading | null => {
  const points = findPoints(text);
  const readings: Reading[] = [];
  for (let index = 0; index < points.length; index += 1) {
    const point = points[index];
    const next = points[index + 1];
    if (point === undefined) break;
    if (next !== undefined && rangeGap.test(text.slice(point.end, next.start))) {
      readings.push(readRange(point, next, issuedOn));
      index += 1;
    } else if (next?.kind === point.kind && point.year === null && next.year !== null) {
      readings.push(readPoint(text, { ...point, year: next.year }, issuedOn));
    } else {
      readings.push(readPoint(text, point, issuedOn));
    }
  }
  const last = latest(readings);
  return last === null || readings.length === 1 ? last : { ...last, findings: [...last.findings, 'several-dates'] };
};

const relative =
  /(?:trong|trong vong|sau|cham nhat|khong qua)? ?(\d{1,3}) (ngay|thang)(?! lam viec)[^\d]*(?:ke )?tu (?:khi|ngay) (?:ban hanh|ky|co hieu luc)/u;

const addMonths = (date: PlainDate, months: number): PlainDate => {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const month = `${String(Math.floor(index / 12))}-${String((index % 12) + 1).padStart(2, '0')}`;
  // A month without that day ends on its last (Civil Code 2015, art. 147).
  const days = [0, 1, 2, 3].map((less) => parsePlainDate(`${month}-${String(Number(date.slice(8)) - less).padStart(2, '0')}`));
  return days.find((day) => day !== null) ?? date;
};

const readRelative = (text: string, issuedOn: PlainDate | null): Reading | null => {
  const match = relative.exec(text);
  if (match === null) return null;
  if (issuedOn === null) return failed('vague');
  const count = Number(match[1]);
  const due = match[2] === 'ngay' ? addDays(issuedOn, count) : addMonths(issuedOn, count);
  return reading('date', { due, findings: ['counted-from-issue'] });
};

const withRecurrence = (text: string, dated: Reading | null): Reading | null => {
  const recurrence = readRecurrence(text);
  if (recurrence === null) return dated;
  const kind = recurrence === 'by-rule' ? 'by-rule' : 'recurring';
  // "Trước 15/12 hằng năm", "quý IV hằng năm": a time that comes back has no year, and is no single date.
  if (kind === 'recurring' && findPoints(text).every(({ year }) => year === null)) return reading(kind, { recurrence });
  if (dated === null || (dated.due === null && dated.start === null)) return reading(kind, { recurrence });
  // "Từ tháng 3/2026, thường xuyên" begins on a day and has no end: nothing is missing.
  if (dated.due === null && kind === 'recurring')
    return { ...dated, kind, recurrence, findings: dated.findings.filter((code) => code !== 'no-end') };
  const bounded = dated.kind === 'range' && kind === 'recurring';
  return { ...dated, kind: bounded ? kind : dated.kind, recurrence, findings: [...dated.findings, 'mixed-deadline'] };
};

const read = (text: string, issuedOn: PlainDate | null): Reading => {
  if (!/[\da-z]/u.test(text)) return reading('none');
  const dated = readRelative(text, issuedOn) ?? readPoints(text, issuedOn);
  if (followingYears.test(text)) {
    return reading('recurring', { start: dated?.start ?? null, recurrence: 'yearly', findings: ['vague'] });
  }
  if (vagueWords.test(text) && !relative.test(text))
    return { ...(dated ?? reading('unparsed')), kind: 'unparsed', due: null, findings: ['vague', 'unparsed'] };
  return withRecurrence(text, dated) ?? failed();
};

/**
 * Reads a deadline as Vietnamese plans write it. A period ends on its last day and never rolls; `start` is set only where the text
 * states one; "trước ngày 15/12" ends with 14/12. Nothing is guessed in silence: whatever was inferred stands in `findings`.
 */
export const parseDeadline = (source: string, options: { readonly issuedOn?: PlainDate | null } = {}): ParsedDeadline => {
  const issuedOn = options.issuedOn ?? null;
  const repaired = repairYears(fold(source));
  const { findings, ...values } = read(repaired.text, issuedOn);
  const early: readonly DeadlineFinding[] = issuedOn !== null && values.due !== null && values.due < issuedOn ? ['due-before-issue'] : [];
  return { deadline: { text: collapse(source), ...values }, findings: [...new Set([...repaired.findings, ...findings, ...early])] };
};
