import type { AgencyId, Instant, PersonId } from '../../shared/ids.js';
import type { Recorded } from '../../shared/meta.js';
import { applyChange, inverse, touchesAny, type DraftChange } from './draft-change.js';

/** What one person did to a draft at once. Undone and done again it stays in the list. */
export interface Correction {
  /** Stream version of the event that told it; names it in commands. */
  readonly number: number;
  readonly changes: readonly DraftChange[];
  /** Findings of the draft as it was read, by index: looked at, and left as they stand. */
  readonly seen: readonly number[];
  readonly by: PersonId | null;
  readonly onBehalfOf: AgencyId | null;
  readonly at: Instant;
  /** Stream versions at which it was done, undone, done again, in turns. */
  readonly turns: readonly number[];
}

export interface CorrectedDraft {
  readonly draft: unknown;
  readonly corrections: readonly Correction[];
}

const stoodAt = ({ turns }: Correction, version: number): boolean => turns.filter((turn) => turn <= version).length % 2 === 1;

/** Whether the correction lies over the draft now. */
export const stands = ({ turns }: Correction): boolean => turns.length % 2 === 1;

const lastTurn = ({ turns, number }: Correction): number => turns.at(-1) ?? number;

/** The correction to undo next: the newest that stands. */
export const lastStanding = (corrections: readonly Correction[]): Correction | null => corrections.findLast(stands) ?? null;

/** The correction to do again next: the one undone last, unless something new was corrected since. */
export const lastUndone = (corrections: readonly Correction[]): Correction | null => {
  const [last] = corrections.filter((each) => !stands(each)).toSorted((one, other) => lastTurn(other) - lastTurn(one));
  const newest = corrections.at(-1);
  return last === undefined || newest === undefined || newest.number > lastTurn(last) ? null : last;
};

/**
 * The correction that stands in the way of turning this one: it reaches the same place, and has been done or undone since. Places are
 * named by their index in a list, so whatever moves the items of a list reaches all of it.
 */
export const inTheWay = (corrections: readonly Correction[], turned: Correction): Correction | null =>
  corrections.find(
    (other) =>
      other.number !== turned.number && stands(other) !== stoodAt(other, lastTurn(turned)) && touchesAny(other.changes, turned.changes),
  ) ?? null;

export const withCorrection = (
  { draft, corrections }: CorrectedDraft,
  { changes, seen }: Pick<Correction, 'changes' | 'seen'>,
  { version, recordedAt, actor, onBehalfOf }: Recorded,
): CorrectedDraft => ({
  draft: changes.reduce(applyChange, draft),
  corrections: [...corrections, { changes, seen, number: version, by: actor, onBehalfOf, at: recordedAt, turns: [version] }],
});

/** Undoes a correction that stands, or does again one that was undone. */
export const turned = ({ draft, corrections }: CorrectedDraft, number: number, version: number): CorrectedDraft => {
  const found = corrections.find((each) => each.number === number);
  if (found === undefined) return { draft, corrections };
  const changes = stands(found) ? found.changes.toReversed().map(inverse) : found.changes;
  return {
    draft: changes.reduce(applyChange, draft),
    corrections: corrections.map((each) => (each === found ? { ...each, turns: [...each.turns, version] } : each)),
  };
};
