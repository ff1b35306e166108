import type { ComparedLine } from '#contracts';

/** What a person has chosen otherwise than proposed, for one line. */
export interface Choice {
  readonly acknowledgeAgain: boolean;
  /** Part → which of the two dates holds. */
  readonly dues: Readonly<Record<string, 'live' | 'next'>>;
}

export const proposedChoice: Choice = { acknowledgeAgain: true, dues: {} };

export interface Pair {
  readonly row: number;
  readonly taskId: string | null;
}

/** A line is confirmed as it was shown: once it says something else, it is to be looked at again. */
export const fingerprint = (line: ComparedLine): string =>
  JSON.stringify([line.kind, line.next, line.effects, line.dues, line.acknowledgeAgain]);

/** Lines that somebody has to look at. */
export const changedLines = (lines: readonly ComparedLine[]): readonly ComparedLine[] => lines.filter(({ kind }) => kind !== 'kept');

export const isConfirmed = (line: ComparedLine, confirmed: ReadonlyMap<string, string>): boolean =>
  confirmed.get(line.taskId) === fingerprint(line);

/** The choices as the confirmation sends them: only where they differ from the proposal. */
export const choicesToSend = (lines: readonly ComparedLine[], choices: ReadonlyMap<string, Choice>) =>
  lines.flatMap((line) => {
    const choice = choices.get(line.taskId);
    if (choice === undefined) return [];
    const dues = line.dues.flatMap(({ part, live, next, proposed }) => {
      const chosen = choice.dues[part] ?? proposed;
      return chosen === proposed ? [] : [{ part, due: chosen === 'live' ? live : next }];
    });
    if (dues.length === 0 && choice.acknowledgeAgain) return [];
    return [{ taskId: line.taskId, acknowledgeAgain: choice.acknowledgeAgain, dues }];
  });

/** A row of the new version is the task that a withdrawn line stands for, or (null) none. */
export const withPair = (pairs: readonly Pair[], pair: Pair): readonly Pair[] => [
  ...pairs.filter(({ row, taskId }) => row !== pair.row && (taskId === null || taskId !== pair.taskId)),
  pair,
];
