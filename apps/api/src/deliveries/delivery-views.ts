import type { DeliveryDetailView, DeliveryLineView, DeliveryView } from '#contracts';
import type { AgencyId, PersonId } from '#domain';
import type { People } from '#identity';
import type { AgencyQueries } from '#read-models';
import { ruleLabel, seatLabel, type DeliveryDetail, type DeliveryLine, type DeliveryRow } from '#reminders';
import { maskedOrNull } from '../tasks/reminder-views.js';
import { outcomeLabel, reasonWords } from './delivery-words.js';

type Recipient = DeliveryView['recipient'];

const MAILBOX = 'mailbox:';
const ZALO = 'zalo:';
const ERASED = 'Người đã xóa khỏi danh bạ';

/** What the delivery book has, with names in the place of ids. */
export class DeliveryViews {
  constructor(
    private readonly people: People,
    private readonly agencies: AgencyQueries,
  ) {}

  async many(rows: readonly DeliveryRow[]): Promise<DeliveryView[]> {
    const names = await this.agencies.names();
    const recipients = await this.recipients(rows, names);
    return rows.map((row) => viewOf(row, recipients.get(row.recipientKey ?? '') ?? null, names));
  }

  async one(row: DeliveryDetail): Promise<DeliveryDetailView> {
    const names = await this.agencies.names();
    const recipients = await this.recipients([row], names);
    return {
      ...viewOf(row, recipients.get(row.recipientKey ?? '') ?? null, names),
      tries: row.tries.map(({ at, reason }) => ({ at, reason: reasonWords(reason) })),
      carried: row.carried.map((line) => lineView(line, names)),
    };
  }

  /** Each recipient is looked up once. */
  private async recipients(rows: readonly DeliveryRow[], names: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, Recipient>> {
    const keys = [...new Set(rows.map(({ recipientKey }) => recipientKey))].filter((key) => key !== null);
    return new Map(await Promise.all(keys.map(async (key) => [key, await this.recipient(key, names)] as const)));
  }

  private async recipient(key: string, names: ReadonlyMap<string, string>): Promise<Recipient> {
    if (key.startsWith(MAILBOX)) {
      const agency = key.slice(MAILBOX.length);
      const address = await this.people.mailboxOf(agency as AgencyId);
      return { kind: 'mailbox', name: names.get(agency) ?? agency, address: maskedOrNull(address) };
    }
    const person = await this.people.person(key.slice(key.indexOf(':') + 1) as PersonId);
    if (person === null) return { kind: 'person', name: ERASED, address: null };
    return { kind: 'person', name: person.name, address: maskedOrNull(key.startsWith(ZALO) ? person.phone : person.email) };
  }
}

const lineView = ({ about, rule, agency, seat, dueAt, reason }: DeliveryLine, names: ReadonlyMap<string, string>): DeliveryLineView => ({
  about,
  rule: ruleLabel(rule),
  agency: { id: agency, name: names.get(agency) ?? agency },
  seat,
  seatLabel: seatLabel(seat),
  dueAt,
  silence: reason === null ? null : reasonWords(reason),
});

const isChannel = (name: string | null): name is 'email' | 'zalo' => name === 'email' || name === 'zalo';

const viewOf = (
  { first, reason, channel, ...row }: DeliveryRow,
  recipient: Recipient,
  names: ReadonlyMap<string, string>,
): DeliveryView => ({
  key: row.key,
  deliveryId: row.deliveryId,
  madeAt: row.madeAt,
  outcome: row.outcome,
  outcomeLabel: outcomeLabel(row.outcome),
  channel: isChannel(channel) ? channel : null,
  recipient,
  kind: row.kind,
  late: row.late,
  attempts: row.attempts,
  reason: reason === null || row.outcome === 'sent' ? null : reasonWords(reason),
  settledAt: row.settledAt,
  returnedAt: row.returnedAt,
  nextAt: row.nextAt,
  lines: row.lines,
  first: first === null ? null : lineView(first, names),
});
