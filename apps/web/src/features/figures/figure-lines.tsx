import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { figureLinesQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { QueryView } from '../../ui/query-view.js';
import { SidePanel } from '../../ui/side-panel.js';
import { formatDate } from '../../words/dates.js';
import { cellLabels, originLabels, type Cell, type Origin } from './figure-words.js';

interface FigureLinesProps {
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly cell: Cell | null;
  readonly origin: Origin | null;
  readonly about: string;
  readonly onClose: () => void;
}

/** The lượt giao behind a number. */
export const FigureLines = ({ parameters, cell, origin, about, onClose }: FigureLinesProps) => {
  const query = useQuery(figureLinesQuery({ ...parameters, cell: cell ?? undefined, origin: origin ?? undefined }));
  const title = [cell === null ? null : cellLabels[cell], origin === null ? null : originLabels[origin]].filter((word) => word !== null);
  return (
    <SidePanel title={title.length === 0 ? 'Tổng số lượt giao' : title.join(', ')} about={about} onClose={onClose}>
      <QueryView query={query}>
        {(lines) =>
          lines.length === 0 ? (
            <EmptyState title="Không có lượt giao">Số liệu vừa thay đổi; đóng bảng này để xem số mới.</EmptyState>
          ) : (
            <ol className="figure-lines">
              {lines.map((line) => (
                <li key={`${line.task.id} ${line.part} ${line.period ?? ''}`}>
                  <Link to="/nhiem-vu/$id" params={{ id: line.task.id }}>
                    {line.task.title}
                  </Link>
                  <div className="small soft">
                    {[
                      line.agency.name,
                      line.period,
                      line.due === null ? null : `hạn ${formatDate(line.due)}`,
                      line.daysLate === 0 ? null : `quá hạn ${String(line.daysLate)} ngày`,
                      line.submitted ? 'đã trình, chờ phê duyệt' : null,
                      line.extensionAsked ? 'đã đề nghị gia hạn' : null,
                    ]
                      .filter((word) => word !== null)
                      .join(' · ')}
                  </div>
                </li>
              ))}
            </ol>
          )
        }
      </QueryView>
    </SidePanel>
  );
};
