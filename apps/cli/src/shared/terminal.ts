/** Where a verb writes: results to `out`, everything else to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Columns of the terminal; undefined in a pipe. */
  readonly width: number | undefined;
  /** Whether `err` is read by a person: only then is progress shown. */
  readonly isTerminal: boolean;
}

/** A reason not to do what was asked, as a Vietnamese sentence; exit code 1. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** What cannot be done now may be later; exit code 75, by which a mail server keeps what it piped in. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';
}

/** Wrong usage; exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/** One JSON value and a line end. */
export const printJson = (terminal: Terminal, value: unknown): void => terminal.out(`${JSON.stringify(value, null, 2)}\n`);
