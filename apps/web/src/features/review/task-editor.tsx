import { Textarea, TextInput } from '@mantine/core';
import type { DraftTask } from '#contracts';
import { AgencyPicker } from './agency-picker.js';
import { DeadlineFields } from './deadline-fields.js';
import { GroupSelect } from './group-select.js';
import { RowEditor, useRowForm } from './row-editor.js';

interface TaskEditorProps {
  readonly task: DraftTask;
  readonly index: number;
  /** Where one begins. */
  readonly field: string;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

const texts = [
  ['funding', 'Nguồn kinh phí'],
  ['output', 'Sản phẩm'],
  ['responsible', 'Người chịu trách nhiệm'],
] as const;

/** Puts one task of the draft right, whatever field of it. The file itself is not touched. */
export const TaskEditor = ({ task, index, field }: TaskEditorProps) => {
  const form = useRowForm(task);
  const { value, set } = form;
  return (
    <RowEditor list="tasks" index={index} form={form}>
      <Textarea
        label="Nội dung công việc"
        autosize
        minRows={2}
        required
        autoFocus={field === 'title'}
        value={value.title}
        onChange={(event) => {
          set({ title: event.currentTarget.value });
        }}
      />
      <div className="review-pair">
        <TextInput
          label="Số thứ tự"
          autoFocus={field === 'ordinal'}
          value={value.ordinal ?? ''}
          onChange={(event) => {
            set({ ordinal: orNull(event.currentTarget.value) });
          }}
        />
        <GroupSelect
          value={value}
          onGroup={(group) => {
            set(group);
          }}
        />
      </div>
      <AgencyPicker
        label="Cơ quan chủ trì"
        autoFocus={field === 'leads'}
        value={value.leads}
        onValue={(leads) => {
          set({ leads });
        }}
      />
      <AgencyPicker
        label="Cơ quan phối hợp"
        autoFocus={field === 'coordinators'}
        value={value.coordinators}
        onValue={(coordinators) => {
          set({ coordinators });
        }}
      />
      <AgencyPicker
        label="Cấp phê duyệt"
        autoFocus={field === 'approvers'}
        value={value.approvers}
        onValue={(approvers) => {
          set({ approvers });
        }}
      />
      <DeadlineFields
        autoFocus={field === 'deadline'}
        value={value.deadline}
        onValue={(deadline) => {
          set({ deadline });
        }}
      />
      {texts.map(([name, label]) => (
        <TextInput
          key={name}
          label={label}
          autoFocus={field === name}
          value={value[name] ?? ''}
          onChange={(event) => {
            set({ [name]: orNull(event.currentTarget.value) });
          }}
        />
      ))}
    </RowEditor>
  );
};
