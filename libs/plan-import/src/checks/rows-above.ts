import type { DraftTask } from '#contracts';
import type { ReadContext } from '../rows/read-context.js';
import type { Rows } from './check-draft.js';
import { tellOfTask } from './tell.js';

type Field = 'coordinators' | 'approvers' | 'deadline' | 'output' | 'funding';
const names: Readonly<Record<Field, string>> = {
  coordinators: 'cơ quan phối hợp',
  approvers: 'cấp phê duyệt',
  deadline: 'thời hạn',
  output: 'sản phẩm',
  funding: 'kinh phí',
};

const isMissing = (task: DraftTask, field: Field): boolean => {
  const value = task[field];
  if (field === 'deadline') return task.deadline.kind === 'none';
  return value === null || (Array.isArray(value) && value.length === 0);
};

/**
 * A row whose cells slipped to the left may have shared merged cells with the row above, which a conversion lost. What that row
 * says is proposed, not taken.
 */
export const checkRowsAbove = ({ tasks }: Rows, context: ReadContext): void => {
  tasks.forEach((task, row) => {
    const above = tasks[row - 1];
    if (above === undefined || !task.findings.includes('row-shifted') || above.groupIndex !== task.groupIndex) return;
    const fields = (Object.keys(names) as Field[]).filter((field) => isMissing(task, field) && !isMissing(above, field));
    if (fields.length === 0) return;
    const list = fields.map((field) => names[field]).join(', ');
    tellOfTask(task, row, context, {
      code: 'above-proposed',
      message: `Dòng có thể chung ô gộp với dòng trên; đề xuất lấy theo dòng trên: ${list}.`,
      field: '',
      fix: {
        label: 'Lấy theo dòng trên',
        corrections: fields.map((field) => ({ pointer: `/tasks/${String(row)}/${field}`, value: above[field] })),
      },
    });
  });
};
