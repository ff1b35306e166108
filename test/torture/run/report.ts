import type { Asking } from '../check/asked.js';
import type { Verdict } from '../check/check-history.js';
import type { FaultKind } from '../check/faults.js';
import type { Victim } from './kill-plan.js';

export interface Tally {
  readonly accepted: number;
  readonly conflicts: number;
  readonly busy: number;
  readonly repeated: number;
  readonly refused: number;
  readonly keysReused: number;
  /** Calls whose process or server was killed before the answer. */
  readonly unanswered: number;
  readonly pages: number;
  readonly streamsRead: number;
}

export interface TortureReport extends Tally {
  readonly kills: ReadonlyMap<Victim, number>;
  readonly verdict: Verdict;
  readonly doubledEventIds: number;
  /** What `dondoc verify` found; null: nothing. */
  readonly verify: string | null;
  readonly loadSeconds: number;
  readonly seconds: number;
}

export const tally = (asking: Asking): Tally => {
  const outcomes = new Map<string, number>();
  for (const { calls } of asking.appends.values())
    for (const { answer } of calls) {
      const outcome = answer?.outcome ?? 'unanswered';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  const of = (outcome: string): number => outcomes.get(outcome) ?? 0;
  return {
    accepted: of('appended'),
    conflicts: of('conflict'),
    busy: of('busy'),
    repeated: of('repeated'),
    refused: of('refused'),
    keysReused: of('key-reused'),
    unanswered: of('unanswered'),
    pages: asking.pages.filter(({ seen }) => seen !== null).length,
    streamsRead: asking.streams.filter(({ version }) => version !== null).length,
  };
};

const missing: readonly FaultKind[] = ['lost', 'torn', 'reader-missed'];
const doubling: readonly FaultKind[] = ['doubled'];
const holes: readonly FaultKind[] = ['hole'];

const countOf = ({ counts }: Verdict, kinds: readonly FaultKind[]): number => kinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0);

/** The four that the run exists for, and all others together. */
export const faultCounts = ({ verdict, doubledEventIds }: TortureReport) => {
  const all = [...verdict.counts.values()].reduce((sum, count) => sum + count, 0);
  const named = {
    missed: countOf(verdict, missing),
    doubled: countOf(verdict, doubling) + doubledEventIds,
    holes: countOf(verdict, holes),
  };
  return { ...named, otherFaults: all + doubledEventIds - named.missed - named.doubled - named.holes };
};

const number = (value: number): string => value.toLocaleString('en');

/** A table for a terminal. */
export const reportLines = (report: TortureReport): readonly string[] => {
  const { verdict, kills } = report;
  const { missed, doubled, holes: missingPositions, otherFaults } = faultCounts(report);
  const allKills = [...kills.values()].reduce((sum, count) => sum + count, 0);
  const rows: readonly (readonly [string, string])[] = [
    ['appends accepted', `${number(report.accepted)} (${number(verdict.written)} in the log, ${number(verdict.events)} events)`],
    ['kills', `${allKills}: ${[...kills].map(([victim, count]) => `${count} ${victim}`).join(', ')}`],
    ['conflicts', number(report.conflicts)],
    ['busy answers', number(report.busy)],
    ['repeated', number(report.repeated)],
    ['refused', number(report.refused)],
    ['keys reused', number(report.keysReused)],
    ['calls cut off', number(report.unanswered)],
    ['pages and streams read', `${number(report.pages)} and ${number(report.streamsRead)}`],
    ['missed', number(missed)],
    ['doubled', number(doubled)],
    ['holes', number(missingPositions)],
    ['other faults', number(otherFaults)],
    ['verify', report.verify === null ? 'clean' : report.verify],
    ['seconds', `${report.seconds.toFixed(0)}, ${report.loadSeconds.toFixed(0)} of them under load`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`), ...verdict.examples];
};

export const isSound = (report: TortureReport): boolean =>
  Object.values(faultCounts(report)).every((count) => count === 0) && report.verify === null;
