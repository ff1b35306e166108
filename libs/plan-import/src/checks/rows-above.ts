import type { DraftTask } from '#contracts';
import type { ReadContext } from '../rows/read-context.js';
import type { Rows } from './draft-rows.js';
import { tellOfTask } from './tell.js';

type Field = 'title' | 'leads' | 'coordinators' | 'approvers' | 'deadline' | 'output' | 'funding';
const names: Readonly<Record<Field, string>> = {
  title: 'nội dung',
  leads: 'cơ quan chủ trì',
  coordinators: 'cơ quan phối hợp',
  approvers: 'cấp phê duyệt',
  deadline: 'thời hạn',
  output: 'sản phẩm',
  funding: 'kinh phí',
};

const isMissing = (task: DraftTask, field: Field): boolean => {
  const value = task[field];
  if (field === 'deadline') return task.deadline.kind === 'none';
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
};

const isShort = ({ findings }: DraftTask): boolean => findings.includes('row-shifted') || findings.includes('short-row');

/** The nearest row above that names a field, through rows that are short as well: a lost cell may have reached down over them. */
const aboveWith = (field: Field, row: number, tasks: Rows['tasks']): DraftTask | null => {
  for (let at = row - 1; at >= 0; at -= 1) {
    const above = tasks[at];
    if (above === undefined || above.groupIndex !== tasks[row]?.groupIndex) return null;
    if (!isMissing(above, field)) return above;
    if (!isShort(above)) return null;
  }
  return null;
};

/**
 * A row with fewer cells than its header may have shared merged cells with rows above, which a conversion lost. What those rows
 * say is proposed, not taken.
 */
export const checkRowsAbove = ({ tasks }: Rows, context: ReadContext): void => {
  tasks.forEach((task, row) => {
    if (!isShort(task)) return;
    const proposed = (Object.keys(names) as Field[]).flatMap((field) => {
      const above = isMissing(task, field) ? aboveWith(field, row, tasks) : null;
      return above === null ? [] : [{ field, value: above[field] }];
    });
    if (proposed.length === 0) return;
    const list = proposed.map(({ field }) => names[field]).join(', ');
    tellOfTask(task, row, context, {
      code: 'above-proposed',
      message: `Dòng có thể chung ô gộp với dòng trên; đề xuất lấy theo dòng trên: ${list}.`,
      field: '',
      fix: {
        label: 'Lấy theo dòng trên',
        corrections: proposed.map(({ field, value }) => ({ pointer: `/tasks/${String(row)}/${field}`, value })),
      },
    });
  });
};
