import { useState, type KeyboardEvent, type ReactNode, type SubmitEvent } from 'react';
import { Button, Textarea } from '@mantine/core';
import type { PlanDraftView } from '#contracts';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { formatInstant } from '../../words/dates.js';
import {
  changedFields,
  indexOfRow,
  mergeWithAbove,
  newRowBelow,
  proposedSplit,
  rowFromSamePlace,
  splitRow,
  titleOf,
  type DraftRow,
  type Edit,
  type RowList,
} from './edits.js';
import { useReviewPage } from './review-context.js';
import { PlaceChanged } from './use-review.js';

/** What a form of one row keeps: the row as it stood when the form was opened, and what was changed in it since. */
export const useRowForm = <Row extends DraftRow>(row: Row) => {
  const { review } = useReviewPage();
  const [base, setBase] = useState(row);
  const [changes, setChanges] = useState<Partial<Row>>({});
  const [since, setSince] = useState(review.view.version);
  return {
    base,
    since,
    value: { ...base, ...changes },
    set: (change: Partial<Row>): void => {
      setChanges((old) => ({ ...old, ...change }));
    },
    /** Goes on from how the row stands now; what was typed stays. */
    rebase: (now: Row, version: number): void => {
      setBase(now);
      setSince(version);
    },
  };
};

interface RowEditorProps<Row extends DraftRow> {
  readonly list: RowList;
  readonly index: number;
  readonly form: ReturnType<typeof useRowForm<Row>>;
  readonly children: ReactNode;
}

const isRowOf = <Row extends DraftRow>(found: DraftRow, base: Row): found is Row => 'title' in found === 'title' in base;

/** Somebody else corrected the row meanwhile: what they did, and the way on. */
const Changed = ({
  view,
  since,
  onGoOn,
}: {
  readonly view: PlanDraftView;
  readonly since: number;
  readonly onGoOn: (() => void) | null;
}) => {
  const others = view.corrections.filter(({ number }) => number > since);
  return (
    <Notice tone="amber" title="Dòng này vừa được người khác sửa">
      {others.length === 0 ? null : (
        <ul>
          {others.map((each) => (
            <li key={each.number}>
              {formatInstant(each.at)}, {each.by}: {each.sentence}
            </li>
          ))}
        </ul>
      )}
      <p>Nội dung đã nhập vẫn được giữ.</p>
      {onGoOn === null ? (
        <p>Dòng không còn ở chỗ cũ; đề nghị đóng biểu mẫu này và tìm lại dòng.</p>
      ) : (
        <Button size="xs" variant="default" onClick={onGoOn}>
          Lấy bản mới nhất và sửa tiếp
        </Button>
      )}
    </Notice>
  );
};

const Split = ({
  text,
  onSplit,
  onCancel,
}: {
  readonly text: string;
  readonly onSplit: (parts: readonly [string, string]) => void;
  readonly onCancel: () => void;
}) => {
  const [[first, second], setParts] = useState(() => proposedSplit(text));
  return (
    <div className="stack-tight" role="group" aria-label="Tách dòng">
      <Textarea
        label="Nội dung dòng thứ nhất"
        autosize
        minRows={2}
        value={first}
        onChange={(event) => {
          setParts([event.currentTarget.value, second]);
        }}
      />
      <Textarea
        label="Nội dung dòng thứ hai"
        autosize
        minRows={2}
        value={second}
        onChange={(event) => {
          setParts([first, event.currentTarget.value]);
        }}
      />
      <div className="row">
        <Button
          size="sm"
          disabled={first.trim() === '' || second.trim() === ''}
          onClick={() => {
            onSplit([first.trim(), second.trim()]);
          }}
        >
          Tách thành hai dòng
        </Button>
        <Button size="sm" variant="default" onClick={onCancel}>
          Không tách
        </Button>
      </div>
    </div>
  );
};

/** The form of one row: its fields, and what can be done with the row as a whole. Ctrl+Enter keeps, Escape closes. */
export const RowEditor = <Row extends DraftRow>({ list, index, form, children }: RowEditorProps<Row>) => {
  const { review, edit } = useReviewPage();
  const { base, value, since } = form;
  const [isSplitting, setSplitting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = (): void => {
    edit(null);
  };
  /** Made of the row as it stands now, wherever that is; not at all where it was changed. */
  const act = async (make: (at: number, view: PlanDraftView) => readonly Edit[], done: string): Promise<void> => {
    const failed = await review.correctHere((view) => {
      const at = indexOfRow(view.draft[list], base);
      return at === null ? null : { edits: make(at, view) };
    }, done);
    setError(failed);
    if (failed === null) close();
  };
  const save = (): void => void act((at) => changedFields(`/${list}/${String(at)}`, base, value), 'Đã sửa dòng của dự thảo.');
  const goOn = (): void => {
    const now = rowFromSamePlace(review.view.draft[list], base);
    if (now !== null && isRowOf(now, base)) form.rebase(now, review.view.version);
    setError(null);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.ctrlKey) save();
    else if (event.key === 'Escape' && !event.defaultPrevented) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form className="act-form review-form" onSubmit={submit} onKeyDown={onKey} aria-label="Sửa dòng của dự thảo" noValidate>
      {children}
      {error === null ? null : error instanceof PlaceChanged ? (
        <Changed view={review.view} since={since} onGoOn={rowFromSamePlace(review.view.draft[list], base) === null ? null : goOn} />
      ) : (
        <Notice tone="red" title={messageOf(error)} />
      )}
      <div className="row">
        <Button type="submit" loading={review.isBusy}>
          Ghi sửa đổi
        </Button>
        <Button variant="default" onClick={close}>
          Đóng
        </Button>
      </div>
      {isSplitting ? (
        <Split
          text={titleOf(base)}
          onCancel={() => {
            setSplitting(false);
          }}
          onSplit={(parts) => void act((at) => splitRow(list, at, base, parts), 'Đã tách thành hai dòng.')}
        />
      ) : (
        <div className="row" role="group" aria-label="Cả dòng">
          <Button size="compact-sm" variant="subtle" onClick={() => void act((at) => [newRowBelow(list, at, base)], 'Đã thêm một dòng.')}>
            Thêm dòng bên dưới
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              setSplitting(true);
            }}
          >
            Tách dòng
          </Button>
          {index === 0 ? null : (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => void act((at, view) => mergeWithAbove(view.draft, list, at), 'Đã gộp vào dòng trên.')}
            >
              Gộp vào dòng trên
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() => void act((at) => [{ op: 'remove', pointer: `/${list}/${String(at)}` }], 'Đã bỏ một dòng.')}
          >
            Bỏ dòng
          </Button>
        </div>
      )}
    </form>
  );
};
