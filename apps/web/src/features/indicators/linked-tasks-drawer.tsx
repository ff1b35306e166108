import '../acts/form.css';
import { useState, type SubmitEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, Select, TextInput, type ComboboxItem, type ComboboxParsedItem } from '@mantine/core';
import type { IndicatorView, TaskListItem } from '#contracts';
import { tasksQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { SidePanel } from '../../ui/side-panel.js';
import { foldText } from '../../words/fold-text.js';
import { useIndicatorAct } from './use-indicator-act.js';

const MOST_LETTERS = 300;

const nameOf = ({ ordinal, title }: TaskListItem): string => (ordinal === null ? title : `${ordinal}. ${title}`).slice(0, MOST_LETTERS);

const isItem = (option: ComboboxParsedItem): option is ComboboxItem => 'value' in option;

interface LinkedTasksDrawerProps {
  readonly indicator: IndicatorView;
  readonly onClose: () => void;
}

/** The tasks that are said to move an indicator: one added, one taken off. */
const LinkedTasksDrawer = ({ indicator, onClose }: LinkedTasksDrawerProps) => {
  const tasks = useQuery(tasksQuery({ limit: '200', ...(indicator.planId === null ? {} : { plan: indicator.planId }) }));
  const [taskId, setTaskId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const acting = useIndicatorAct(indicator, ({ verb }) => {
    announce(verb === 'link-task' ? 'Đã gắn nhiệm vụ.' : 'Đã bỏ gắn nhiệm vụ.');
    setTaskId(null);
    setNote('');
  });
  const items = tasks.data?.items ?? [];
  const choices = items
    .filter(({ id }) => !indicator.tasks.some((linked) => linked.id === id))
    .map((task) => ({ value: task.id, label: nameOf(task) }));
  const labelOf = (id: string, said: string | null): string => {
    const task = items.find((one) => one.id === id);
    return said ?? (task === undefined ? 'Nhiệm vụ ngoài kế hoạch này' : nameOf(task));
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setMissing(taskId === null);
    const chosen = choices.find(({ value }) => value === taskId);
    if (chosen === undefined || acting.isPending) return;
    acting.mutate({ verb: 'link-task', body: { taskId: chosen.value, note: note.trim() === '' ? chosen.label : note.trim() } });
  };
  const failure = acting.error ?? tasks.error;
  return (
    <SidePanel title="Nhiệm vụ tác động đến chỉ tiêu" about={indicator.name} onClose={onClose}>
      {indicator.tasks.length === 0 ? <p className="soft">Chưa gắn nhiệm vụ nào.</p> : null}
      <ul className="linked-tasks">
        {indicator.tasks.map(({ id, note: said }) => (
          <li key={id}>
            {labelOf(id, said)}{' '}
            <Button
              size="compact-xs"
              variant="default"
              disabled={acting.isPending}
              onClick={() => {
                acting.mutate({ verb: 'unlink-task', body: { taskId: id } });
              }}
            >
              Bỏ gắn<span className="visually-hidden">: {labelOf(id, said)}</span>
            </Button>
          </li>
        ))}
      </ul>
      <form className="act-form" onSubmit={submit} noValidate aria-label="Gắn nhiệm vụ">
        <Select
          label="Nhiệm vụ"
          required
          searchable
          openOnFocus={false}
          nothingFoundMessage={tasks.isPending ? 'Đang tải danh sách nhiệm vụ…' : 'Không có trong danh sách'}
          data={choices}
          filter={({ options, search }) => options.filter((one) => isItem(one) && foldText(one.label).includes(foldText(search)))}
          value={taskId}
          error={isMissing ? 'Chưa chọn nhiệm vụ.' : undefined}
          onChange={(value) => {
            setTaskId(value);
            setMissing(false);
          }}
        />
        <TextInput
          label="Tên hiện ở chỉ tiêu"
          description="Để trống: lấy tên nhiệm vụ."
          maxLength={500}
          value={note}
          onChange={(event) => {
            setNote(event.currentTarget.value);
          }}
        />
        <p className="small soft">Gắn hay bỏ gắn không làm thay đổi mục tiêu, số liệu và đánh giá của chỉ tiêu.</p>
        {failure === null ? null : <Notice tone="red" title={messageOf(failure)} />}
        <div className="row">
          <Button type="submit" loading={acting.isPending}>
            Gắn nhiệm vụ
          </Button>
          <Button variant="default" onClick={onClose}>
            Đóng
          </Button>
        </div>
      </form>
    </SidePanel>
  );
};

export default LinkedTasksDrawer;
