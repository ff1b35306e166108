import {
  dateInVietnam,
  dueToMeet,
  workingDaysBetween,
  type Instant,
  type LeadPart,
  type PlainDate,
  type Task,
  type WorkingCalendar,
} from '#domain';
import { linkPlace } from '../links/act-links.js';
import { attachedTo, type Attached } from '../plan/attached-rows.js';
import type { PlanRow } from '../plan/plan-row.js';
import { isDueRule, type RuleName } from '../policy/reminder-policy.js';

/** Groups of lines in the order in which they are read. */
export type SectionKey =
  | 'overdue'
  | 'urged'
  | 'due-today'
  | 'assigned'
  | 'amended'
  | 'not-acknowledged'
  | 'returned'
  | 'to-approve'
  | 'ask'
  | 'coordination'
  | 'due-soon'
  | 'followed'
  | 'coordinating-overdue'
  | 'coordinating-returned'
  | 'coordinating-due-soon'
  | 'indicator-report';

type TaskSection = Exclude<SectionKey, 'indicator-report'>;

export interface DigestItem {
  readonly section: SectionKey;
  readonly title: string;
  readonly url: string;
  readonly due: PlainDate | null;
  /** Short sentences under the title. */
  readonly facts: readonly string[];
  /** What the reader may do at once, by a link of their own; null: nothing. */
  readonly act: { readonly label: string; readonly url: string } | null;
  /** By which rules it came, in which seats, and under which policy: one sentence for each. */
  readonly why: readonly string[];
}

/** What a line says, before it is said why it came. */
export type ToldItem = Omit<DigestItem, 'why'>;

export interface Words {
  readonly names: ReadonlyMap<string, string>;
  readonly publicUrl: string;
  readonly calendar: WorkingCalendar;
  /** To a person, who may be given a link of their own; a mailbox is read by many. */
  readonly toPerson: boolean;
  /** When it is composed. */
  readonly now: Instant;
}

export const HEADINGS: Readonly<Record<SectionKey, string>> = {
  overdue: 'Quá hạn',
  urged: 'Văn phòng UBND tỉnh đôn đốc',
  'due-today': 'Đến hạn hôm nay',
  assigned: 'Mới giao',
  amended: 'Được điều chỉnh',
  'not-acknowledged': 'Chưa tiếp nhận',
  returned: 'Yêu cầu bổ sung, hoàn thiện',
  'to-approve': 'Chờ phê duyệt',
  ask: 'Cần cho ý kiến',
  coordination: 'Đề nghị tham gia phối hợp',
  'due-soon': 'Sắp đến hạn',
  followed: 'Cần theo dõi, đôn đốc',
  'coordinating-overdue': 'Nhiệm vụ đang phối hợp, đã quá hạn',
  'coordinating-returned': 'Nhiệm vụ đang phối hợp, kết quả được yêu cầu hoàn thiện',
  'coordinating-due-soon': 'Nhiệm vụ đang phối hợp, sắp đến hạn',
  'indicator-report': 'Chỉ tiêu đến kỳ báo cáo',
};
export const SECTION_ORDER = Object.keys(HEADINGS) as readonly SectionKey[];

export const twoDigits = (count: number): string => String(count).padStart(2, '0');
export const dayInFigures = (date: PlainDate): string => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
export const dayInWords = (date: PlainDate): string =>
  `ngày ${String(Number(date.slice(8, 10)))} tháng ${String(Number(date.slice(5, 7)))} năm ${date.slice(0, 4)} (${dayInFigures(date)})`;

export const nameOf = (words: Words, agency: string): string => words.names.get(agency) ?? agency;

const NAMED_SECTIONS: Readonly<Partial<Record<RuleName, TaskSection>>> = {
  assigned: 'assigned',
  amended: 'amended',
  'not-acknowledged': 'not-acknowledged',
  urged: 'urged',
  'urged-urgently': 'urged',
  coordination: 'coordination',
  'to-approve': 'to-approve',
};

