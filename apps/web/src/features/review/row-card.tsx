import { memo, type ReactNode } from 'react';
import type { AgencyRef, DraftIndicator, DraftTask } from '#contracts';
import { Button } from '@mantine/core';
import { formatDate } from '../../words/dates.js';
import { DoubtNote } from './doubt-note.js';
import { IndicatorEditor } from './indicator-editor.js';
import { fieldKeys, placeWords, type Doubt } from './places.js';
import { useReviewPage } from './review-context.js';
import { TaskEditor } from './task-editor.js';

const Refs = ({ refs }: { readonly refs: readonly AgencyRef[] }) =>
  refs.length === 0 ? (
    <span className="soft">không ghi</span>
  ) : (
    refs.map((ref, index) => (
      <span key={index} className="review-ref">
        {ref.text}
        {ref.kind === 'unresolved' ? (
          <span className="mark" data-tone="amber">
            chưa nhận ra
          </span>
        ) : null}
        {ref.kind === 'group' ? <span className="small soft"> (tên gọi chung)</span> : null}
        {index < refs.length - 1 ? '; ' : ''}
      </span>
    ))
  );

interface FieldProps {
  readonly row: DraftTask | DraftIndicator;
  readonly pointer: string;
  readonly field: string;
  readonly label: string;
  readonly children: ReactNode;
}

/** A field of the draft, linked with the cells it was read from; pressed, its row opens for correction there. */
const Field = ({ row, pointer, field, label, children }: FieldProps) => {
  const { review, edit } = useReviewPage();
  const places = fieldKeys(row, field).join(' ');
  const content = (
    <>
      <span className="review-label">{label}</span>
      <span className="review-value">{children}</span>
    </>
  );
  if (!review.isOpen)
    return (
      <div className="review-field" data-places={places}>
        {content}
      </div>
    );
  return (
    <button
      type="button"
      className="review-field"
      data-places={places}
      onClick={() => {
        edit({ pointer, field });
      }}
    >
      {content}
    </button>
  );
};

const plain = (text: string | null): ReactNode => (text === null || text === '' ? <span className="soft">không ghi</span> : text);

const TaskFields = ({ task, pointer }: { readonly task: DraftTask; readonly pointer: string }) => {
  const common = { row: task, pointer };
  const { due, text } = task.deadline;
  return (
    <>
      <Field {...common} field="title" label="Nội dung">
        <strong className="prose">{task.title === '' ? 'Chưa có nội dung' : task.title}</strong>
      </Field>
      <div className="review-fields">
        <Field {...common} field="leads" label="Chủ trì">
          <Refs refs={task.leads} />
        </Field>
        <Field {...common} field="coordinators" label="Phối hợp">
          <Refs refs={task.coordinators} />
        </Field>
        <Field {...common} field="approvers" label="Phê duyệt">
          <Refs refs={task.approvers} />
        </Field>
        <Field {...common} field="deadline" label="Thời hạn">
          {plain(text)}
          <span className="small soft"> ({due === null ? 'không định ngày' : `đến hết ${formatDate(due)}`})</span>
        </Field>
        {task.funding === null ? null : (
          <Field {...common} field="funding" label="Kinh phí">
            {task.funding}
          </Field>
        )}
        {task.output === null ? null : (
          <Field {...common} field="output" label="Sản phẩm">
            {task.output}
          </Field>
        )}
        {task.responsible === null ? null : (
          <Field {...common} field="responsible" label="Người chịu trách nhiệm">
            {task.responsible}
          </Field>
        )}
        {task.others.map(({ head, text: other }, index) => (
          <div key={index} className="review-field" data-places={fieldKeys(task, `others/${String(index)}`).join(' ')}>
            <span className="review-label">{head}</span>
            <span className="review-value">{other}</span>
          </div>
        ))}
      </div>
    </>
  );
};

const IndicatorFields = ({ indicator, pointer }: { readonly indicator: DraftIndicator; readonly pointer: string }) => {
  const common = { row: indicator, pointer };
  return (
    <>
      <Field {...common} field="name" label="Chỉ tiêu">
        <strong className="prose">{indicator.name === '' ? 'Chưa có tên' : indicator.name}</strong>
      </Field>
      <div className="review-fields">
        <Field {...common} field="unit" label="Đơn vị tính">
          {plain(indicator.unit)}
        </Field>
        <Field {...common} field="targets" label="Cần đạt">
          {plain(indicator.targets.map(({ period, text }) => `${period}: ${text}`).join('; '))}
        </Field>
        <Field {...common} field="leads" label="Theo dõi, đánh giá">
          <Refs refs={indicator.leads} />
        </Field>
      </div>
    </>
  );
};

interface RowCardProps {
  readonly row: DraftTask | DraftIndicator;
  readonly list: 'tasks' | 'indicators';
  readonly index: number;
  readonly doubts: readonly Doubt[];
  /** The field in which correction begins; null: the row is shown. */
  readonly editedField: string | null;
}

const kindWords = { tasks: 'Nhiệm vụ', indicators: 'Chỉ tiêu' } as const;

const Card = ({ row, list, index, doubts, editedField }: RowCardProps) => {
  const { review, edit } = useReviewPage();
  const pointer = `/${list}/${String(index)}`;
  const isTask = 'title' in row;
  const name = `${kindWords[list]} ở dòng ${String(index + 1)}`;
  const open = (field: string): void => {
    edit({ pointer, field });
  };
  return (
    <article className="card review-row" id={`dong${pointer.replaceAll('/', '-')}`} aria-label={name} data-doubtful={doubts.length > 0}>
      <header className="spread">
        <p className="soft small">
          <strong>{row.ordinal ?? '–'}</strong> · {placeWords(row.source)}
        </p>
        {review.isOpen && editedField === null ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              open(isTask ? 'title' : 'name');
            }}
          >
            Sửa<span className="visually-hidden"> {name.toLowerCase()}</span>
          </Button>
        ) : null}
      </header>
      {editedField === null ? (
        isTask ? (
          <TaskFields task={row} pointer={pointer} />
        ) : (
          <IndicatorFields indicator={row} pointer={pointer} />
        )
      ) : isTask ? (
        <TaskEditor task={row} index={index} field={editedField} />
      ) : (
        <IndicatorEditor indicator={row} index={index} field={editedField} />
      )}
      {doubts.map((doubt) => (
        <DoubtNote
          key={doubt.finding}
          doubt={doubt}
          onEdit={() => {
            open(doubt.pointer?.split('/')[3] ?? (isTask ? 'title' : 'name'));
          }}
        />
      ))}
    </article>
  );
};

const isSameList = (one: readonly Doubt[], other: readonly Doubt[]): boolean =>
  one.length === other.length && one.every((doubt, index) => doubt === other[index]);

/** A row is drawn again only where it, its doubts or its form have changed: a draft may have 150 of them. */
export const RowCard = memo(
  Card,
  (before, after) =>
    before.row === after.row &&
    before.index === after.index &&
    before.editedField === after.editedField &&
    isSameList(before.doubts, after.doubts),
);
