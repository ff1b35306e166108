import type { CorrectionView, DoubtView, Finding, FindingFix, PlanDraft } from '#contracts';
import { type Correction, lastStanding, lastUndone, placeNow, stands } from '#domain';
import type { Names } from '../shared/names.js';
import { correctionSentence } from './correction-words.js';

type Fate = Pick<DoubtView, 'pointer' | 'settled'>;

const fateOf = (corrections: readonly Correction[], finding: Finding, index: number): Fate => {
  const now = finding.pointer === null ? null : placeNow(corrections, finding.pointer);
  const pointer = now?.pointer ?? null;
  if (now !== null && now.correctedBy !== null)
    return { pointer, settled: { how: pointer === null ? 'removed' : 'corrected', correction: now.correctedBy } };
  const seen = corrections.find((each) => stands(each) && each.seen.includes(index));
  return { pointer, settled: seen === undefined ? null : { how: 'seen', correction: seen.number } };
};

/** The proposal as it can be laid over the draft now: all its places stand where they were read. */
const fixOf = (corrections: readonly Correction[], { fix }: Finding): FindingFix | null => {
  if (fix === null) return null;
  const places = fix.corrections.map(({ pointer, value }) => ({ ...placeNow(corrections, pointer), value }));
  const laid = places.flatMap(({ pointer, correctedBy, value }) => (pointer === null || correctedBy !== null ? [] : [{ pointer, value }]));
  return laid.length === places.length ? { label: fix.label, corrections: laid } : null;
};

/** What somebody has to look at, and what has become of it. Mere remarks are no doubts. */
export const doubtsOf = ({ findings }: Pick<PlanDraft, 'findings'>, corrections: readonly Correction[]): DoubtView[] =>
  findings.flatMap((each, finding) =>
    each.severity === 'info' ? [] : [{ finding, ...fateOf(corrections, each, finding), fix: fixOf(corrections, each) }],
  );

const correctionView = (correction: Correction, names: Names): CorrectionView => ({
  number: correction.number,
  sentence: correctionSentence(correction),
  by: correction.by === null ? 'Hệ thống' : names.person(correction.by).name,
  agency: names.agencyOrNull(correction.onBehalfOf),
  at: correction.at,
  stands: stands(correction),
});

/** A review as its page shows it: what was corrected by whom, what is still to be checked, what undo and redo mean now. */
export const reviewView = (draft: PlanDraft, corrections: readonly Correction[], names: Names) => ({
  corrections: corrections.map((correction) => correctionView(correction, names)),
  doubts: doubtsOf(draft, corrections),
  undo: lastStanding(corrections)?.number ?? null,
  redo: lastUndone(corrections)?.number ?? null,
});
