/** A stretch of words that both texts have, or one of them alone; as each of them writes it. */
export interface Stretch {
  readonly kind: 'same' | 'gone' | 'new';
  readonly old: string;
  readonly next: string;
}

/** Words and marks, each with the space before it: a comma that comes in changes no word. */
const wordsOf = (text: string): readonly string[] => text.match(/\s*[\p{L}\p{N}]+|\s*[^\s\p{L}\p{N}]|\s+$/gu) ?? [];

/** Beyond this the table of common words would be too large: both texts are then told as a whole. */
const MOST_WORDS = 800;

/** lengths[i][j]: the longest common run of words of the texts from their i-th and j-th word on. */
const commonLengths = (before: readonly string[], after: readonly string[]): readonly (readonly number[])[] => {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const [row, below] = [lengths[i], lengths[i + 1]];
    if (row === undefined || below === undefined) continue;
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const isSame = before[i]?.trim() === after[j]?.trim();
      row[j] = isSame ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
};

const joined = (steps: readonly Stretch[]): readonly Stretch[] =>
  steps.reduce<Stretch[]>((stretches, step) => {
    const last = stretches.at(-1);
    if (last?.kind !== step.kind) return [...stretches, step];
    return [...stretches.slice(0, -1), { kind: step.kind, old: last.old + step.old, next: last.next + step.next }];
  }, []);

interface Walk {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly lengths: readonly (readonly number[])[];
}

const kindAt = ({ before, after, lengths }: Walk, i: number, j: number): Stretch['kind'] => {
  const [one, other] = [before[i], after[j]];
  if (one === undefined) return 'new';
  if (other === undefined) return 'gone';
  if (one.trim() === other.trim()) return 'same';
  return (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0) ? 'gone' : 'new';
};

/** What stands in both texts, in the old one alone, in the new one alone: word by word, in order. */
export const wordDiff = (old: string, next: string): readonly Stretch[] => {
  const [before, after] = [wordsOf(old), wordsOf(next)];
  if (old === next) return [{ kind: 'same', old, next }];
  if (before.length > MOST_WORDS || after.length > MOST_WORDS)
    return [
      { kind: 'gone', old, next: '' },
      { kind: 'new', old: '', next },
    ];
  const walk: Walk = { before, after, lengths: commonLengths(before, after) };
  const steps: Stretch[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const kind = kindAt(walk, i, j);
    steps.push({ kind, old: kind === 'new' ? '' : (before[i] ?? ''), next: kind === 'gone' ? '' : (after[j] ?? '') });
    if (kind !== 'new') i += 1;
    if (kind !== 'gone') j += 1;
  }
  return joined(steps);
};
