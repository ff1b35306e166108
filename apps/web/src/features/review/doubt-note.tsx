import { Button } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Finding, PlanDraftView } from '#contracts';
import { planSourceQuery } from '../../api/queries.js';
import { keysOf, placeWords, textAt, type Doubt } from './places.js';
import { useReviewPage } from './review-context.js';

interface DoubtProps {
  readonly doubt: Doubt;
  /** Opens the place for correction; left out where there is none. */
  readonly onEdit?: () => void;
}

/** Doubts of one kind that are still open. */
const openLike = ({ doubts, draft }: PlanDraftView, code: string): readonly Doubt[] =>
  doubts.filter(({ finding, settled }) => settled === null && draft.findings[finding]?.code === code);

const EXCERPT = 180;
const excerptOf = (text: string): string => (text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);

/** Where the reader met it, with the words that stand there. */
const Place = ({ finding, id }: { readonly finding: Finding; readonly id: string }) => {
  const { data } = useQuery(planSourceQuery(id));
  if (finding.source === null) return null;
  const text = data === undefined ? '' : textAt(data, finding.source);
  return (
    <p className="small soft">
      Bản gốc, {placeWords(finding.source)}
      {text === '' ? '' : `: “${excerptOf(text)}”`}
    </p>
  );
};

/** One finding to look at: what is doubtful, and the ways to settle it. Settled, it is gone from the page and stands in the list of corrections. */
export const DoubtNote = ({ doubt, onEdit }: DoubtProps) => {
  const { review } = useReviewPage();
  const { view, isOpen } = review;
  const finding = view.draft.findings[doubt.finding];
  if (finding === undefined) return null;
  const { fix } = doubt;
  const Icon = finding.severity === 'error' ? IconX : IconAlertTriangle;
  const applyFix = (): void => {
    void review.correct((now) => {
      const edits = now.doubts.find((each) => each.finding === doubt.finding)?.fix?.corrections;
      return edits === undefined ? null : { edits };
    }, 'Đã sửa theo đề xuất.');
  };
  const alike = openLike(view, finding.code);
  const fixable = alike.filter((each) => each.fix !== null).length;
  const applyAll = (): void => {
    void review.correct(
      (now) => ({ edits: openLike(now, finding.code).flatMap((each) => each.fix?.corrections ?? []) }),
      `Đã sửa theo đề xuất ở ${String(fixable)} chỗ.`,
    );
  };
  const keepAll = (): void => {
    void review.correct((now) => ({ seen: openLike(now, finding.code).map((each) => each.finding) }), 'Đã xem, giữ nguyên.');
  };
  const keep = (): void => {
    void review.correct(() => ({ seen: [doubt.finding] }), 'Đã xem, giữ nguyên.');
  };
  return (
    <div
      className="doubt"
      data-tone={finding.severity === 'error' ? 'red' : 'amber'}
      id={`diem-${String(doubt.finding)}`}
      data-doubt={doubt.finding}
      data-places={finding.source === null ? '' : keysOf(finding.source).join(' ')}
      tabIndex={-1}
      role="group"
      aria-label={`Điểm cần xem: ${finding.message}`}
    >
      <p>
        <Icon size={16} aria-hidden /> {finding.message}
      </p>
      <Place finding={finding} id={view.id} />
      {isOpen ? (
        <div className="row">
          {fix === null ? null : (
            <Button size="compact-sm" onClick={applyFix}>
              {fix.label}
            </Button>
          )}
          {onEdit === undefined ? null : (
            <Button size="compact-sm" variant="default" onClick={onEdit}>
              Sửa
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={keep}>
            Đã xem, giữ nguyên
          </Button>
          {fix === null || fixable < 2 ? null : (
            <Button size="compact-sm" variant="subtle" onClick={applyAll}>
              Sửa cả {fixable} điểm cùng loại
            </Button>
          )}
          {alike.length < 2 ? null : (
            <Button size="compact-sm" variant="subtle" onClick={keepAll}>
              Giữ nguyên cả {alike.length} điểm cùng loại
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
};
