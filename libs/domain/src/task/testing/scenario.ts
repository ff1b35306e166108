import type { CalendarDay, WorkingCalendar } from '../../calendar/working-calendar.js';
import type { AgencyId, CoordinatingPartId, Instant, LeadPartId, PersonId, TaskId } from '../../shared/ids.js';
import type { Recorded } from '../../shared/meta.js';
import { instantInVietnam, plainDate, type PlainDate } from '../../shared/plain-date.js';
import type { TaskCommand, TaskCommandType } from '../task.commands.js';
import { decide } from '../task.decider.js';
import type { TaskEvent } from '../task.events.js';
import { evolve } from '../task.evolve.js';
import type { TaskFacts } from '../task.facts.js';
import { initialTask, type LeadPart, type Task, type TaskState } from '../task.state.js';

/** Given / when / then for one task. Test builders may cast: ids and dates here are literals. */
export const agency = (id: string): AgencyId => id as AgencyId;
export const person = (id: string): PersonId => id as PersonId;
export const part = (id: string): LeadPartId => id as LeadPartId;
export const coordinating = (id: string): CoordinatingPartId => id as CoordinatingPartId;

export const office = agency('van-phong-ubnd-tinh');
export const province = agency('ubnd-tinh');
export const chairman = agency('chu-tich-ubnd-tinh');
export const homeAffairs = agency('so-noi-vu');
export const finance = agency('so-tai-chinh');
export const construction = agency('so-xay-dung');
export const health = agency('so-y-te');

/** 2026-11-24 is a day off. */
const offDay: CalendarDay = { date: plainDate('2026-11-24'), kind: 'off', occasion: 'Ngày Văn hóa Việt Nam', basis: '28/2026/QH16' };
export const calendar: WorkingCalendar = { version: 1, days: new Map([[offDay.date, offDay]]), publishedYears: [2026] };

export const facts: TaskFacts = {
  calendar,
  policy: { dayOffRule: 'next', resubmissionDays: 5, needsConfirmation: false, silenceIsConsent: false },
  isActiveAgency: (id) => !id.startsWith('khong-'),
  isMember: (id, of) => id.endsWith(`@${of}`),
  isSuperior: (superior, approver) => superior === province && approver !== province,
};

type DataOf<Type extends TaskCommandType> = Extract<TaskCommand, { type: Type }>['data'];

export interface When {
  readonly by?: AgencyId;
  readonly actor?: PersonId | null;
  /** Civil date in Vietnam, taken at 09:00 unless `at` says otherwise. */
  readonly on?: string;
  /** Minutes after midnight. */
  readonly at?: number;
  readonly effectiveOn?: string;
}

const moment = (date: string, minutes = 9 * 60): Instant => instantInVietnam(plainDate(date), minutes);

let commands = 0;
export const act = <Type extends TaskCommandType>(type: Type, data: DataOf<Type>, when: When = {}): TaskCommand => {
  commands += 1;
  const by = when.by ?? homeAffairs;
  return {
    type,
    data,
    meta: {
      commandId: `command-${String(commands)}`,
      actor: when.actor === undefined ? person(`officer@${by}`) : when.actor,
      onBehalfOf: by,
      now: moment(when.on ?? '2026-11-03', when.at),
      via: 'web',
      ...(when.effectiveOn === undefined ? {} : { effectiveAt: moment(when.effectiveOn) }),
    },
  } as TaskCommand;
};

export interface Story {
  readonly state: TaskState;
  readonly task: Task;
  readonly log: readonly { readonly event: TaskEvent; readonly recorded: Recorded }[];
}

export const recordedFor = (command: TaskCommand, version: number): Recorded => ({
  version,
  recordedAt: command.meta.now,
  actor: command.meta.actor,
  onBehalfOf: command.meta.onBehalfOf,
});

export interface Folded {
  readonly state: TaskState;
  readonly log: Story['log'];
}

/** Decides one command and folds what it made; a refusal changes nothing and is handed back. */
export const follow = (before: Folded, command: TaskCommand, known: TaskFacts = facts): Folded & { readonly refused: string | null } => {
  const decision = decide(command, before.state, known);
  if (!decision.ok) return { ...before, refused: decision.rejection.code };
  let { state } = before;
  const log = [...before.log];
  for (const event of decision.events) {
    const recorded = recordedFor(command, log.length + 1);
    state = evolve(state, event, recorded);
    log.push({ event, recorded });
  }
  return { state, log, refused: null };
};

export const nothingYet: Folded = { state: initialTask, log: [] };

/** Every step must be accepted: what has happened so far. */
export const given = (...steps: readonly TaskCommand[]): Story => {
  let folded: Folded = nothingYet;
  for (const step of steps) {
    const next = follow(folded, step);
    if (next.refused !== null) throw new Error(`${step.type} was refused in a given: ${next.refused}`);
    folded = next;
  }
  if (folded.state.status !== 'entered') throw new Error('The story enters no task.');
  return { ...folded, task: folded.state };
};

/** What the command makes of the story: event types and events, or the code of the refusal. */
export const when = (
  story: Folded,
  command: TaskCommand,
  known: TaskFacts = facts,
): { readonly code: string | null; readonly types: readonly string[]; readonly events: readonly TaskEvent[] } => {
  const decision = decide(command, story.state, known);
  return decision.ok
    ? { code: null, types: decision.events.map(({ type }) => type), events: decision.events }
    : { code: decision.rejection.code, types: [], events: [] };
};

export const leadPart = (story: Story, id = 'L01'): LeadPart => {
  const found = story.task.leads.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`The task has no part ${id}.`);
  return found;
};

export const date = (text: string): PlainDate => plainDate(text);
export const instant = moment;

type EnterData = DataOf<'EnterTask'>;
export const enter = (over: Partial<EnterData> = {}, at: When = {}): TaskCommand =>
  act(
    'EnterTask',
    {
      taskId: '0190a000-0000-7000-8000-000000000001' as TaskId,
      planId: null,
      row: null,
      ordinal: '1',
      group: 'IV',
      groupTitle: 'Xây dựng các nhiệm vụ, đề án chuyên ngành',
      title: 'Xây dựng nguồn nhân lực cho đô thị và phát triển đô thị',
      deadline: { text: 'Năm 2026', kind: 'year', start: null, due: plainDate('2026-12-31'), recurrence: null },
      funding: null,
      output: null,
      assigningAuthority: province,
      late: false,
      source: null,
      findings: [],
      printed: { leads: 'Sở Nội vụ', coordinators: 'Sở Tài chính', approvers: 'Chủ tịch UBND tỉnh' },
      leads: [{ agencyId: homeAffairs, approver: chairman, approverProposed: false }],
      coordinators: [finance],
      ...over,
    },
    { by: office, on: '2026-11-02', ...at },
  );
