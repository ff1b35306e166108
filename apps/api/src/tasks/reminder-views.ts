import type { ReminderOrderView, ReminderView } from '#contracts';
import type { AgencyId, IndicatorId, PersonId, PlainDate, PlanId, PolicyBook, TaskId } from '#domain';
import type { People } from '#identity';
import type { AgencyQueries, UndeliverableNotices } from '#read-models';
import {
  policyLabel,
  repetition,
  ruleLabel,
  seatLabel,
  type LetterParts,
  type RecordedOrder,
  type ReminderLedger,
  type ReminderLine,
  type RuleName,
} from '#reminders';
import type { ReminderViews } from '../tokens.js';
import { reasonWords, returnWords } from './reminder-words.js';

/** `a***@so-noi-vu.example`, `***678`: enough to recognise one's own address. */
export const masked = (address: string): string =>
  address.includes('@') ? address.replace(/^(.)[^@]*/u, '$1***') : `***${address.slice(-3)}`;

/** An address, and that its reader received for an absent colleague. */
const withStandIn = (address: string | null, standIn: string | null): string | null =>
  standIn === null ? address : [address, 'người nhận thay'].filter((text) => text !== null).join(', ');

const isAbout = (order: RecordedOrder, { planKey, delivery }: ReminderLine): boolean =>
  order.planKey === null
    ? delivery !== null && [order.deliveryId, order.madeDelivery].includes(delivery.id)
    : order.planKey === planKey && (order.madeDelivery === null || delivery === null || order.madeDelivery === delivery.id);

const isPlanned = ({ outcome, delivery }: ReminderLine): boolean => outcome === 'planned' && delivery === null;

/** The hold that keeps the line back now. */
const holdOf = (line: ReminderLine, orders: readonly RecordedOrder[]): ReminderView['hold'] => {
  if (!isPlanned(line) && line.delivery?.isWaiting !== true) return null;
  const [hold] = orders.filter(({ isActive }) => isActive);
  return hold?.until == null ? null : { id: hold.id, until: hold.until };
};

const channelOf = ({ delivery }: ReminderLine): ReminderView['channel'] => {
  if (delivery === null) return null;
  return delivery.channel === 'zalo' ? 'zalo' : 'email';
};

const targetOf = (line: ReminderLine): ReminderView['target'] => {
  if (line.delivery !== null) return { delivery: line.delivery.id };
  return isPlanned(line) ? { planKey: line.planKey } : null;
};

const actsOf = (line: ReminderLine, isHeld: boolean): ReminderView['acts'] => {
  const { outcome, delivery } = line;
  if (isPlanned(line) || delivery?.isWaiting === true) return isHeld ? ['lift', 'send-now'] : ['hold', 'send-now'];
  return delivery !== null && !delivery.resent && ['uncertain', 'refused', 'returned'].includes(outcome) ? ['resend'] : [];
};

export interface ReminderViewParts extends Pick<LetterParts, 'policies' | 'calendar'> {
  readonly ledger: ReminderLedger;
  readonly people: People;
  readonly agencies: AgencyQueries;
}

/** What the delivery ledger tells of a task's reminders, in words. */
export class LedgerReminderViews implements ReminderViews {
  constructor(private readonly parts: ReminderViewParts) {}

  async ofTask(task: TaskId, mayOrder: Parameters<ReminderViews['ofTask']>[1]): Promise<readonly ReminderView[]> {
    const { ledger, agencies, people } = this.parts;
    const [lines, orders, names, policies] = await Promise.all([
      ledger.remindersOfTask(task),
      ledger.ordersOfTask(task),
      agencies.names(),
      this.parts.policies.book(),
    ]);
    const persons = await people.names([...new Set(orders.map(({ person }) => person))]);
    const views = await Promise.all(
      lines.map(async (line): Promise<ReminderView> => {
        const own = orders.filter((order) => isAbout(order, line));
        const hold = holdOf(line, own);
        const target = targetOf(line);
        return {
          rule: line.rule,
          ruleLabel: ruleLabel(line.rule),
          subject: line.subject,
          agency: { id: line.agency, name: names.get(line.agency) ?? line.agency },
          seat: line.seat,
          seatLabel: seatLabel(line.seat),
          dueAt: await this.dueAt(line),
          outcome: hold === null ? line.outcome : 'held',
          reason: hold === null ? await this.reasonOf(line) : null,
          at: line.at,
          channel: channelOf(line),
          policy: policyView(line.policy, policies),
          target,
          hold,
          isAgain: line.delivery?.againOf != null,
          orders: own.map((order) => orderView(order, persons)),
          acts: mayOrder(target) ? [...actsOf(line, hold !== null)] : [],
        };
      }),
    );
    return views.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt));
  }

  /** Of a repeating rule the next time after the last that was accounted for. */
  private async dueAt({ rule, anchor, last, dueAt, planId }: ReminderLine): Promise<string> {
    if (anchor === null || last === null) return dueAt;
    const [policies, calendar] = await Promise.all([this.parts.policies.book(), this.parts.calendar.calendar()]);
    const policy = policies.ruling(planId as PlanId | null);
    return repetition({ rule: rule as RuleName, anchor: last as PlainDate }, 1, policy, calendar).dueAt;
  }

  /** Why nothing was sent; of what was sent, where to. */
  private async reasonOf({ outcome, reason, recipientKey, delivery, standIn }: ReminderLine): Promise<string | null> {
    if (outcome === 'sent' && recipientKey !== null) return withStandIn(await this.addressOf(recipientKey), standIn);
    if (outcome === 'returned') return returnWords(reason ?? '');
    if (delivery?.isWaiting === true && delivery.isPaused) return 'Kênh gửi đang tạm dừng; thư chờ đến khi quản trị mở lại';
    return reason === null ? null : reasonWords(reason);
  }

  private async addressOf(key: string): Promise<string | null> {
    const { people } = this.parts;
    const [kind, id = ''] = key.split(':', 2);
    if (kind === 'mailbox') return maskedOrNull(await people.mailboxOf(id as AgencyId));
    const person = await people.person(id as PersonId);
    return maskedOrNull((kind === 'zalo' ? person?.phone : person?.email) ?? null);
  }
}

const policyView = (policy: ReminderLine['policy'], policies: PolicyBook): ReminderView['policy'] => ({
  plan: policy.id === 'default' ? null : policy.id,
  version: policy.version,
  label: policyLabel({ ...policy, adoptedAt: policies.adoptedAt(policy) }),
});

export const maskedOrNull = (address: string | null): string | null => (address === null ? null : masked(address));

const orderView = ({ kind, person, at, reason, until }: RecordedOrder, names: ReadonlyMap<PersonId, string>): ReminderOrderView => ({
  ...{ kind, at, reason, until },
  by: names.get(person) ?? 'Người dùng đã xóa thông tin',
});

/** The Office's pile: each task or indicator and agency once. */
export const undeliverableFrom = (ledger: ReminderLedger): UndeliverableNotices => ({
  withoutRecipient: async () => {
    const lines = await ledger.refusedForLackOfRecipient();
    return lines.map(({ taskId, agency }) => ({ about: taskId as TaskId | IndicatorId, agencyId: agency as AgencyId }));
  },
});
