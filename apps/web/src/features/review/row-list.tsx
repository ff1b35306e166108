import { Fragment, useEffect, useRef } from 'react';
import type { PlanDraft } from '#contracts';
import { EmptyState } from '../../ui/empty-state.js';
import type { DraftRow, RowList as ListName } from './edits.js';
import type { Doubt } from './places.js';
import { useReviewPage } from './review-context.js';
import { RowCard } from './row-card.js';

interface RowListProps {
  readonly list: ListName;
  readonly rows: readonly DraftRow[];
  readonly doubts: ReadonlyMap<string | null, readonly Doubt[]>;
}

const none: readonly Doubt[] = [];
const emptyWords = { tasks: 'Chưa có nhiệm vụ nào', indicators: 'Tệp không có chỉ tiêu' } as const;

const headingOf = ({ ordinal, title }: PlanDraft['groups'][number]): string => [ordinal, title].filter((each) => each !== '').join('. ');

/** The rows in the order of the document, each under the heading of its group. */
export const RowList = ({ list, rows, doubts }: RowListProps) => {
  const { review, editing } = useReviewPage();
  const { groups } = review.view.draft;
  const edited = useRef<string | null>(null);
  useEffect(() => {
    if (editing !== null && editing.pointer !== edited.current)
      document.getElementById(`dong${editing.pointer.replaceAll('/', '-')}`)?.scrollIntoView({ block: 'nearest' });
    edited.current = editing?.pointer ?? null;
  }, [editing]);
  if (rows.length === 0) return <EmptyState title={emptyWords[list]} />;
  return (
    <div className="stack-tight">
      {rows.map((row, index) => {
        const pointer = `/${list}/${String(index)}`;
        const group = row.groupIndex === null ? undefined : groups[row.groupIndex];
        const isNew = group !== undefined && rows[index - 1]?.groupIndex !== row.groupIndex;
        return (
          <Fragment key={index}>
            {isNew ? <h2 className="review-group">{headingOf(group)}</h2> : null}
            <RowCard
              row={row}
              list={list}
              index={index}
              doubts={doubts.get(pointer) ?? none}
              editedField={editing?.pointer === pointer ? editing.field : null}
            />
          </Fragment>
        );
      })}
    </div>
  );
};
