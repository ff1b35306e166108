import { fold } from '../agencies/tokens.js';
import type { ReadContext } from '../rows/read-context.js';
import type { Rows } from './draft-rows.js';
import { tellOfTask } from './tell.js';

const vague =
  /^(?:cac )?(?:nhiem vu|cong viec|noi dung|viec|cong tac)(?: (?:khac|thuong xuyen|dot xuat|chung|theo quy dinh|duoc giao|lien quan|khi co yeu cau))+\W*$|^(?:khac|nhiem vu|noi dung)\W*$/u;
const FEWEST_WORDS = 3;

/** "Rõ việc": a title that says nothing that could be done or shown to be done. */
export const checkTitles = ({ tasks }: Rows, context: ReadContext): void => {
  tasks.forEach((task, row) => {
    const words = task.title.split(/\s+/u).filter((word) => /\p{L}/u.test(word));
    if (words.length === 0 || (words.length >= FEWEST_WORDS && !vague.test(fold(task.title)))) return;
    const message = 'Nội dung nhiệm vụ quá chung, chưa rõ việc phải làm.';
    tellOfTask(task, row, context, { code: 'vague-title', message, field: '/title' });
  });
};
