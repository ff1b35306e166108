import type { ExpectedVersion, StoredEvent } from '#event-store';
import type { Answer } from '../journal.js';
import { isOpen, type Asked, type Asking, type Call, type PageRead, type StreamRead } from './asked.js';
import { Faults, type FaultReport } from './faults.js';
import { LogWalk, type Written } from './log-walk.js';
import { RealTime, type Moment } from './real-time.js';

export interface Verdict extends FaultReport {
  /** In the final log. */
  readonly events: number;
  /** Appends in the final log. */
  readonly written: number;
}

/**
 * Judges a run by what was asked and answered and by the log that it left, in the order of that log; nothing else. Answered appends
 * stand once, whole, at their place and at the version they claimed; what was not written is not there; what was answered
 * before something else was asked for stands before it; streams were shown as they were then; readers saw the log's beginning, without
 * a gap, and everything that had been answered.
 */
export const checkHistory = async (asking: Asking, log: AsyncIterable<StoredEvent> | Iterable<StoredEvent>): Promise<Verdict> => {
  const faults = new Faults();
  const walk = new LogWalk(faults, new Set(asking.pages.flatMap(({ seen }) => (seen === null ? [] : [seen.through]))));
  for await (const event of log) walk.see(event);
  walk.end();
  const judge = new Judge(asking, walk, faults);
  for (const written of walk.written.values()) judge.written(written);
  for (const asked of asking.appends.values()) judge.asked(asked);
  for (const read of asking.streams) judge.streamRead(read);
  for (const page of asking.pages) judge.page(page);
  return { events: walk.position, written: walk.written.size, ...faults.report() };
};

type Placed = Extract<Answer, { readonly position: number }>;
const isPlaced = (answer: Answer | null): answer is Placed => answer !== null && 'position' in answer;

const placedOf = (asked: Asked): readonly Placed[] => asked.calls.flatMap(({ answer }) => (isPlaced(answer) ? [answer] : []));

/** The log as it was at one of the moments between asking and answer. */
interface Between {
  readonly least: number;
  readonly most: number;
}

class Judge {
  private readonly time: RealTime;
  private readonly keys = new Map<string, number>();

  constructor(
    private readonly asking: Asking,
    private readonly walk: LogWalk,
    private readonly faults: Faults,
  ) {
    const appends = [...asking.appends.values()];
    const told = appends.flatMap(({ calls }) =>
      calls.flatMap(({ answeredAt: at, answer }): Moment[] => (isPlaced(answer) ? [{ at, position: answer.position }] : [])),
    );
    const asks = appends.flatMap(({ id, calls }): Moment[] => {
      const written = walk.written.get(id);
      return written === undefined ? [] : [{ at: calls[0]!.askedAt, position: written.firstPosition }];
    });
    this.time = new RealTime(told, asks, walk.position);
    for (const { id, key } of appends) if (key !== null && walk.written.has(id)) this.take(key, id);
  }

  written({ id, streamId, firstPosition, lastVersion, count, digest }: Written): void {
    const asked = this.asking.appends.get(id);
    if (asked === undefined) {
      this.faults.add('stranger', `append ${id} at position ${firstPosition} of ${streamId}`);
      return;
    }
    if (count !== asked.count) this.faults.add('torn', `append ${id} has ${count} of ${asked.count} events at position ${firstPosition}`);
    else if (digest !== asked.digest || streamId !== asked.streamId)
      this.faults.add('altered', `append ${id} at position ${firstPosition}`);
    const before = lastVersion - count;
    if (!holds(asked.expected, before))
      this.faults.add('unexpected-version', `append ${id} at position ${firstPosition} expected ${asked.expected} and stands on ${before}`);
    const known = this.time.atLeast(asked.calls[0]!.askedAt);
    if (firstPosition <= known)
      this.faults.add('unordered', `append ${id} at position ${firstPosition} was asked for when ${known} was known`);
  }

