/** What was known to be in the log before a moment, and what was certainly not yet in it at a moment. */
export class RealTime {
  private readonly answered: Steps;
  private readonly asked: Steps;

  /**
   * @param answers when somebody was told of a position
   * @param asks when an append that was written was first asked for, and its first position
   */
  constructor(
    answers: readonly Moment[],
    asks: readonly Moment[],
    private readonly end: number,
  ) {
    this.answered = stepsOf(answers);
    // From the back, with times and positions turned round, the least of what follows is the greatest of what is before.
    this.asked = stepsOf(asks.map(({ at, position }) => ({ at: -at, position: -position })));
  }

  /** The log held at least this position when something was asked for at `at`. */
  atLeast(at: number): number {
    return Math.max(0, greatestBefore(this.answered, at));
  }

  /** The log held at most this position when something was answered at `at`. */
  atMost(at: number): number {
    return Math.min(this.end, -greatestBefore(this.asked, -at) - 1);
  }
}

export interface Moment {
  readonly at: number;
  readonly position: number;
}

interface Steps {
  readonly times: Float64Array;
  /** The greatest position up to each time. */
  readonly greatest: Float64Array;
}

const stepsOf = (moments: readonly Moment[]): Steps => {
  const ordered = [...moments].sort((one, other) => one.at - other.at);
  const greatest = new Float64Array(ordered.length);
  let so = -Infinity;
  ordered.forEach(({ position }, index) => {
    so = Math.max(so, position);
    greatest[index] = so;
  });
  return { times: Float64Array.from(ordered, ({ at }) => at), greatest };
};

/** -Infinity: nothing is before. */
const greatestBefore = ({ times, greatest }: Steps, at: number): number => {
  let low = 0;
  for (let high = times.length; low < high;) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return greatest[low - 1] ?? -Infinity;
};
