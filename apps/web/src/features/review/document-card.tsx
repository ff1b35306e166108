import { useState, type SubmitEvent } from 'react';
import { Button, Textarea, TextInput } from '@mantine/core';
import type { PlanDraft } from '#contracts';
import { formatDate } from '../../words/dates.js';
import DateField from '../acts/date-field.js';
import { DoubtNote } from './doubt-note.js';
import { changedFields } from './edits.js';
import { type Doubt } from './places.js';
import { useReviewPage } from './review-context.js';

type Document = PlanDraft['document'];
type Group = PlanDraft['groups'][number];

const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

const newGroup: Group = { ordinal: '', title: '', parent: null, source: null };

const GroupFields = ({ groups, onGroups }: { readonly groups: readonly Group[]; readonly onGroups: (groups: Group[]) => void }) => (
  <fieldset className="review-deadline">
    <legend>Các nhóm của phụ lục</legend>
    {groups.map((group, index) => (
      <div key={index} className="review-group-fields">
        <TextInput
          label={`Số nhóm ${String(index + 1)}`}
          value={group.ordinal}
          onChange={(event) => {
            onGroups(groups.with(index, { ...group, ordinal: event.currentTarget.value }));
          }}
        />
        <TextInput
          label={`Tên nhóm ${String(index + 1)}`}
          value={group.title}
          onChange={(event) => {
            onGroups(groups.with(index, { ...group, title: event.currentTarget.value }));
          }}
        />
      </div>
    ))}
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => {
        onGroups([...groups, newGroup]);
      }}
    >
      Thêm nhóm
    </Button>
  </fieldset>
);

interface FormProps {
  readonly document: Document;
  readonly groups: readonly Group[];
  readonly onClose: () => void;
}

/** Number, day, issuer and title of the document, and the headings of its appendices. */
const DocumentForm = ({ document, groups, onClose }: FormProps) => {
  const { review } = useReviewPage();
  const [value, setValue] = useState(document);
  const [named, setNamed] = useState<readonly Group[]>(groups);
  const save = async (): Promise<void> => {
    const edits = [
      ...changedFields('/document', document, value),
      ...(JSON.stringify(groups) === JSON.stringify(named) ? [] : [{ pointer: '/groups', value: named }]),
    ];
    if (await review.correct(() => ({ edits }), 'Đã sửa thông tin văn bản.')) onClose();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void save();
  };
  return (
    <form className="act-form" onSubmit={submit} aria-label="Sửa thông tin văn bản">
      <Textarea
        label="Tên văn bản"
        autosize
        value={value.title}
        onChange={(event) => {
          setValue({ ...value, title: event.currentTarget.value });
        }}
      />
      <div className="review-pair">
        <TextInput
          label="Số, ký hiệu"
          value={value.number ?? ''}
          onChange={(event) => {
            setValue({ ...value, number: orNull(event.currentTarget.value) });
          }}
        />
        <DateField
          label="Ngày ban hành"
          value={value.issuedOn ?? ''}
          onValue={(day) => {
            setValue({ ...value, issuedOn: day === '' ? null : day });
          }}
        />
        <TextInput
          label="Cơ quan ban hành"
          value={value.issuer ?? ''}
          onChange={(event) => {
            setValue({ ...value, issuer: orNull(event.currentTarget.value) });
          }}
        />
      </div>
      <GroupFields groups={named} onGroups={setNamed} />
      <div className="row">
        <Button type="submit" loading={review.isBusy}>
          Ghi sửa đổi
        </Button>
        <Button variant="default" onClick={onClose}>
          Đóng
        </Button>
      </div>
    </form>
  );
};

/** What the file says of the document itself, with the doubts that concern no single row. */
export const DocumentCard = ({ doubts }: { readonly doubts: readonly Doubt[] }) => {
  const { review } = useReviewPage();
  const { document, groups, coverage } = review.view.draft;
  const [isEditing, setEditing] = useState(false);
  const stop = (): void => {
    setEditing(false);
  };
  const start = (): void => {
    setEditing(true);
  };
  return (
    <section className="card review-row" aria-label="Văn bản" data-doubtful={doubts.length > 0}>
      {isEditing ? (
        <DocumentForm document={document} groups={groups} onClose={stop} />
      ) : (
        <div className="spread">
          <div className="stack-tight">
            <p>
              {document.number ?? 'Chưa có số'},{' '}
              {document.issuedOn === null ? 'chưa có ngày ban hành' : `ngày ${formatDate(document.issuedOn)}`}
              {document.issuer === null ? '' : `, ${document.issuer}`}
            </p>
            <p className="small soft">
              Đã đọc {coverage.accounted}/{coverage.units} ô, dòng có nội dung của tệp
              {coverage.unaccounted.length === 0
                ? '; không nội dung nào bị bỏ sót.'
                : `; ${String(coverage.unaccounted.length)} chỗ chưa xếp được.`}
            </p>
          </div>
          {review.isOpen ? (
            <Button size="compact-sm" variant="default" onClick={start}>
              Sửa<span className="visually-hidden"> thông tin văn bản</span>
            </Button>
          ) : null}
        </div>
      )}
      {doubts.map((doubt) => (
        <DoubtNote key={doubt.finding} doubt={doubt} {...(doubt.pointer?.startsWith('/document') === true ? { onEdit: start } : {})} />
      ))}
    </section>
  );
};
