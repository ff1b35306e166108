import { Button } from '@mantine/core';
import { SidePanel } from '../../ui/side-panel.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { formatInstant } from '../../words/dates.js';
import { useReviewPage } from './review-context.js';

/** Everything that was corrected: what, by whom, when; each can be taken back and done again on its own. */
export const CorrectionsPanel = ({ onClose }: { readonly onClose: () => void }) => {
  const { review } = useReviewPage();
  const { corrections } = review.view;
  return (
    <SidePanel title="Các lần sửa" about="Mới nhất ở trên. Tệp nguồn không thay đổi." onClose={onClose}>
      {review.failure === null ? null : <Notice tone="red" title={messageOf(review.failure)} />}
      {corrections.length === 0 ? (
        <EmptyState title="Chưa sửa gì">Mỗi lần sửa hiện ở đây với người sửa và thời điểm, và hoàn tác được.</EmptyState>
      ) : (
        <ol className="plain-list review-corrections">
          {corrections.toReversed().map(({ number, sentence, by, agency, at, stands }) => (
            <li key={number} className="spread" data-undone={!stands}>
              <div>
                <p>
                  {stands ? '' : 'Đã hoàn tác: '}
                  {sentence}
                </p>
                <p className="small soft">
                  {by}
                  {agency === null ? '' : `, ${agency.name}`} · {formatInstant(at)}
                </p>
              </div>
              {review.isOpen ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    review.turn(stands ? 'undo' : 'redo', number);
                  }}
                >
                  {stands ? 'Hoàn tác' : 'Làm lại'}
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
      )}
    </SidePanel>
  );
};
