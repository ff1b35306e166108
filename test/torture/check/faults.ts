/** What a log or those who use it can get wrong. */
export type FaultKind =
  /** An append was answered and is not in the log. */
  | 'lost'
  /** An append stands in the log twice, or was written twice under one key. */
  | 'doubled'
  /** A position is missing from the log, or a version from a stream. */
  | 'hole'
  /** Only a part of an append stands in the log. */
  | 'torn'
  /** An event is not what was asked for. */
  | 'altered'
  /** An event for which nobody asked. */
  | 'stranger'
  /** It was answered that nothing was written, and it was. */
  | 'ghost'
  /** An answer names another place than that at which the events stand. */
  | 'misplaced'
  /** The version before an accepted append is not the expected one. */
  | 'unexpected-version'
  /** An append stands before another that had been answered when this one was asked for. */
  | 'unordered'
  /** A conflict was answered where there was none, or with a version that the stream did not have then. */
  | 'false-conflict'
  /** A stream was shown as it was no more, or as it never was. */
  | 'stale-read'
  /** The time of recording goes back. */
  | 'time-went-back'
  /** A page does not go on where the one before ended, or lacks events that had been answered when it was asked for. */
  | 'reader-missed'
  /** A reader saw what does not stand in the log, or not in this order. */
  | 'reader-saw-other';

export interface FaultReport {
  readonly counts: ReadonlyMap<FaultKind, number>;
  /** The first ones of each kind, in words. */
  readonly examples: readonly string[];
}

const examplesOfAKind = 5;

export class Faults {
  private readonly counts = new Map<FaultKind, number>();
  private readonly examples: string[] = [];

  add(kind: FaultKind, what: string): void {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count <= examplesOfAKind) this.examples.push(`${kind}: ${what}`);
  }

  report(): FaultReport {
    return { counts: this.counts, examples: this.examples };
  }
}