  asked(asked: Asked): void {
    const written = this.walk.written.get(asked.id);
    const placed = placedOf(asked);
    if (written === undefined) this.notWritten(asked, placed);
    else this.isWritten(asked, placed, written);
    if (placed.filter(({ outcome }) => outcome === 'appended').length > 1)
      this.faults.add('doubled', `append ${asked.id} was accepted twice`);
    for (const call of asked.calls) this.checkRefusal(asked, call);
  }

  streamRead({ streamId, askedAt, answeredAt, version }: StreamRead): void {
    if (version === null) return;
    const { low, high } = this.versions(streamId, this.between(askedAt, answeredAt));
    if (version < low || version > high) this.faults.add('stale-read', `${streamId} at ${version}, it had ${low} to ${high}`);
  }

  page({ after, limit, askedAt, seen }: PageRead): void {
    if (seen === null) return;
    const { through, hash } = seen;
    const least = Math.min(after + limit, this.time.atLeast(askedAt));
    if (through < least || through < after)
      this.faults.add('reader-missed', `the page after ${after} ended at ${through}, ${least} was there`);
    if (this.walk.hashAt(through) !== hash) this.faults.add('reader-saw-other', `the page after ${after} up to ${through}`);
  }

  private notWritten({ id }: Asked, [placed]: readonly Placed[]): void {
    if (placed !== undefined) this.faults.add('lost', `append ${id}, answered at position ${placed.position}`);
  }

  private isWritten(asked: Asked, placed: readonly Placed[], written: Written): void {
    for (const answer of placed) this.checkPlace(answer, written);
    if (placed.length > 0 || this.mayBeWritten(asked)) return;
    const told = asked.calls.at(-1)?.answer?.outcome ?? 'no answer';
    this.faults.add('ghost', `append ${asked.id} at position ${written.firstPosition}: ${told}`);
  }

  private take(key: string, id: number): void {
    const other = this.keys.get(key);
    if (other === undefined) this.keys.set(key, id);
    else this.faults.add('doubled', `the key ${key} stands on the appends ${other} and ${id}`);
  }

  /** An answer at rest decides; before that a call without an answer may have written what another call found in conflict. */
  private mayBeWritten({ calls }: Asked): boolean {
    return calls.some(isOpen) && !calls.some((call) => call.askedAt > this.asking.restedAt && !isOpen(call));
  }

  private checkPlace({ position, version, streamId, outcome }: Placed, written: Written): void {
    if (position === written.lastPosition && version === written.lastVersion && streamId === written.streamId) return;
    const told = `${outcome} at position ${position}, version ${version} of ${streamId}`;
    this.faults.add('misplaced', `append ${written.id}: ${told}; it ends at ${written.lastPosition}, version ${written.lastVersion}`);
  }

  private checkRefusal({ id, key, streamId, expected }: Asked, { askedAt, answeredAt, answer }: Call): void {
    if (answer?.outcome === 'key-reused' && (this.keys.get(key ?? '') ?? id) === id)
      this.faults.add('false-conflict', `append ${id}: no other stands under its key ${key ?? ''}`);
    if (answer?.outcome !== 'conflict') return;
    const { low, high } = this.versions(streamId, this.between(askedAt, answeredAt));
    const told = `append ${id} expected ${expected} of ${streamId}, which had ${low} to ${high}; told ${answer.actual}`;
    if (answer.actual < low || answer.actual > high || alwaysHolds(expected, low, high)) this.faults.add('false-conflict', told);
  }

  private between(askedAt: number, answeredAt: number): Between {
    return { least: this.time.atLeast(askedAt), most: this.time.atMost(answeredAt) };
  }

  private versions(streamId: string, { least, most }: Between): { readonly low: number; readonly high: number } {
    return { low: this.walk.versionAt(streamId, least), high: this.walk.versionAt(streamId, most) };
  }
}

const holds = (expected: ExpectedVersion, before: number): boolean => {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return before === 0;
  return expected === 'stream-exists' ? before > 0 : before === expected;
};

/** At no moment was there a conflict. */
const alwaysHolds = (expected: ExpectedVersion, low: number, high: number): boolean => {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return high === 0;
  return expected === 'stream-exists' ? low > 0 : low === expected && high === expected;
};
