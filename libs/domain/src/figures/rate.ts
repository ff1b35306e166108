/** A rate is never shown without its numbers; `ratio` null under five (no percentage of so few). */
export interface Rate {
  readonly of: number;
  readonly count: number;
  readonly ratio: number | null;
}

export interface Rates {
  /** Done ÷ (done + open overdue), as báo cáo 1270/BC-TCTTTg counts. */
  readonly completion: Rate;
  /** Done on time ÷ done. */
  readonly punctuality: Rate;
}

const rate = (count: number, of: number): Rate => ({ count, of, ratio: of < 5 ? null : count / of });

/** Both rates of the grid's cells: shown together or not at all. */
export const ratesOf = (cells: { readonly doneOnTime: number; readonly doneLate: number; readonly openOverdue: number }): Rates => {
  const done = cells.doneOnTime + cells.doneLate;
  return { completion: rate(done, done + cells.openOverdue), punctuality: rate(cells.doneOnTime, done) };
};
