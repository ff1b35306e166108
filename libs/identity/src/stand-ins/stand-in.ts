import type { AgencyId, PersonId, PlainDate } from '#domain';

/** One colleague receives reminders for another, from one day to another (both included). Instants in ISO 8601. */
export interface StandIn {
  readonly id: string;
  readonly agencyId: AgencyId;
  readonly absentId: PersonId;
  readonly receiverId: PersonId;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Null once a person of it was erased. */
  readonly reason: string | null;
  /** The absent one gets the messages too. */
  readonly getsCopy: boolean;
  readonly namedBy: PersonId;
  readonly namedAt: string;
  /** Ended before its time; null: it ends by itself. */
  readonly ended: { readonly by: PersonId; readonly at: string } | null;
}

export type NewStandIn = Omit<StandIn, 'id' | 'namedAt' | 'ended' | 'reason'> & { readonly reason: string };

/** `OVERLAP`: the absent one has a stand-in then. `CIRCLE`: the receiver's own stand-in is the absent one. `ABSENT`: the receiver is absent then. */
export type StandInProblem = 'SELF' | 'DAYS' | 'OVERLAP' | 'CIRCLE' | 'ABSENT';

type Named = Pick<StandIn, 'agencyId' | 'absentId' | 'receiverId' | 'from' | 'to'>;

const meets = (one: Named, other: Named): boolean => one.from <= other.to && other.from <= one.to;

/** Why it cannot be named beside those that stand or are to come; null where it can. */
export const problemOfStandIn = (wanted: Named, others: readonly Named[], today: PlainDate): StandInProblem | null => {
  if (wanted.absentId === wanted.receiverId) return 'SELF';
  if (wanted.to < wanted.from || wanted.to < today) return 'DAYS';
  const atThatTime = others.filter((other) => meets(other, wanted));
  if (atThatTime.some(({ absentId, agencyId }) => absentId === wanted.absentId && agencyId === wanted.agencyId)) return 'OVERLAP';
  const ofReceiver = atThatTime.filter(({ absentId }) => absentId === wanted.receiverId);
  if (ofReceiver.some(({ receiverId }) => receiverId === wanted.absentId)) return 'CIRCLE';
  return ofReceiver.length > 0 ? 'ABSENT' : null;
};
