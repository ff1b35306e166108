import type { PartListItem, TaskDetail, WorkName } from '#contracts';
import { deadlineLabels, workLabels } from './labels.js';
import { formatDate } from './dates.js';

type Part = Pick<TaskDetail['parts'][number], 'agency' | 'work' | 'deadline' | 'unreviewed'>;
type TaskName = Pick<TaskDetail, 'title' | 'ordinal'>;

/** What a message to a group tells of a task. */
export type TaskToTell = TaskName & { readonly parts: readonly Part[] };
/** A lead part of a list, of which a message to a group tells. */
export type PartToTell = Pick<PartListItem, 'agency' | 'work' | 'deadline' | 'unreviewed'> & {
  readonly task: TaskName & Pick<PartListItem['task'], 'id' | 'planId'>;
};

const finished: ReadonlySet<WorkName> = new Set(['completed', 'withdrawn', 'cancelled', 'superseded', 'closed-not-done']);
const isOpen = ({ work }: Pick<Part, 'work'>): boolean => !finished.has(work);

/** A title longer than this is cut in a list, where many stand below one another. */
const LONGEST_TITLE = 110;
/** More documents than this are not named one by one. */
const MOST_DOCUMENTS = 3;

const twoDigits = (count: number): string => count.toString().padStart(2, '0');

const dueWords = ({ due, text, status, workingDaysLeft: left }: Part['deadline']): string => {
  if (due === null) return `thời hạn: ${text}`;
  const days = twoDigits(Math.abs(left ?? 0));
  if (status === 'overdue') return `hạn ${formatDate(due)}, ${deadlineLabels.overdue.toLowerCase()} ${days} ngày làm việc`;
  return `hạn ${formatDate(due)}${left === null ? '' : left === 0 ? ', đến hạn hôm nay' : `, còn ${days} ngày làm việc`}`;
};

/** While a part is unreviewed nobody can say that it is overdue: its date is told, no more. */
const stateWords = ({ deadline, work, unreviewed }: Part): string =>
  unreviewed
    ? `${dueWords({ ...deadline, status: 'in-time', workingDaysLeft: null })} (đang chờ rà soát hiện trạng)`
    : `${dueWords(deadline)} (${workLabels[work].toLowerCase()})`;

const taskName = ({ title, ordinal }: TaskName): string =>
  `Nhiệm vụ${ordinal === null ? '' : ` số ${ordinal}`}: ${title.replace(/\s+/gu, ' ').trim()}`;

const request = (address: string): string => `Đề nghị các cơ quan cập nhật tiến độ trên hệ thống: ${address}`;

/**
 * A reminder of a task for a group chat that exists already: plain text, the agencies that still have to do something with their due
 * dates, and the address of the task. No names of persons, no addresses, no telephone numbers. Null where nothing is open.
 */
export const groupMessage = (task: TaskToTell, address: string): string | null => {
  const open = task.parts.filter(isOpen);
  if (open.length === 0) return null;
  return [`NHẮC VIỆC: ${taskName(task)}`, ...open.map((part) => `- ${part.agency.name}: ${stateWords(part)}`), request(address)].join('\n');
};

/** The agencies that still have to do something, in the order of the list, each with how many parts. */
export const agenciesToTell = (
  parts: readonly PartToTell[],
): readonly { readonly id: string; readonly name: string; readonly parts: readonly PartToTell[] }[] => {
  const found = new Map<string, { id: string; name: string; parts: PartToTell[] }>();
  for (const part of parts.filter(isOpen)) {
    const known = found.get(part.agency.id) ?? { ...part.agency, parts: [] };
    known.parts.push(part);
    found.set(part.agency.id, known);
  }
  return [...found.values()];
};

/** Cut on a word. */
const shortened = (text: string): string => {
  if (text.length <= LONGEST_TITLE) return text;
  const end = text.lastIndexOf(' ', LONGEST_TITLE - 1);
  return `${text.slice(0, end > 0 ? end : LONGEST_TITLE - 1)}…`;
};

const countWords = (parts: readonly PartToTell[]): string => {
  const tasks = new Set(parts.map(({ task }) => task.id)).size;
  return `${twoDigits(tasks)} nhiệm vụ${tasks === parts.length ? '' : `, ${twoDigits(parts.length)} lượt giao`}`;
};

const planWords = (documents: readonly string[]): string => {
  if (documents.length === 0) return '';
  return ` theo ${documents.length > MOST_DOCUMENTS ? 'nhiều văn bản' : documents.join(', ')}`;
};

/**
 * The same of a list, by agency. `documentOf`: the number of a plan's document, else its title, by id. Null where nothing is open.
 */
export const groupListMessage = (
  parts: readonly PartToTell[],
  documentOf: (planId: string) => string | null,
  address: string,
): string | null => {
  const agencies = agenciesToTell(parts);
  if (agencies.length === 0) return null;
  const told = agencies.flatMap((agency) => agency.parts);
  const documentIn = ({ task: { planId } }: PartToTell): string | null => {
    const document = planId === null ? null : documentOf(planId);
    return document === null ? null : shortened(document);
  };
  const documents = [...new Set(told.flatMap((part) => documentIn(part) ?? []))];
  const lineOf = (part: PartToTell): string => {
    const document = documents.length > 1 ? documentIn(part) : null;
    return `- ${shortened(taskName(part.task))}${document === null ? '' : ` (${document})`}; ${stateWords(part)}`;
  };
  return [
    `NHẮC VIỆC: ${countWords(told)}${planWords(documents)}`,
    ...agencies.flatMap(({ name, parts: own }) => ['', `${name} (${twoDigits(own.length)})`, ...own.map(lineOf)]),
    '',
    request(address),
  ].join('\n');
};