const ofFamily = (row: PlanRow): TaskSection => {
  const isCoordinator = row.seat === 'coordinator';
  if (row.rule === 'overdue') return isCoordinator ? 'coordinating-overdue' : 'overdue';
  if (row.rule === 'returned' || row.rule.startsWith('resubmit-')) return isCoordinator ? 'coordinating-returned' : 'returned';
  if (!isDueRule(row.rule)) return 'ask';
  if (isCoordinator) return 'coordinating-due-soon';
  return row.rule === 'due-in-0' ? 'due-today' : 'due-soon';
};

const sectionOf = (row: PlanRow): TaskSection => (row.seat === 'follow-up' ? 'followed' : (NAMED_SECTIONS[row.rule] ?? ofFamily(row)));

/** While a part is unreviewed nobody can say that it is overdue: its date is told, no more. */
export const dueFact = (due: PlainDate | null, unreviewed: boolean, words: Words): string => {
  if (due === null) return 'Thời hạn: không quy định ngày cụ thể.';
  const left = workingDaysBetween(dateInVietnam(words.now), due, words.calendar);
  if (left > 0) return `Thời hạn: ${dayInWords(due)}, còn ${twoDigits(left)} ngày làm việc.`;
  if (unreviewed) return `Thời hạn: ${dayInWords(due)}.`;
  return `Thời hạn: ${dayInWords(due)}, ${left === 0 ? 'đến hạn' : `quá hạn ${twoDigits(-left)} ngày làm việc`}.`;
};

const dueOf = (task: Task, part: LeadPart | undefined): PlainDate | null =>
  part === undefined ? task.deadline.due : (dueToMeet(part) ?? part.due);

const isUnreviewed = (task: Task, part: LeadPart | undefined): boolean => part?.unreviewed ?? task.leads.every((lead) => lead.unreviewed);

const LONGEST_TITLE = 180;

/** Group and ordinal as printed, then the beginning of the title: a mail is not the place for half a page. */
const titleOf = (task: Task): string => {
  const place = [...new Set([task.group, task.ordinal])].filter((text) => text !== null).join('.');
  const whole = task.title.replace(/\s+/gu, ' ').trim();
  const title = whole.length <= LONGEST_TITLE ? whole : `${whole.slice(0, whole.lastIndexOf(' ', LONGEST_TITLE))} …`;
  return place === '' ? title : `${place}. ${title}`;
};

const leadsFact = (task: Task, words: Words): string =>
  `Cơ quan chủ trì: ${[...new Set(task.leads.map((part) => nameOf(words, part.holder)))].join(', ') || 'chưa xác định'}.`;

const returnedFacts = (part: LeadPart | undefined): readonly string[] => {
  if (part?.situation.name !== 'returned') return [];
  const { reason, resubmitBy } = part.situation;
  return [`Nội dung yêu cầu: ${reason}`, `Trình lại trước hết ${dayInWords(resubmitBy)}.`];
};

const askFacts = (part: LeadPart | undefined, row: PlanRow, words: Words): readonly string[] => {
  const ask = part?.asks.find(({ number }) => String(number) === row.occurrence);
  if (part === undefined || ask === undefined) return [];
  const late = row.rule === 'ask-late' ? ' Đã quá hạn cho ý kiến.' : '';
  const reply = ask.replyBy === null ? [] : [`Đề nghị trả lời trước hết ${dayInWords(ask.replyBy)}.${late}`];
  return [`${nameOf(words, part.holder)} đề nghị: ${ask.text ?? 'tham gia phối hợp'}`, ...reply];
};

interface Told {
  readonly task: Task;
  readonly part: LeadPart | undefined;
  readonly row: PlanRow;
  readonly words: Words;
  readonly due: string;
  /** The period or milestone that the row is about. */
  readonly attached: Attached | undefined;
}

const ownFacts = ({ part, due, attached }: Told): readonly string[] => [
  ...(attached === undefined ? [] : [attached.words]),
  ...dateFacts(part, due),
];
const dateFacts = (part: LeadPart | undefined, due: string): readonly string[] =>
  part?.unreviewed === true ? [due, 'Nhiệm vụ được đưa vào theo dõi sau ngày ban hành, đang chờ rà soát hiện trạng.'] : [due];
const coordinatingFacts = ({ task, words, due }: Told): readonly string[] => [leadsFact(task, words), due];

