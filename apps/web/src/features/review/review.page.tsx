import './review.css';
import '../acts/form.css';
import { useMemo, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { PlanDraftView } from '#contracts';
import { planDraftQuery } from '../../api/queries.js';
import { FileList } from '../../ui/file-list.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { CloseDraft } from './close-draft.js';
import { CorrectionsPanel } from './corrections-panel.js';
import { DraftTabs } from './draft-tabs.js';
import { useLinking } from './linking.js';
import { inReadingOrder, rowPointer, type Doubt } from './places.js';
import { ReviewBar } from './review-bar.js';
import { ReviewContext, type Editing } from './review-context.js';
import { SourcePane } from './source-pane.js';
import { useDoubtSteps } from './use-doubt-steps.js';
import { PlaceChanged, useReview } from './use-review.js';

/** The draft beside the document it was read from: doubt by doubt it is put right, then entered for follow-up. */
export const ReviewPage = () => {
  const { id } = useParams({ from: '/signed-in/ke-hoach/$id/du-thao' });
  return <QueryView query={useQuery(planDraftQuery(id))}>{(view) => <Review key={id} view={view} />}</QueryView>;
};

const closedWords = (view: PlanDraftView) =>
  view.status === 'draft-closed' && view.takenOverBy === null ? (
    <p className="card">Bản dự thảo đã đóng, không đưa vào theo dõi.</p>
  ) : (
    <p className="card">
      {view.takenOverBy === null ? 'Kế hoạch đã được đưa vào theo dõi.' : 'Đã áp dụng làm bản sửa đổi của kế hoạch đang theo dõi.'}{' '}
      <Link to="/ke-hoach/$id" params={{ id: view.takenOverBy ?? view.id }}>
        Xem kế hoạch
      </Link>
    </p>
  );

const tabOf = (pointer: string | null): string => (pointer?.startsWith('/indicators') === true ? 'chi-tieu' : 'nhiem-vu');

const byRow = (doubts: readonly Doubt[]): ReadonlyMap<string | null, readonly Doubt[]> => {
  const rows = new Map<string | null, Doubt[]>();
  for (const doubt of inReadingOrder(doubts)) {
    if (doubt.settled !== null) continue;
    const row = rowPointer(doubt.pointer);
    rows.set(row, [...(rows.get(row) ?? []), doubt]);
  }
  return rows;
};

const Failure = ({ failure }: { readonly failure: unknown }) => {
  if (failure === null) return null;
  if (!(failure instanceof PlaceChanged)) return <Notice tone="red" title={messageOf(failure)} />;
  return (
    <Notice tone="amber" title={failure.message}>
      <p>Bản mới nhất đang hiển thị; đề nghị xem lại rồi sửa tiếp.</p>
    </Notice>
  );
};

const Review = ({ view }: { readonly view: PlanDraftView }) => {
  const review = useReview(view);
  const { muc = 'nhiem-vu' } = useSearch({ from: '/signed-in/ke-hoach/$id/du-thao' });
  const navigate = useNavigate({ from: '/ke-hoach/$id/du-thao' });
  const [editing, setEditing] = useState<Editing | null>(null);
  const [shown, setShown] = useState<'draft' | 'source'>('draft');
  const [isHistory, setHistory] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useLinking(root);
  const setTab = (tab: string): void => void navigate({ search: (search) => ({ ...search, muc: tab }), replace: true, resetScroll: false });
  const edit = (target: Editing | null): void => {
    setEditing(target);
    if (target !== null && tabOf(target.pointer) !== muc) setTab(tabOf(target.pointer));
  };
  const { step } = useDoubtSteps(
    view.doubts,
    ({ pointer }) => {
      setShown('draft');
      if (tabOf(pointer) !== muc && (rowPointer(pointer) !== null || muc !== 'chi-tieu')) setTab(tabOf(pointer));
    },
    {
      onUndo: () => {
        review.turn('undo', view.undo);
      },
      onRedo: () => {
        review.turn('redo', view.redo);
      },
    },
  );
  const doubts = useMemo(() => byRow(view.doubts), [view.doubts]);
  const settled = view.doubts.filter((doubt) => doubt.settled !== null).length;
  return (
    <ReviewContext.Provider value={{ review, editing, edit }}>
      <PageHeader title="Rà soát dự thảo" lead={view.draft.document.title}>
        <div className="row">
          <FileList files={[view.file]} />
          {review.isOpen ? <CloseDraft /> : null}
        </div>
      </PageHeader>
      <ReviewBar
        settled={settled}
        of={view.doubts.length}
        onStep={step}
        onHistory={() => {
          setHistory(true);
        }}
        shown={shown}
        onShown={setShown}
      />
      <Failure failure={review.failure} />
      <div className="review" ref={root} data-shown={shown}>
        <SourcePane id={view.id} />
        <div className="review-draft stack">
          {review.isOpen ? null : closedWords(view)}
          <DraftTabs tab={muc} onTab={setTab} doubts={doubts} openDoubts={view.doubts.length - settled} />
        </div>
      </div>
      {isHistory ? (
        <CorrectionsPanel
          onClose={() => {
            setHistory(false);
          }}
        />
      ) : null}
    </ReviewContext.Provider>
  );
};
