/** What the run tells one of its processes, through the environment. */
export interface ProcessOptions {
  readonly url: string;
  /** The file to which it writes what it asks for and what it was answered. */
  readonly journal: string;
  readonly incarnation: number;
}

export interface WriterOptions extends ProcessOptions {
  /** Those of the dead whose place it takes, oldest first. */
  readonly predecessors: readonly string[];
}

export interface ReaderOptions extends ProcessOptions {
  /** Where it goes on, with the hash of everything up to there. */
  readonly after: number;
  readonly hash: string;
}

const variable = 'TORTURE_PROCESS';

export const environmentOf = (options: WriterOptions | ReaderOptions): Readonly<Record<string, string>> => ({
  [variable]: JSON.stringify(options),
});

export const readOptions = (): WriterOptions & ReaderOptions => JSON.parse(process.env[variable] ?? '{}') as WriterOptions & ReaderOptions;

/** Aborted when the run asks the process to come to an end. A run that is gone leaves no process behind. */
export const untilStopped = (): AbortSignal => {
  const stop = new AbortController();
  process.stdin.once('end', () => process.exit(1)).resume();
  if ('unref' in process.stdin) process.stdin.unref();
  process.once('SIGTERM', () => stop.abort());
  return stop.signal;
};
