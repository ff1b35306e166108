import fc from 'fast-check';
import { addDays, type PlainDate } from '../../shared/plain-date.js';
import type { AgencyId } from '../../shared/ids.js';
import type { TaskCommand } from '../task.commands.js';
import type { TaskState } from '../task.state.js';
import {
  act,
  agency,
  chairman,
  construction,
  date,
  enter,
  finance,
  follow,
  nothingYet,
  health,
  homeAffairs,
  office,
  part,
  person,
  province,
} from './scenario.js';
import * as steps from './steps.js';

/** Orders as people give them, and one in six astray: another agency, another number, another part. */
const agencies = [homeAffairs, construction, finance, health, chairman, province, office, agency('khong-co')];
const leads = [homeAffairs, construction].map((agencyId) => ({ agencyId, approver: chairman, approverProposed: false }));
const document = { number: '88/QĐ-UBND', date: null, signer: null, form: null };
const basis = { basis: 'Thông báo số 45/TB-VP', document: null };

interface Draw {
  readonly kind: number;
  readonly other: AgencyId;
  readonly of: string;
  readonly number: number;
  readonly days: number;
  readonly flag: boolean;
  readonly stray: boolean;
}

/** What the order means, as the task stands: its holder and newest numbers, unless it goes astray. */
interface Meant extends Draw {
  readonly holder: AgencyId;
  readonly submission: number;
  readonly extension: number;
  readonly ask: number;
  readonly asked: AgencyId;
}

type Maker = (meant: Meant, on: PlainDate) => TaskCommand | readonly TaskCommand[];

const meantBy = (draw: Draw, state: TaskState): Meant => {
  const found = state.status === 'none' ? undefined : state.leads.find(({ id }) => id === draw.of);
  const { number, other, stray } = draw;
  if (found === undefined || stray) return { ...draw, holder: other, submission: number, extension: number, ask: number, asked: other };
  const ask = found.asks[number % Math.max(1, found.asks.length)];
  return {
    ...draw,
    holder: found.holder,
    submission: found.submissions.length,
    extension: found.extensions.length,
    ask: ask?.number ?? 1,
    asked: ask?.agencyId ?? finance,
  };
};

const due = ({ days, number }: Draw, on: PlainDate): PlainDate => addDays(on, days * 7 - 10 + number);

/** Work goes on more often than it ends. */
const work: readonly Maker[] = [
  (m, on) => steps.acknowledge({ of: m.of, by: m.holder, on }),
  (m, on) => steps.report({ of: m.of, by: m.holder, on }),
  (m, on) => steps.submit({ of: m.of, by: m.holder, on, despite: 'Không chờ được', sentOn: addDays(on, -m.days) }),
  (m, on) => steps.submit({ of: m.of, by: m.holder, on, despite: 'Không chờ được' }),
  (m, on) =>
    steps.giveBack(m.submission, { of: m.of, by: m.flag ? chairman : province, on, kind: m.flag ? 'incomplete' : 'not-acceptable' }),
  (m, on) => steps.withdraw(m.submission, { of: m.of, by: m.holder, on }),
  (m, on) => steps.confirmSentDate(m.submission, { of: m.of, on }),
  (m, on) => steps.correctSentDate(m.submission, addDays(on, -m.days), { of: m.of, on }),
  (m, on) => steps.requestExtension(addDays(on, m.days * 20), { of: m.of, by: m.holder, on }),
  (m, on) => steps.grant(m.extension, addDays(on, m.days * 20), { of: m.of, on }),
  (m, on) => steps.refuseExtension(m.extension, { of: m.of, on }),
  (m, on) => steps.ask({ of: m.of, by: m.holder, on, agencies: [m.other, finance], replyBy: addDays(on, m.number) }),
  (m, on) => steps.ask({ of: m.of, by: m.holder, on, agencies: [health], replyBy: addDays(on, m.number) }),
  (m, on) => steps.answer({ of: m.of, by: m.asked, on, ask: m.ask, general: m.flag }),
  (m, on) => act('AcknowledgeAsk', { part: m.flag ? null : part(m.of), ask: m.flag ? 0 : m.ask }, { by: m.asked, on }),
  (m, on) => act('RequestRelease', { part: part(m.of), ask: m.ask, reason: 'Không thuộc lĩnh vực' }, { by: m.asked, on }),
  (m, on) =>
    act(
      'ReleaseAsk',
      { part: m.flag ? null : part(m.of), ask: m.flag ? 0 : m.ask, agencyId: m.asked, reason: 'Đồng ý' },
      { by: office, on },
    ),
  (m, on) =>
    act(
      'AssignInternally',
      { part: part(m.of), unit: `Phòng ${String(m.number)}`, officer: null, internalDeadline: null, instruction: null },
      { by: m.holder, on },
    ),
  (m, on) => steps.requestReassignment({ of: m.of, by: m.holder, on }),
  (m, on) => steps.insist({ of: m.of, on }),
  (m, on) => steps.suspend({ of: m.of, on }),
  (m, on) => (m.flag ? steps.resume({ of: m.of, on, due: due(m, on) }) : steps.resume({ of: m.of, on })),
  (m, on) => (m.flag ? steps.reopen({ of: m.of, on, due: due(m, on) }) : steps.reopen({ of: m.of, on })),
  (m, on) => steps.changeDeadline(due(m, on), { of: m.of, on }),
  (m, on) => steps.urge({ of: m.of, on }),
  (m, on) =>
    act(
      'RecordBaseline',
      {
        part: part(m.of),
        outcome: m.flag ? { kind: 'in-progress' } : { kind: 'done', document, sentOn: addDays(on, -m.days) },
        note: null,
      },
      { by: office, on },
    ),
  (m, on) => act('ConfirmCompletion', { part: part(m.of), submission: m.submission }, { by: office, on }),
];

