import { Link } from '@tanstack/react-router';
import type { ReportView } from '#contracts';
import { dateOfInstant, formatDate } from '../../words/dates.js';
import { countedWords } from './report-words.js';

/** Changes to what earlier, locked periods counted: those stay as they are. */
export const Adjustments = ({ adjustments }: Pick<ReportView, 'adjustments'>) =>
  adjustments.length === 0 ? null : (
    <section className="stack-tight" aria-labelledby="dieu-chinh">
      <h2 id="dieu-chinh">Điều chỉnh số liệu các kỳ đã khóa</h2>
      <p className="soft">Số liệu đã khóa giữ nguyên; thay đổi ghi nhận sau đó được nêu ở đây.</p>
      <div className="table-frame">
        <table className="plain cards-when-narrow">
          <caption className="visually-hidden">Điều chỉnh số liệu các kỳ đã khóa</caption>
          <thead>
            <tr>
              <th scope="col">Kỳ đã khóa</th>
              <th scope="col">Nhiệm vụ</th>
              <th scope="col">Đã ghi nhận</th>
              <th scope="col">Điều chỉnh thành</th>
              <th scope="col">Do</th>
            </tr>
          </thead>
          <tbody>
            {adjustments.map(({ report, title, task, part, cycle, before, after, movedBy }) => (
              <tr key={`${report} ${task.id} ${part} ${String(cycle)}`}>
                <td data-label="Kỳ đã khóa">
                  <Link to="/so-lieu/chot/$id" params={{ id: report }}>
                    {title}
                  </Link>
                </td>
                <td data-label="Nhiệm vụ">
                  <Link to="/nhiem-vu/$id" params={{ id: task.id }}>
                    {task.title}
                  </Link>
                </td>
                <td data-label="Đã ghi nhận">{countedWords(before)}</td>
                <td data-label="Điều chỉnh thành">{countedWords(after)}</td>
                <td data-label="Do">
                  {movedBy.map(({ text, recordedAt }) => `${text} (${formatDate(dateOfInstant(recordedAt))})`).join('; ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
