import { addWorkingDays, parseDeadline, type Deadline, type DeadlineFinding, type PlainDate, type WorkingCalendar } from '#domain';

/** The time limit that a sentence sets, in its own words. */
export interface TimeLimit {
  readonly deadline: Deadline;
  readonly findings: readonly DeadlineFinding[];
  /** All that were found, in order: the last is taken. */
  readonly all: readonly string[];
}

const day =
  '(?:ngày\\s+)?(?:\\d{1,2}\\s*[/.-]\\s*\\d{1,2}(?:\\s*[/.-]\\s*\\d{4})?|\\d{1,2}\\s+tháng\\s+\\d{1,2}(?:\\s*(?:,\\s*)?năm\\s+\\d{4})?)';
const period =
  '(?:(?:đầu|giữa|cuối)\\s+)?(?:tháng\\s+\\d{1,2}(?:\\s*(?:[/.-]|năm)\\s*\\d{4})?|qu[ýí]\\s+(?:IV|I{1,3}|[1-4])(?:\\s*(?:[/.-]|năm)\\s*\\d{4})?|năm\\s+\\d{4}|6\\s+tháng\\s+(?:đầu|cuối)\\s+năm(?:\\s+\\d{4})?)';
const counted =
  '(?:thời\\s+(?:hạn|gian)\\s+|vòng\\s+)?\\d{1,3}\\s+(?:ngày|tháng)(?:\\s+làm\\s+việc)?(?:,?\\s+(?:kể\\s+)?(?:từ|tính từ)\\s+(?:khi|ngày)[^,.;]{0,60})?';
const comingBack =
  '(?:định\\s+kỳ\\s+)?(?:trước\\s+ngày\\s+\\d{1,2}\\s+)?(?:hằng|hàng)\\s+(?:tháng|quý|năm|tuần)|định\\s+kỳ\\s+\\d+\\s+tháng(?:\\s+một\\s+lần)?|thường\\s+xuyên';
const limit = new RegExp(
  `(?<!\\p{L})(?:${comingBack}|(?:xong\\s+trước|trước|chậm\\s+nhất(?:\\s+là)?(?:\\s+(?:đến|trước|trong))?(?:\\s+hết)?|muộn\\s+nhất(?:\\s+là)?|đến\\s+hết|hết|trong|hạn(?:\\s+cuối)?\\s*:?|thời\\s+(?:hạn|gian)(?:\\s+(?:hoàn\\s+thành|thực\\s+hiện))?\\s*:)\\s+(?:hết\\s+)?(?:${day}|${period}|${counted}))(?!\\p{L})`,
  'giu',
);
const workingDays = /(\d{1,3})\s+ngày\s+làm\s+việc/iu;

/** "05 ngày làm việc kể từ ngày ban hành", counted from the letter's own day; unclear where that is blank. */
const inWorkingDays = (text: string, issuedOn: PlainDate | null, calendar: WorkingCalendar | null): Omit<TimeLimit, 'all'> | null => {
  const count = workingDays.exec(text)?.[1];
  if (count === undefined || issuedOn === null || calendar === null) return null;
  const due = addWorkingDays(issuedOn, Number(count), calendar);
  return { deadline: { text, kind: 'date', start: null, due, recurrence: null }, findings: ['counted-from-issue'] };
};

/** Finds the time limit of a sentence; days of cited documents and years of programmes are none. */
export const timeLimitIn = (
  sentence: string,
  {
    issuedOn,
    today,
    calendar,
  }: { readonly issuedOn: PlainDate | null; readonly today: PlainDate; readonly calendar: WorkingCalendar | null },
): TimeLimit => {
  const all = [...sentence.matchAll(limit)].map(([text]) => text.trim().replace(/\s+/gu, ' '));
  const text = all.at(-1);
  if (text === undefined) return { ...parseDeadline(''), all };
  // A day without a year is meant from the letter's own day on, else from today.
  return { ...(inWorkingDays(text, issuedOn, calendar) ?? parseDeadline(text, { issuedOn: issuedOn ?? today })), all };
};
