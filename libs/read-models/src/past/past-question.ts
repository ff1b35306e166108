import { dateInVietnam, endOfDay, type Instant, type PlainDate } from '#domain';
import type { EventStore, PastMoment, StoredEvent } from '#event-store';

/** A position of the log, an instant, or a civil date (to its end in Viet Nam; today: until now). */
export type AskedMoment = number | Instant | PlainDate;

/** Which past is asked for: `asOf`, what the system knew; `validAt`, what held. */
export interface PastQuestion {
  readonly asOf: AskedMoment | null;
  readonly validAt: Instant | PlainDate | null;
}

/** Why a past cannot be told. `field`: which of the two. */
export class PastRefused extends Error {
  constructor(
    readonly field: keyof PastQuestion,
    readonly code: 'PAST.NOT_YET' | 'PAST.NOT_RECORDED',
    /** In Vietnamese, for the person who asked. */
    readonly sentence: string,
  ) {
    super(code);
  }
}

/** A past that can be told, the same for ever. */
export interface Past {
  readonly moment: PastMoment;
  /** Deadlines are counted for this instant. */
  readonly at: Instant;
  readonly asOf: string | null;
  readonly validAt: Instant | null;
}

/** Whether an event held by an instant; what says nothing of it held when it was recorded. */
export const heldBy =
  (at: Instant) =>
  (event: StoredEvent): boolean => {
    const { effectiveAt } = event.data as { readonly effectiveAt?: string };
    return Date.parse(effectiveAt ?? event.recordedAt) <= Date.parse(at);
  };

const MILLISECOND = 1;
const isDate = (text: string): text is PlainDate => text.length === 10;
/** The last moment of a civil day. */
export const lastInstantOf = (date: PlainDate): Instant => new Date(Date.parse(endOfDay(date)) - MILLISECOND).toISOString() as Instant;
const inVietnamese = (date: string): string => date.split('-').reverse().join('/');

/** Turns questions about the past into moments of the log. */
export class PastMoments {
  constructor(private readonly store: Pick<EventStore, 'head' | 'positionAt' | 'readAll'>) {}

  /** Null: the question is about now. @throws PastRefused where it is about what has not been yet */
  async resolve(question: PastQuestion, now: Instant): Promise<Past | null> {
    if (question.asOf === null && question.validAt === null) return null;
    const validAt = question.validAt === null ? null : instantOf('validAt', question.validAt, now);
    const known = await this.known(question.asOf, now);
    const held =
      validAt === null
        ? null
        : { by: validAt, allUpTo: Math.min(known.position, await this.store.positionAt(before(validAt, now))), holds: heldBy(validAt) };
    return { moment: { position: known.position, held }, at: validAt ?? known.at, asOf: known.asOf, validAt };
  }

  private async known(asOf: AskedMoment | null, now: Instant): Promise<{ position: number; at: Instant; asOf: string | null }> {
    if (asOf === null) return { position: await this.store.head(), at: now, asOf: null };
    if (typeof asOf === 'number') return this.atPosition(asOf);
    const at = instantOf('asOf', asOf, now);
    return { position: await this.store.positionAt(before(at, now)), at, asOf: at };
  }

  private async atPosition(position: number): Promise<{ position: number; at: Instant; asOf: string }> {
    const head = await this.store.head();
    if (position > head) {
      throw new PastRefused('asOf', 'PAST.NOT_RECORDED', `Nhật ký mới có ${String(head)} sự kiện, chưa có sự kiện số ${String(position)}.`);
    }
    const [event] = position === 0 ? [] : await this.store.readAll(position - 1, 1);
    return { position, at: (event?.recordedAt ?? '1970-01-01T00:00:00.000Z') as Instant, asOf: `p${String(position)}` };
  }
}

/** What is recorded at this very millisecond may still come: the answer is of the one before. */
const before = (at: Instant, now: Instant): Instant => (at < now ? at : (new Date(Date.parse(now) - MILLISECOND).toISOString() as Instant));

const instantOf = (field: keyof PastQuestion, asked: Instant | PlainDate, now: Instant): Instant => {
  if (isDate(asked)) {
    if (asked > dateInVietnam(now)) {
      throw new PastRefused(field, 'PAST.NOT_YET', `Ngày ${inVietnamese(asked)} chưa đến; chọn ngày hôm nay hoặc một ngày đã qua.`);
    }
    const end = lastInstantOf(asked);
    return end < now ? end : now;
  }
  const instant = new Date(asked).toISOString() as Instant;
  if (instant > now) throw new PastRefused(field, 'PAST.NOT_YET', 'Thời điểm này chưa đến; chọn một thời điểm đã qua.');
  return instant;
};
