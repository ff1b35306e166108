import type { AgencyDirectory } from '#domain';
import { fold } from './tokens.js';

const bigrams = (text: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const padded = ` ${fold(text)
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim()} `;
  for (let at = 0; at + 1 < padded.length; at += 1) {
    const pair = padded.slice(at, at + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
};

const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

/** Dice coefficient over letter pairs: 1 the same, 0 nothing in common. */
const likeness = (left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number => {
  let common = 0;
  for (const [pair, count] of left) common += Math.min(count, right.get(pair) ?? 0);
  return (2 * common) / Math.max(1, total(left) + total(right));
};

/** A text with more unknown names than this is no plan; the rest go without a proposal. */
const MOST_PROPOSALS = 500;

export interface Proposal {
  readonly id: string;
  readonly name: string;
}

/** The agency of the directory nearest to an unknown name; null where none is near. A proposal for a person, never a decision. */
export const nearestAgency = (directory: AgencyDirectory): ((text: string) => Proposal | null) => {
  const names = directory.agencies.map(({ id, name }) => ({ id, name, pairs: bigrams(name) }));
  const known = new Map<string, Proposal | null>();
  const nearest = (text: string): Proposal | null => {
    const asked = bigrams(text);
    const best = names.map(({ id, name, pairs }) => ({ id, name, score: likeness(asked, pairs) })).sort((a, b) => b.score - a.score)[0];
    return best !== undefined && best.score >= 0.7 ? { id: best.id, name: best.name } : null;
  };
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (text.length > 200 || known.size >= MOST_PROPOSALS) return null;
    const proposal = nearest(text);
    known.set(text, proposal);
    return proposal;
  };
};
