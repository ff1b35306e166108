import './amendment.css';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ComparedLine, PlanDraftView } from '#contracts';
import { planDraftQuery, sessionQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { PageSkeleton } from '../../ui/page-skeleton.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate } from '../../words/dates.js';
import DateField from '../acts/date-field.js';
import { stepToLine, useLineSteps } from './use-line-steps.js';
import { IndicatorLines, KeptLines } from './kept-lines.js';
import { LineCard } from './line-card.js';
import { useAmendment } from './use-amendment.js';

/** A new version beside the plan that is followed: line by line, for a person to confirm. */
export const AmendmentPage = () => {
  const { id, draft } = useParams({ from: '/signed-in/ke-hoach/$id/sua-doi/$draft' });
  const session = useQuery(sessionQuery).data;
  const query = useQuery(planDraftQuery(draft));
  return (
    <QueryView query={query}>
      {(view) => (session === undefined ? <PageSkeleton /> : <Amendment planId={id} draft={view} today={session.today} />)}
    </QueryView>
  );
};

/** Empty where the new version does not give its number: then a person says by what it holds. */
const basisOf = ({ draft: { document } }: PlanDraftView): string => {
  if (document.number === null) return '';
  return document.issuedOn === null ? document.number : `${document.number} ngày ${formatDate(document.issuedOn)}`;
};

interface AmendmentProps {
  readonly planId: string;
  readonly draft: PlanDraftView;
  readonly today: string;
}

type Amending = ReturnType<typeof useAmendment>;

const countWords = { kept: 'giữ nguyên', changed: 'thay đổi', added: 'thêm mới', withdrawn: 'đưa ra khỏi kế hoạch' } as const;

/** "13 giữ nguyên, 2 thay đổi, 1 thêm mới" */
const countsOf = (lines: readonly ComparedLine[]): string =>
  (['changed', 'added', 'withdrawn', 'kept'] as const)
    .map((kind) => [lines.filter((line) => line.kind === kind).length, countWords[kind]] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${String(count)} ${words}`)
    .join(', ');

const Lines = ({ amending }: { readonly amending: Amending }) => {
  const { query, changed, kept } = amending;
  if (query.error !== null)
    return (
      <Notice tone="red" title={messageOf(query.error)}>
        <Button size="xs" variant="default" onClick={() => void query.refetch()}>
          So sánh lại
        </Button>
      </Notice>
    );
  if (query.data === undefined) return <PageSkeleton />;
  const added = changed.filter(({ kind }) => kind === 'added');
  return (
    <>
      <p>Nhiệm vụ: {countsOf(query.data.tasks)}.</p>
      {changed.length === 0 ? <EmptyState title="Không có nhiệm vụ nào thay đổi">Hai bản giao cùng các nhiệm vụ.</EmptyState> : null}
      {changed.map((line) => (
        <LineCard
          key={`${line.taskId} ${line.kind}`}
          line={line}
          choice={amending.choiceOf(line)}
          onChoice={(choice) => {
            amending.choose(line, choice);
          }}
          isConfirmed={amending.isConfirmed(line)}
          onConfirmed={(isAgreed) => {
            amending.confirm([line], isAgreed);
          }}
          added={added}
          onPair={amending.pair}
        />
      ))}
      <KeptLines lines={kept} />
      <IndicatorLines lines={query.data.indicators} />
    </>
  );
};

const Failure = ({ amending }: { readonly amending: Amending }) =>
  amending.applying.error === null ? null : (
    <Notice tone={amending.isStale ? 'amber' : 'red'} title={messageOf(amending.applying.error)}>
      {amending.isStale ? (
        <Button size="xs" variant="default" onClick={() => void amending.look()}>
          Xem bản so sánh mới nhất
        </Button>
      ) : null}
    </Notice>
  );

const Amendment = ({ planId, draft, today }: AmendmentProps) => {
  const [effectiveOn, setEffectiveOn] = useState(draft.draft.document.issuedOn ?? today);
  const [basis, setBasis] = useState(basisOf(draft));
  const amending = useAmendment({ planId, draft, effectiveOn, basis });
  const { query, changed, open, applying } = amending;
  useLineSteps();
  const done = changed.length - open.length;
  const isReady = query.data !== undefined && open.length === 0 && basis.trim() !== '' && effectiveOn !== '';
  return (
    <>
      <PageHeader
        title="Áp dụng bản sửa đổi"
        lead={
          <>
            {query.data === undefined ? '' : `${query.data.old.number ?? query.data.old.title}: `}
            <Link to="/ke-hoach/$id" params={{ id: planId }}>
              kế hoạch đang theo dõi
            </Link>{' '}
            so với{' '}
            <Link to="/ke-hoach/$id/du-thao" params={{ id: draft.id }}>
              bản dự thảo mới
            </Link>
          </>
        }
      />
      <div className="stack">
        <form
          id="ap-dung-sua-doi"
          className="card amendment-terms"
          aria-label="Căn cứ và hiệu lực"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) applying.mutate(query.data.digest);
          }}
        >
          <DateField label="Có hiệu lực từ ngày" required value={effectiveOn} onValue={setEffectiveOn} />
          <TextInput
            label="Căn cứ"
            description="Số, ký hiệu văn bản sửa đổi; ghi vào diễn biến của từng nhiệm vụ thay đổi."
            required
            value={basis}
            onChange={(event) => {
              setBasis(event.currentTarget.value);
            }}
          />
        </form>
        <Lines amending={amending} />
        <Failure amending={amending} />
        <div className="amendment-bar">
          <p role="status">
            {changed.length === 0 ? 'Không có dòng thay đổi' : `Đã xem ${String(done)}/${String(changed.length)} dòng thay đổi`}
          </p>
          <div className="row">
            {open.length === 0 ? null : (
              <>
                <Button
                  variant="default"
                  title="F8; lùi lại: Shift+F8"
                  leftSection={<IconChevronDown size={16} aria-hidden />}
                  onClick={() => {
                    stepToLine(1);
                  }}
                >
                  Dòng tiếp theo
                </Button>
                <Button
                  variant="default"
                  onClick={() => {
                    amending.confirm(open, true);
                  }}
                >
                  Đồng ý cả {open.length} dòng còn lại
                </Button>
              </>
            )}
            <Button type="submit" form="ap-dung-sua-doi" disabled={!isReady} loading={applying.isPending}>
              Áp dụng bản sửa đổi
            </Button>
          </div>
        </div>
      </div>
    </>
  );
};