/** What a new version of the plan may make of a task, as a mixture of everything. */
const amendment = (m: Meant, on: PlainDate): TaskCommand =>
  steps.amend(
    {
      wording: m.flag ? { title: `Nội dung ${String(m.number)}`, ordinal: String(m.days) } : {},
      dues: m.days < 3 ? [{ part: part(m.of), due: m.flag ? null : addDays(on, m.days * 30) }] : [],
      reassign: m.number === 1 ? [{ part: part(m.of), agencyId: m.other }] : [],
      assign: m.number === 2 ? [{ agencyId: m.other, approver: chairman, approverProposed: false, due: addDays(on, 200) }] : [],
      withdraw: m.number === 3 && m.flag ? [part(m.of)] : [],
      approvers: m.number === 4 ? [{ part: part(m.of), agencyId: m.flag ? chairman : m.other }] : [],
      nameCoordinators: m.days === 4 ? [m.other] : [],
      releaseCoordinators: m.days === 5 ? [m.other] : [],
      acknowledgeAgain: m.flag ? [part(m.of)] : [part('L01')],
      withdrawn: m.days === 6 && m.number === 4,
    },
    { on },
  );

const ends: readonly Maker[] = [
  amendment,
  amendment,
  amendment,
  (m, on) => steps.approve(m.submission, { of: m.of, by: m.flag ? chairman : province, on }),
  (m, on) => act('RecordApproval', { part: part(m.of), submission: m.submission, document, note: null }, { by: office, on }),
  (m, on) => steps.reassign(m.other, { of: m.of, on }),
  (m, on) => steps.cancel({ of: m.of, on }),
  (m, on) => steps.withdrawPart({ of: m.of, on }),
  (m, on) => steps.supersede({ of: m.of, on }),
  (m, on) => steps.closeNotDone({ of: m.of, on }),
  (m, on) => steps.changeDeadline(null, { of: m.of, on }),
  (m, on) => act('AssignPart', { agencyId: m.other, due: null, approver: chairman }, { by: office, on }),
  (m, on) => act('NameCoordinator', { agencyId: m.other }, { by: office, on }),
  (m, on) => act('ReleaseCoordinator', { agencyId: m.other, reason: 'Không thuộc lĩnh vực' }, { by: office, on }),
  (m, on) => act('DesignateApprover', { part: part(m.of), agencyId: m.other }, { by: office, on }),
  (m, on) => act('ReplaceApprover', { part: part(m.of), agencyId: m.flag ? chairman : m.other, reason: 'Ủy quyền' }, { by: office, on }),
  (m, on) => act('NameConsolidator', { agencyId: m.other }, { by: office, on }),
  (m, on) => act('AssignFollowUp', { personId: person(`theo-doi-${String(m.number)}`) }, { by: office, on }),
  (m, on) => act('Suspend', { part: part(m.of), ...basis }, { by: office, on, effectiveOn: addDays(on, -m.number) }),
];

const confirm = (m: Meant, on: PlainDate): TaskCommand =>
  act('ConfirmCompletion', { part: part(m.of), submission: m.submission }, { by: office, on });
const everyday = work.slice(0, 14);
/** What follows a request or a submission, without ending every history early. */
const decisions: readonly Maker[] = [
  (m, on) =>
    m.days < 3
      ? [steps.approve(m.submission, { of: m.of, by: chairman, on }), confirm(m, on)]
      : steps.report({ of: m.of, by: m.holder, on }),
  (m, on) => [
    steps.submit({ of: m.of, by: m.holder, on, despite: 'Không chờ được', sentOn: addDays(on, -m.days) }),
    steps.correctSentDate(m.submission + 1, addDays(on, -m.number), { of: m.of, on }),
  ],
  (m, on) => steps.insist({ of: m.of, on }),
];
const makers: readonly Maker[] = [...everyday, ...everyday, ...everyday, ...decisions, ...decisions, ...work, ...ends];

const draw: fc.Arbitrary<Draw> = fc.record({
  kind: fc.nat({ max: makers.length - 1 }),
  other: fc.constantFrom(...agencies),
  of: fc.constantFrom('L01', 'L01', 'L01', 'L02', 'L03'),
  number: fc.integer({ min: 1, max: 4 }),
  days: fc.integer({ min: 0, max: 6 }),
  flag: fc.boolean(),
  stray: fc.nat({ max: 5 }).map((value) => value === 0),
});

const start = date('2026-11-02');

/** A task of two parts, then up to 50 orders; days pass between them, or do not. */
export const histories: fc.Arbitrary<readonly TaskCommand[]> = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(draw, fc.nat({ max: 9 })), { minLength: 10, maxLength: 50, size: 'max' }))
  .map(([late, drawn]) => {
    const commands = [enter({ leads, late })];
    let folded = follow(nothingYet, enter({ leads, late }));
    let on = start;
    for (const [each, pause] of drawn) {
      on = addDays(on, pause);
      const made = makers[each.kind]?.(meantBy(each, folded.state), on) ?? [];
      for (const command of 'type' in made ? [made] : made) {
        folded = follow(folded, command);
        commands.push(command);
      }
    }
    return commands;
  });
