import type { PlanView } from '#contracts';
import { FileList } from '../../ui/file-list.js';
import { formatDate } from '../../words/dates.js';

/** Which versions the plan has been through; nothing while it stands as it was entered. */
export const PlanVersions = ({ amendments }: Pick<PlanView, 'amendments'>) =>
  amendments.length === 0 ? null : (
    <details>
      <summary>Đã qua {amendments.length} lần sửa đổi</summary>
      <ol className="plain-list">
        {amendments.map(({ number, document, effectiveOn, file }) => (
          <li key={number}>
            Lần {number}: {document.number ?? document.title}, hiệu lực từ {formatDate(effectiveOn)}
            {file === null ? null : <FileList files={[file]} />}
          </li>
        ))}
      </ol>
    </details>
  );
