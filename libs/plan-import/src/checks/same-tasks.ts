import { fold } from '../agencies/tokens.js';
import type { ReadContext } from '../rows/read-context.js';
import type { OtherPlan, Rows } from './check-draft.js';
import { tellOfTask } from './tell.js';

/** A title as a set of words; two titles with the same words in another order say the same. */
interface Words {
  readonly text: string;
  readonly words: ReadonlySet<string>;
}

/** Words that say nothing by themselves. */
const idle = new Set(['cac', 'va', 'cua', 'tai', 'tren', 'trong', 'cho', 've', 'theo', 'nhung', 'voi', 'den', 'duoc']);
const wordsOf = (title: string): Words => {
  const words = fold(title).match(/[a-z0-9]+/gu) ?? [];
  return { text: words.join(' '), words: new Set(words.filter((word) => !idle.has(word))) };
};

const ALIKE = 0.88;
const FEWEST_WORDS = 5;
const MOST_TITLES = 5_000;

/** Dice's measure over words. Titles that differ in a figure name different things. */
const isAlike = (left: Words, right: Words): boolean => {
  const [small, large] = left.words.size <= right.words.size ? [left.words, right.words] : [right.words, left.words];
  if (small.size < FEWEST_WORDS || 2 * small.size < ALIKE * (small.size + large.size)) return false;
  let common = 0;
  for (const word of small) if (large.has(word)) common += 1;
  if (2 * common < ALIKE * (small.size + large.size)) return false;
  const differing = [...small].filter((word) => !large.has(word)).concat([...large].filter((word) => !small.has(word)));
  return !differing.some((word) => /\d/u.test(word)) && differing.length <= 3;
};

const numberOf = (tasks: Rows['tasks'], row: number): string => {
  const task = tasks[row];
  const ordinal = [task?.group, task?.ordinal].filter((part) => part != null && part !== '').join('.');
  return ordinal === '' ? `thứ ${String(row + 1)}` : ordinal;
};

/** Tasks that stand twice, word for word or nearly, in this plan or in one that is followed already. */
export const checkSameTasks = ({ tasks }: Rows, context: ReadContext, otherPlans: readonly OtherPlan[]): void => {
  const all = tasks.slice(0, MOST_TITLES).map(({ title }) => wordsOf(title));
  const tell = (row: number, other: number, same: boolean): void => {
    const task = tasks[row];
    if (task === undefined || task.findings.includes('title-shared')) return;
    const message = same
      ? `Nội dung trùng với nhiệm vụ ${numberOf(tasks, other)}.`
      : `Nội dung gần giống nhiệm vụ ${numberOf(tasks, other)}; cần kiểm tra có giao trùng không.`;
    tellOfTask(task, row, context, { code: same ? 'duplicate-task' : 'similar-task', message, field: '/title' });
  };
  all.forEach((words, row) => {
    for (let other = row + 1; other < all.length; other += 1) {
      const next = all[other];
      if (next === undefined || words.text === '') continue;
      const same = next.text === words.text;
      if (!same && !isAlike(words, next)) continue;
      tell(row, other, same);
      tell(other, row, same);
    }
  });
  checkOtherPlans(all, tasks, context, otherPlans);
};

const checkOtherPlans = (all: readonly Words[], tasks: Rows['tasks'], context: ReadContext, otherPlans: readonly OtherPlan[]): void => {
  const known = otherPlans
    .flatMap(({ name, tasks: theirs }) => theirs.map(({ title }) => ({ name, words: wordsOf(title) })))
    .slice(0, MOST_TITLES);
  tasks.forEach((task, row) => {
    const own = all[row];
    const found =
      own === undefined || own.text === '' ? undefined : known.find(({ words }) => words.text === own.text || isAlike(words, own));
    if (found === undefined) return;
    const message = `Nhiệm vụ đã có trong ${found.name}; cần kiểm tra có giao trùng không.`;
    tellOfTask(task, row, context, { code: 'task-in-other-plan', message, field: '/title' });
  });
};
