import { textOf, type Cell } from '../cells/cell.js';
import type { ColumnRole } from '../tables/header-roles.js';
import type { TaskCells } from './task-assembler.js';

/** "nt", "-nt-", "như trên", a pair of strokes: what stands in the row above holds here too. */
const ditto = /^[-–"'″”“〃]*\s*(?:n\/?t|như\s+trên|[-–]?\s*\/\/\s*[-–]?|[″”“"〃]{1,2}|'')\s*[-–"'″”“〃.]*$/iu;

const roles: readonly ColumnRole[] = ['lead', 'coordinator', 'approver', 'deadline', 'funding', 'output', 'responsible'];

/** A cell with the words of the one above it, at its own place. */
const as = (above: Cell, own: Cell): Cell => ({ ...own, lines: above.lines });

/** Puts what the row above says in the place of "nt". */
export const resolveDittos = (tasks: readonly TaskCells[]): void => {
  tasks.forEach((task, at) => {
    const above = tasks[at - 1];
    if (above === undefined) return;
    const resolved = roles.filter((role) => resolve(task, above, role));
    if (resolved.length > 0) task.doubts.push({ code: 'ditto', message: 'Ô ghi "như trên" được đọc theo dòng liền trên.' });
  });
};

const resolve = (task: TaskCells, above: TaskCells, role: ColumnRole): boolean => {
  const [own, ...more] = task.cells.get(role) ?? [];
  if (own === undefined || more.length > 0 || !ditto.test(textOf(own))) return false;
  task.cells.set(
    role,
    (above.cells.get(role) ?? []).map((cell) => as(cell, own)),
  );
  return true;
};
