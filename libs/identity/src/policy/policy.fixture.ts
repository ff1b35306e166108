import {
  type AgencyId,
  type CommandMeta,
  decide,
  evolve,
  initialTask,
  type Instant,
  type LeadPartId,
  type PersonId,
  plainDate,
  type Task,
  type TaskCommand,
  type TaskFacts,
  type TaskId,
  type TaskState,
} from '#domain';

export const office = 'van-phong-ubnd-tinh' as AgencyId;
export const committee = 'ubnd-tinh' as AgencyId;
export const chairman = 'chu-tich-ubnd-tinh' as AgencyId;
export const homeAffairs = 'so-noi-vu' as AgencyId;
export const finance = 'so-tai-chinh' as AgencyId;
export const region = 'ubnd-huyen-bac-son' as AgencyId;

export const now = '2023-06-05T01:00:00.000Z' as Instant;
export const isSuperior: TaskFacts['isSuperior'] = (superior, approver) => superior === chairman && approver === committee;
export const facts: TaskFacts = {
  calendar: { version: 1, days: new Map(), publishedYears: [2023] },
  policy: { dayOffRule: 'next', resubmissionDays: 5, needsConfirmation: false, silenceIsConsent: false },
  isActiveAgency: () => true,
  isMember: () => true,
  isSuperior,
};

/** Who acts: an agency by a person of its own. */
export const metaBy = (onBehalfOf: AgencyId | null, at: Instant = now): CommandMeta => ({
  commandId: 'test',
  actor: onBehalfOf === null ? null : (`person-of-${onBehalfOf}` as PersonId),
  onBehalfOf,
  now: at,
  via: 'web',
});

/** Carries out what is accepted; a refusal fails the test. */
export const after = (state: TaskState, command: TaskCommand): Task => {
  const decision = decide(command, state, facts);
  if (!decision.ok) throw new Error(`${command.type}: ${decision.rejection.code}`);
  const version = state.status === 'none' ? 0 : state.version;
  const next = decision.events.reduce<TaskState>(
    (before, event, index) =>
      evolve(before, event, {
        version: version + index + 1,
        recordedAt: command.meta.now,
        actor: command.meta.actor,
        onBehalfOf: command.meta.onBehalfOf,
      }),
    state,
  );
  if (next.status === 'none') throw new Error('not entered');
  return next;
};

/** Led by the department of home affairs, coordinated by finance, which has been asked a question; approved by the committee. */
export const enteredTask = (): Task => {
  const entered = after(initialTask, {
    type: 'EnterTask',
    data: {
      taskId: '018f0000-0000-7000-8000-000000000001' as TaskId,
      planId: null,
      row: null,
      ordinal: '1',
      group: null,
      groupTitle: null,
      title: 'Xây dựng đề án',
      deadline: { text: '2025', kind: 'year', start: plainDate('2025-01-01'), due: plainDate('2025-12-31'), recurrence: null },
      funding: null,
      output: null,
      assigningAuthority: committee,
      late: false,
      source: null,
      findings: [],
      printed: { leads: 'Sở Nội vụ', coordinators: 'Sở Tài chính', approvers: 'UBND tỉnh' },
      leads: [{ agencyId: homeAffairs, approver: committee, approverProposed: false }],
      coordinators: [finance],
    },
    meta: metaBy(office),
  });
  return after(entered, {
    type: 'AskCoordination',
    data: { part: 'L01' as LeadPartId, agencies: [finance], text: 'Đề nghị cho ý kiến', replyBy: plainDate('2023-06-20') },
    meta: metaBy(homeAffairs),
  });
};
