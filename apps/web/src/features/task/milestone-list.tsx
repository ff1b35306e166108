import type { LeadPartView } from '#contracts';
import { FileList } from '../../ui/file-list.js';
import { formatDate } from '../../words/dates.js';
import { deadlineLabels } from '../../words/labels.js';

type Milestone = LeadPartView['milestones'][number];

const stateText = ({ outcome, status }: Milestone): string => (outcome === 'withdrawn' ? 'Thôi theo dõi' : deadlineLabels[status]);

/** What is to be reached on the way, each with its date and verdict. */
export const MilestoneList = ({ milestones }: { readonly milestones: LeadPartView['milestones'] }) => {
  if (milestones.length === 0) return null;
  return (
    <section className="part-section">
      <h3>Mốc thực hiện</h3>
      <ol className="records">
        {milestones.map((milestone) => (
          <li key={milestone.number}>
            <p>
              <strong>Mốc {milestone.number}</strong> · thời hạn {formatDate(milestone.due)} · {stateText(milestone)}
            </p>
            <p className="prose">{milestone.text}</p>
            {milestone.basis === null ? null : <p className="soft">Căn cứ {milestone.basis}</p>}
            {milestone.report === null ? null : (
              <>
                <p className="prose">
                  Báo cáo gửi ngày {formatDate(milestone.report.sentOn)}
                  {milestone.report.provisional ? ' (chờ Văn phòng xác nhận)' : ''}: {milestone.report.text}
                </p>
                <FileList files={milestone.report.files} />
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
