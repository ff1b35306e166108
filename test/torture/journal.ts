import { closeSync, createReadStream, existsSync, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Append, Appended } from '#event-store';

/** `busy`: not known whether it was written. `refused`: the store says that it cannot be stored. */
export type Answer = Appended | { readonly outcome: 'busy' } | { readonly outcome: 'refused' };

/** What a process does with the log. `call` names one asking, `id` one append, however often it is asked for; both are unique in a run. */
export type Deed =
  | { readonly did: 'ask'; readonly call: number; readonly id: number; readonly append: Append }
  | { readonly did: 'ask-again'; readonly call: number; readonly id: number }
  | { readonly did: 'get-answer'; readonly call: number; readonly answer: Answer }
  | { readonly did: 'ask-stream'; readonly call: number; readonly streamId: string }
  | { readonly did: 'see-stream'; readonly call: number; readonly version: number }
  | { readonly did: 'ask-page'; readonly call: number; readonly after: number; readonly limit: number }
  /** `hash` rolls over every event from the beginning of the log to `through`. */
  | { readonly did: 'see-page'; readonly call: number; readonly through: number; readonly hash: string }
  /** From here on nobody else is at work, neither a process nor a statement of one that is dead. */
  | { readonly did: 'rest' };

/** `at`: milliseconds of the machine's monotonic clock, which all processes share. */
export type Entry = Deed & { readonly at: number };

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** A process's own append-only file: what was written before `kill -9` is there afterwards, for the operating system has it. */
export class Journal {
  private readonly file: number;
  private calls = 0;
  private ids = 0;

  /** @param incarnation of all processes of the run; parts their numbers from each other's */
  constructor(
    path: string,
    private readonly incarnation: number,
  ) {
    this.file = openSync(path, 'a');
  }

  nextCall(): number {
    return this.incarnation * numbersEach + (this.calls += 1);
  }

  nextId(): number {
    return this.incarnation * numbersEach + (this.ids += 1);
  }

  write(deed: Deed): void {
    writeSync(this.file, `${JSON.stringify({ at: now(), ...deed })}\n`);
  }

  close(): void {
    closeSync(this.file);
  }
}

const numbersEach = 10_000_000;

/** Entries in the order in which they were written. A last line that `kill -9` cut off says nothing; nor does one killed before its first. */
export async function* readJournal(path: string): AsyncGenerator<Entry> {
  if (!existsSync(path)) return;
  let torn = '';
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (torn !== '') throw new Error(`${path} holds a broken line: ${torn}`);
    try {
      yield JSON.parse(line) as Entry;
    } catch {
      torn = line;
    }
  }
}
