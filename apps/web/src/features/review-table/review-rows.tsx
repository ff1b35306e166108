import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircleCheck, IconPencil, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReviewRowState, ReviewRowView, ReviewTableView } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';

const marks: Readonly<Record<ReviewRowState, { readonly label: string; readonly icon: Icon }>> = {
  ready: { label: 'Sẽ ghi', icon: IconPencil },
  done: { label: 'Đã ghi', icon: IconCircleCheck },
  recorded: { label: 'Đã có, không ghi thêm', icon: IconCheck },
  conflict: { label: 'Không ghi', icon: IconAlertTriangle },
  wrong: { label: 'Cần sửa trong biểu', icon: IconAlertTriangle },
};

const LONGEST_TITLE = 140;
const shortened = (title: string): string => (title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title);

const Row = ({ row: { row, taskId, task, agency, state, messages } }: { readonly row: ReviewRowView }) => {
  const { label, icon: Mark } = marks[state];
  return (
    <tr data-state={state}>
      <td data-label="Dòng">{row}</td>
      <th scope="row">
        {taskId === null ? (
          task || 'Không rõ nhiệm vụ'
        ) : (
          <Link to="/nhiem-vu/$id" params={{ id: taskId }}>
            {shortened(task)}
          </Link>
        )}
        {agency === null ? null : <span className="small soft"> · {agency}</span>}
      </th>
      <td data-label="Xử lý">
        <span className="review-table-mark">
          <Mark size={16} aria-hidden />
          {label}
        </span>
      </td>
      <td data-label="Nội dung" className="prose">
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
      </td>
    </tr>
  );
};

const count = ({ rows }: ReviewTableView, ...states: readonly ReviewRowState[]): number =>
  rows.filter(({ state }) => states.includes(state)).length;

/** "Sẽ ghi 3 dòng; 1 dòng không ghi được. 12 dòng để trống." */
const summaryOf = (table: ReviewTableView): string => {
  const parts = [
    [count(table, 'done'), 'dòng đã ghi'],
    [count(table, 'ready'), 'dòng sẽ ghi'],
    [count(table, 'recorded'), 'dòng đã có từ trước'],
    [count(table, 'conflict', 'wrong'), 'dòng không ghi được'],
    [table.untouched, 'dòng để trống'],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, words]) => `${String(number)} ${words}`);
  return told.length === 0 ? 'Biểu không có dòng nào.' : `${told.join('; ')}.`;
};

interface ReviewRowsProps {
  readonly table: ReviewTableView;
  readonly isRecording: boolean;
  readonly error: Error | null;
  readonly onRecord: () => void;
}

/** What each filled row comes to, before it is recorded and after. */
export const ReviewRows = ({ table, isRecording, error, onRecord }: ReviewRowsProps) => {
  const ready = count(table, 'ready');
  return (
    <section className="card stack" aria-labelledby="xem-truoc">
      <h2 id="xem-truoc">3. Xem và ghi</h2>
      <p role="status">{summaryOf(table)}</p>
      {table.rows.length === 0 ? null : (
        <div className="table-frame">
          <table className="plain cards-when-narrow">
            <caption className="visually-hidden">Các dòng đã điền của biểu {table.file.name}</caption>
            <thead>
              <tr>
                <th scope="col">Dòng</th>
                <th scope="col">Nhiệm vụ</th>
                <th scope="col">Xử lý</th>
                <th scope="col">Nội dung</th>
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <Row key={row.row} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {error === null ? null : <Notice tone="red" title={messageOf(error)} />}
      {ready === 0 ? null : (
        <div>
          <Button loading={isRecording} onClick={onRecord}>
            Ghi {ready} dòng
          </Button>
        </div>
      )}
    </section>
  );
};
