import path from 'node:path';
import { readJournal } from '../journal.js';
import type { ReaderOptions, WriterOptions } from '../processes/process-options.js';
import { noEvents } from '../rolling-hash.js';
import { Child } from './child.js';

type Program = 'writer' | 'reader';

/** The processes of a run: each that is killed is followed by another, which takes over what it left. */
export class Fleet {
  /** Of all processes, the dead ones included, in the order of their beginnings. */
  readonly journals: Record<Program, string[]> = { writer: [], reader: [] };
  private readonly living: Record<Program, Child[]> = { writer: [], reader: [] };
  private acceptedByTheDead = 0;
  private incarnations = 0;

  constructor(
    private readonly folder: string,
    private readonly url: string,
  ) {}

  get accepted(): number {
    return this.living.writer.reduce((sum, { accepted }) => sum + accepted, this.acceptedByTheDead);
  }

  /** A number that no process of the run has, and the file for its journal. */
  nextIncarnation(): { readonly incarnation: number; readonly journal: string } {
    const incarnation = (this.incarnations += 1);
    return { incarnation, journal: path.join(this.folder, `${incarnation}.jsonl`) };
  }

  start(writers: number, readers: number): void {
    for (let nth = 0; nth < writers; nth += 1) this.add('writer', { ...this.own('writer'), predecessors: [] });
    for (let nth = 0; nth < readers; nth += 1) this.add('reader', { ...this.own('reader'), after: 0, hash: noEvents });
  }

  /** One of them, at random. */
  async kill(program: Program): Promise<void> {
    const living = this.living[program];
    const [killed] = living.splice(Math.floor(Math.random() * living.length), 1);
    if (killed === undefined) return;
    await killed.kill();
    this.acceptedByTheDead += killed.accepted;
    const { options } = killed;
    if ('predecessors' in options) this.add(program, { ...this.own(program), predecessors: [...options.predecessors, options.journal] });
    else this.add(program, { ...this.own(program), ...(await restOf(options.journal)) });
  }

  /** Raises where a process has ended by itself. */
  check(): void {
    const failures = [...this.living.writer, ...this.living.reader].flatMap(({ failure }) => failure ?? []);
    if (failures.length > 0) throw new Error(`A process of the run ended by itself: ${failures.join('; ')}`);
  }

  async stop(program: Program): Promise<void> {
    await Promise.all(this.living[program].map((child) => child.stop()));
  }

  /** For the end of a run that has failed. */
  async killAll(): Promise<void> {
    await Promise.all([...this.living.writer, ...this.living.reader].map((child) => child.kill()));
  }

  private own(program: Program): Pick<WriterOptions, 'url' | 'journal' | 'incarnation'> {
    const own = { url: this.url, ...this.nextIncarnation() };
    this.journals[program].push(own.journal);
    return own;
  }

  private add(program: Program, options: WriterOptions | ReaderOptions): void {
    this.living[program].push(new Child(program, options));
  }
}

/** A reader goes on from its checkpoint, or begins again: what it saw before must be there once more. */
const restOf = async (journal: string): Promise<Pick<ReaderOptions, 'after' | 'hash'>> => {
  let rest = { after: 0, hash: noEvents };
  if (Math.random() < 0.25) return rest;
  for await (const entry of readJournal(journal)) if (entry.did === 'see-page') rest = { after: entry.through, hash: entry.hash };
  return rest;
};
