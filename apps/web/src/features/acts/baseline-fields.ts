import { documentFields, type Field } from './act.js';

/** What the review of a part that was entered late may find. */
export const baselineFields: readonly Field[] = [
  {
    name: 'outcome.kind',
    label: 'Hiện trạng',
    kind: 'choice',
    required: true,
    choices: [
      { value: 'in-progress', label: 'Tiếp tục thực hiện' },
      { value: 'done', label: 'Đã hoàn thành, có văn bản' },
      { value: 'overtaken', label: 'Không còn phù hợp quy định' },
    ],
  },
  ...documentFields('văn bản kết quả', true).map((field) => ({
    ...field,
    name: `outcome.${field.name}`,
    shownWhen: { field: 'outcome.kind', equals: 'done' },
  })),
  {
    name: 'outcome.sentOn',
    label: 'Ngày gửi kết quả',
    kind: 'date',
    required: true,
    shownWhen: { field: 'outcome.kind', equals: 'done' },
  },
  {
    name: 'outcome.basis',
    label: 'Căn cứ',
    kind: 'short',
    required: true,
    shownWhen: { field: 'outcome.kind', equals: 'overtaken' },
  },
  { name: 'note', label: 'Ghi chú', kind: 'prose' },
];
