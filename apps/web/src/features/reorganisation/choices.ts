import type { SuccessionProposalLine } from '#contracts';

/** Line → the successor chosen for it; empty: it stays for now. */
export type Choices = ReadonlyMap<string, string>;

export const keyOf = ({ kind, subject, part, from }: SuccessionProposalLine): string => [kind, subject, part ?? from.id].join(' ');

/** What is proposed is chosen until a person chooses otherwise. */
export const startingChoices = (lines: readonly SuccessionProposalLine[]): Choices =>
  new Map(lines.flatMap((line) => (line.to === null ? [] : [[keyOf(line), line.to.id] as const])));
