import { addDays, type PlainDate } from '../shared/plain-date.js';
import { findPoints, spanOf, type PointKind } from './deadline-points.js';
import { fold, repairYears } from './deadline-text.js';

/** A time by which a text says that something is to be done. */
export interface MilestoneInText {
  readonly kind: PointKind;
  readonly year: number;
  readonly due: PlainDate;
}

/** Words right before a time that make it a limit: "đến hết quý II/2026", "trước ngày 30/6/2026". */
const limit = /(?:^|[^a-z])(?:den|toi|het|vao|trong|truoc|cuoi|xong|cham nhat|hoan thanh)(?: (?:het|cuoi|truoc|thoi diem))?(?: ngay)? ?$/u;

/** The times by which a text says that something is to be done, in its order; days of cited documents are none. */
export const milestonesIn = (text: string): readonly MilestoneInText[] => {
  const folded = repairYears(fold(text)).text;
  return findPoints(folded).flatMap((point) => {
    const before = folded.slice(0, point.start);
    // Some expressions begin with the word that makes them a limit ("cuối quý II/2026").
    const own = /^(?:cuoi|het) /u.test(folded.slice(point.start));
    const span = point.year === null || !(limit.test(before) || own) ? null : spanOf(point, point.year);
    if (span === null || point.year === null) return [];
    const due = /truoc(?: thoi diem| ngay)? ?$/u.test(before) ? addDays(span.first, -1) : span.last;
    return [{ kind: point.kind, year: point.year, due }];
  });
};