/** Why it stands on the follow-up officer's list. */
const followedFact = ({ task, part, row, words }: Told): string => {
  const holder = part === undefined ? '' : nameOf(words, part.holder);
  const reasons: Readonly<Partial<Record<RuleName, string>>> = {
    'to-approve': `${holder} đã trình kết quả lần ${row.occurrence}, chờ ${nameOf(words, part?.approver ?? task.assigningAuthority)} phê duyệt.`,
    undecided: `${holder} đã trình kết quả lần ${row.occurrence}, chưa có quyết định của cấp phê duyệt.`,
    'not-acknowledged': `${holder} chưa tiếp nhận nhiệm vụ.`,
  };
  return reasons[row.rule] ?? `Cơ quan chủ trì: ${holder}.`;
};

const FACTS: Readonly<Record<TaskSection, (told: Told) => readonly string[]>> = {
  overdue: ownFacts,
  'due-today': ownFacts,
  urged: (told) => [
    ...ownFacts(told),
    told.row.rule === 'urged-urgently'
      ? 'Việc khẩn: Văn phòng UBND tỉnh đề nghị quý cơ quan thực hiện ngay và báo cáo kết quả.'
      : 'Văn phòng UBND tỉnh đề nghị quý cơ quan khẩn trương thực hiện và báo cáo kết quả.',
  ],
  'not-acknowledged': (told) => [
    ...ownFacts(told),
    'Chưa ghi nhận việc tiếp nhận; đề nghị tiếp nhận hoặc đề nghị điều chỉnh cơ quan chủ trì.',
  ],
  followed: (told) => [followedFact(told), told.due],
  assigned: ownFacts,
  amended: (told) => [...ownFacts(told), 'Nhiệm vụ được điều chỉnh theo văn bản mới; đề nghị quý cơ quan tiếp nhận lại.'],
  'due-soon': ownFacts,
  returned: ({ part, due }) => [...returnedFacts(part), due],
  'to-approve': ({ part, row, words, due }) =>
    part === undefined ? [] : [`${nameOf(words, part.holder)} đã trình kết quả lần ${row.occurrence}, chờ phê duyệt.`, due],
  ask: ({ task, part, row, words }) => [...askFacts(part, row, words), leadsFact(task, words)],
  coordination: coordinatingFacts,
  'coordinating-overdue': coordinatingFacts,
  'coordinating-due-soon': coordinatingFacts,
  'coordinating-returned': ({ task, part, words }) => [
    ...returnedFacts(part),
    leadsFact(task, words),
    'Đề nghị quý cơ quan tiếp tục phối hợp với cơ quan chủ trì.',
  ],
};

/** Acknowledging needs no sign-in; whatever else is to be done does. */
const actOf = (row: PlanRow, task: Task, part: LeadPart | undefined, words: Words): DigestItem['act'] => {
  if (part?.situation.name !== 'awaiting' || row.seat !== 'officer' || !words.toPerson) return null;
  const place = linkPlace({ task: task.id, part: part.id, assignment: part.assignment });
  return { label: 'Tiếp nhận nhiệm vụ', url: `${words.publicUrl}/lien-ket/${place}` };
};

/** One reminder as a line of the mail. */
export const itemOf = (row: PlanRow, task: Task, words: Words): ToldItem => {
  const part = task.leads.find(({ id }) => id === row.part);
  const section = sectionOf(row);
  const attached = part === undefined ? undefined : attachedTo(part).find(({ subject }) => subject === row.subject);
  const due = attached?.due ?? dueOf(task, part);
  return {
    section,
    title: titleOf(task),
    url: `${words.publicUrl}/nhiem-vu/${task.id}`,
    due,
    facts: FACTS[section]({ task, part, row, words, due: dueFact(due, isUnreviewed(task, part), words), attached }),
    act: actOf(row, task, part, words),
  };
};

/** Lines that say the same of the same task (a person of two agencies, two parts of one task) stand once, with all that they came for. */
export const withoutRepeats = (items: readonly DigestItem[]): readonly DigestItem[] => {
  const seen = new Map<string, DigestItem>();
  for (const item of items) {
    const key = JSON.stringify([item.section, item.url, item.facts]);
    seen.set(key, { ...item, why: [...new Set([...(seen.get(key)?.why ?? []), ...item.why])] });
  }
  return [...seen.values()];
};
