import type { StoredEvent } from '#event-store';
import { hashAfter, noEvents } from '../rolling-hash.js';
import { digestOf } from './digest.js';
import type { Faults } from './faults.js';

/** What the data of every event of a run say: the append that asked for it, and its place within that. */
export interface Marked {
  readonly by: number;
  readonly nth: number;
}

/** An append as it stands in the log. */
export interface Written {
  readonly id: number;
  readonly streamId: string;
  readonly firstPosition: number;
  readonly lastPosition: number;
  readonly lastVersion: number;
  readonly count: number;
  readonly digest: string;
}

/** Goes through the final log once, event by event, and keeps what is asked about it later. */
export class LogWalk {
  position = 0;
  readonly written = new Map<number, Written>();
  private readonly positions = new Map<string, number[]>();
  private readonly hashes = new Map<number, string>([[0, noEvents]]);
  private hash = noEvents;
  private recordedAt = '';
  private group: StoredEvent[] = [];

  /** @param hashesAt positions at which the rolling hash will be asked for */
  constructor(
    private readonly faults: Faults,
    private readonly hashesAt: ReadonlySet<number>,
  ) {}

  see(event: StoredEvent): void {
    this.checkPlace(event);
    this.hash = hashAfter(this.hash, event);
    if (this.hashesAt.has(event.position)) this.hashes.set(event.position, this.hash);
    if (!this.goesOn(event)) this.closeGroup();
    this.group.push(event);
  }

  end(): void {
    this.closeGroup();
  }

  hashAt(position: number): string | undefined {
    return this.hashes.get(position);
  }

  /** The version of a stream when the log ended at a position. */
  versionAt(streamId: string, position: number): number {
    const positions = this.positions.get(streamId) ?? [];
    let low = 0;
    for (let high = positions.length; low < high;) {
      const middle = (low + high) >>> 1;
      if (positions[middle]! <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private checkPlace({ position, streamId, version, recordedAt }: StoredEvent): void {
    if (position !== this.position + 1) this.faults.add('hole', `position ${position} follows ${this.position}`);
    const positions = this.positions.get(streamId) ?? [];
    if (version !== positions.length + 1) this.faults.add('hole', `version ${version} of ${streamId} follows ${positions.length}`);
    if (recordedAt < this.recordedAt) this.faults.add('time-went-back', `at position ${position} from ${this.recordedAt} to ${recordedAt}`);
    positions.push(position);
    this.positions.set(streamId, positions);
    this.position = position;
    this.recordedAt = recordedAt;
  }

  private goesOn(event: StoredEvent): boolean {
    const [first] = this.group;
    if (first === undefined || first.streamId !== event.streamId || first.recordedAt !== event.recordedAt) return false;
    const { by, nth } = event.data as Marked;
    return (first.data as Marked).by === by && nth === this.group.length;
  }

  private closeGroup(): void {
    const { group } = this;
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined) return;
    this.group = [];
    const { by: id, nth } = first.data as Marked;
    if (nth !== 0) this.faults.add('torn', `append ${id} begins with its event ${nth} at position ${first.position}`);
    const before = this.written.get(id);
    if (before !== undefined) {
      this.faults.add('doubled', `append ${id} stands at ${before.firstPosition} and at ${first.position}`);
      return;
    }
    const { streamId, position: lastPosition, version: lastVersion } = last;
    this.written.set(id, {
      id,
      streamId,
      firstPosition: first.position,
      lastPosition,
      lastVersion,
      count: group.length,
      digest: digestOf(group.map(({ type, data }) => ({ type, data: data as unknown }))),
    });
  }
}
