import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconChevronDown, IconHistory } from '@tabler/icons-react';
import { useReviewPage } from './review-context.js';

interface ReviewBarProps {
  readonly settled: number;
  readonly of: number;
  readonly onStep: (direction: 1 | -1) => void;
  readonly onHistory: () => void;
  /** Which of the two a narrow screen shows. */
  readonly shown: 'draft' | 'source';
  readonly onShown: (shown: 'draft' | 'source') => void;
}

/** How far the review has come, the way from doubt to doubt, and the way back. Function keys and Ctrl only: single letters belong to Telex. */
export const ReviewBar = ({ settled, of, onStep, onHistory, shown, onShown }: ReviewBarProps) => {
  const { review } = useReviewPage();
  const { undo, redo, corrections } = review.view;
  return (
    <div className="review-bar">
      <div className="review-progress">
        <progress max={Math.max(of, 1)} value={of === 0 ? 1 : settled} aria-label="Số điểm đã xem" />
        <span role="status">
          {of === 0
            ? 'Không có điểm nào cần xem'
            : settled === of
              ? `Đã xem cả ${String(of)} điểm`
              : `Đã xem ${String(settled)}/${String(of)} điểm cần xem`}
        </span>
      </div>
      <div className="row">
        {settled < of ? (
          <Button
            size="compact-md"
            title="F8; lùi lại: Shift+F8"
            leftSection={<IconChevronDown size={16} aria-hidden />}
            onClick={() => {
              onStep(1);
            }}
          >
            Điểm tiếp theo
          </Button>
        ) : null}
        {review.isOpen ? (
          <>
            <Button
              size="compact-md"
              variant="default"
              title="Ctrl+Z"
              disabled={undo === null}
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              onClick={() => {
                review.turn('undo', undo);
              }}
            >
              Hoàn tác
            </Button>
            <Button
              size="compact-md"
              variant="default"
              title="Ctrl+Y"
              disabled={redo === null}
              leftSection={<IconArrowForwardUp size={16} aria-hidden />}
              onClick={() => {
                review.turn('redo', redo);
              }}
            >
              Làm lại
            </Button>
          </>
        ) : null}
        <Button size="compact-md" variant="default" leftSection={<IconHistory size={16} aria-hidden />} onClick={onHistory}>
          Các lần sửa ({corrections.length})
        </Button>
        <Button
          className="review-switch"
          size="compact-md"
          variant="default"
          onClick={() => {
            onShown(shown === 'draft' ? 'source' : 'draft');
          }}
        >
          {shown === 'draft' ? 'Xem bản gốc' : 'Xem dự thảo'}
        </Button>
      </div>
    </div>
  );
};
