import { fold } from '../agencies/tokens.js';
import type { ReadContext } from '../rows/read-context.js';
import type { OtherPlan, Rows } from './draft-rows.js';
import { tellOfTask } from './tell.js';

/** A title as its words, numbered and sorted; two titles with the same words in another order say the same. */
interface Words {
  readonly text: string;
  readonly words: readonly number[];
}

/** Words that say nothing by themselves. */
const idle = new Set(['cac', 'va', 'cua', 'tai', 'tren', 'trong', 'cho', 've', 'theo', 'nhung', 'voi', 'den', 'duoc']);

/** Numbers words as they come; figures get negative numbers. */
class Vocabulary {
  private readonly numbers = new Map<string, number>();

  read(title: string): Words {
    const words = fold(title).match(/[a-z0-9]+/gu) ?? [];
    const distinct = [...new Set(words)].filter((word) => !idle.has(word));
    return { text: words.join(' '), words: distinct.map((word) => this.numberOf(word)).sort((a, b) => a - b) };
  }

  private numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const number = (this.numbers.size + 1) * (/\d/u.test(word) ? -1 : 1);
    this.numbers.set(word, number);
    return number;
  }
}

const ALIKE = 0.88;
const FEWEST_WORDS = 5;
const MOST_DIFFERING = 3;
const MOST_TITLES = 5_000;

/** How many words stand in one of two sorted lists alone; more than any two alike titles have, where a figure is among them. */
const differing = (left: readonly number[], right: readonly number[]): number => {
  let [count, at, to] = [0, 0, 0];
  while (count <= MOST_DIFFERING && (at < left.length || to < right.length)) {
    const [mine = Number.MAX_SAFE_INTEGER, other = Number.MAX_SAFE_INTEGER] = [left[at], right[to]];
    if (mine !== other) count += Math.min(mine, other) < 0 ? MOST_DIFFERING + 1 : 1;
    if (mine <= other) at += 1;
    if (other <= mine) to += 1;
  }
  return count;
};

/** Dice's measure over words. Titles that differ in a figure name different things. */
const isAlike = ({ words: left }: Words, { words: right }: Words): boolean => {
  if (Math.min(left.length, right.length) < FEWEST_WORDS || Math.abs(left.length - right.length) > MOST_DIFFERING) return false;
  const count = differing(left, right);
  return count <= MOST_DIFFERING && 1 - count / (left.length + right.length) >= ALIKE;
};

const numberOf = (tasks: Rows['tasks'], row: number): string => {
  const task = tasks[row];
  const ordinal = [task?.group, task?.ordinal].filter((part) => part != null && part !== '').join('.');
  return ordinal === '' ? `thứ ${String(row + 1)}` : ordinal;
};

/** Tasks that stand twice, word for word or nearly, in this plan or in one that is followed already. */
export const checkSameTasks = ({ tasks }: Rows, context: ReadContext, otherPlans: readonly OtherPlan[]): void => {
  const vocabulary = new Vocabulary();
  const all = tasks.slice(0, MOST_TITLES).map(({ title }) => vocabulary.read(title));
  const tell = (row: number, other: number, same: boolean): void => {
    const task = tasks[row];
    const isShared = [row, other].some((index) => tasks[index]?.findings.includes('title-shared') === true);
    if (task === undefined || isShared) return;
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
  checkOtherPlans(all, tasks, context, knownTasks(otherPlans, vocabulary));
};

interface KnownTask {
  readonly plan: OtherPlan;
  readonly words: Words;
}

const knownTasks = (plans: readonly OtherPlan[], vocabulary: Vocabulary): readonly KnownTask[] =>
  plans
    .flatMap((plan) => plan.tasks.map(({ title }) => [plan, title] as const))
    .slice(0, MOST_TITLES)
    .map(([plan, title]) => ({ plan, words: vocabulary.read(title) }));

/** A plan of which this many rows are in a document, and half of its rows at least, is what the document is a new version of. */
const FEWEST_KEPT = 3;

const planKeptIn = (found: readonly (OtherPlan | null)[]): { readonly plan: OtherPlan; readonly count: number } | null => {
  const counts = new Map<OtherPlan, number>();
  for (const plan of found) if (plan !== null) counts.set(plan, (counts.get(plan) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
  if (most === undefined) return null;
  const [plan, count] = most;
  return count >= FEWEST_KEPT && count * 2 >= found.length ? { plan, count } : null;
};

/** Where most of a plan comes again it is told once, and not of every row: such a document is a new version, or was given twice. */
const checkOtherPlans = (all: readonly Words[], tasks: Rows['tasks'], context: ReadContext, known: readonly KnownTask[]): void => {
  const found = all.map(
    (own) => (own.text === '' ? undefined : known.find(({ words }) => words.text === own.text || isAlike(words, own)))?.plan ?? null,
  );
  const kept = planKeptIn(found);
  if (kept !== null) {
    const count = `${String(kept.count)}/${String(tasks.length)} nhiệm vụ đã có trong ${kept.plan.name}`;
    const message = `${count}. Nếu là bản sửa đổi, hãy so sánh với kế hoạch đó ở mục đưa vào theo dõi, không đưa vào lần nữa.`;
    context.log.add('version-of-other-plan', message);
  }
  found.forEach((plan, row) => {
    const task = tasks[row];
    if (plan === null || plan === kept?.plan || task === undefined) return;
    const message = `Nhiệm vụ đã có trong ${plan.name}; cần kiểm tra có giao trùng không.`;
    tellOfTask(task, row, context, { code: 'task-in-other-plan', message, field: '/title' });
  });
};
