import type { TaskCells } from './task-assembler.js';

/** A row without a number just before number n, where n − 1 is missing: that number is proposed, not given. */
export const proposeOrdinals = (tasks: readonly TaskCells[]): void => {
  tasks.forEach((task, at) => {
    const next = tasks[at + 1];
    const previous = tasks[at - 1];
    if (task.ordinal !== null || next?.ordinal == null || next.groupIndex !== task.groupIndex) return;
    const following = Number(next.ordinal);
    const preceding = previous?.groupIndex === task.groupIndex ? Number(previous.ordinal ?? Number.NaN) : 0;
    if (following - preceding !== 2) return;
    const proposed = String(following - 1);
    task.doubts.push({
      code: 'ordinal-proposed',
      message: `Dòng không có số thứ tự; đề xuất số ${proposed} theo dòng liền sau.`,
      field: '/ordinal',
      fix: { label: `Ghi số ${proposed}`, value: proposed },
    });
  });
};
