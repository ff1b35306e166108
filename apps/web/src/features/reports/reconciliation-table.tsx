import type { ReportView } from '#contracts';
import { formatDate, formatInstant, formatNumber } from '../../words/dates.js';
import { answerWords } from './report-words.js';

/** Who has answered and who has not: silence is shown as silence. */
export const ReconciliationTable = ({ report }: { readonly report: ReportView }) => (
  <section className="stack-tight" aria-labelledby="doi-chieu">
    <h2 id="doi-chieu">Đối chiếu</h2>
    <p>
      {formatNumber(report.answered)}/{formatNumber(report.agencies)} cơ quan đã trả lời; hạn đối chiếu hết ngày{' '}
      {formatDate(report.reconcileBy)}. Cơ quan chưa trả lời không được coi là đồng ý.
    </p>
    <div className="table-frame">
      <table className="plain cards-when-narrow">
        <caption className="visually-hidden">Trả lời của từng cơ quan</caption>
        <thead>
          <tr>
            <th scope="col">Cơ quan</th>
            <th scope="col" className="number">
              Lượt giao
            </th>
            <th scope="col">Trả lời</th>
            <th scope="col">Thời điểm</th>
          </tr>
        </thead>
        <tbody>
          {report.reconciliations.map(({ agency, lines, answer, at, late, carried }) => (
            <tr key={agency.id}>
              <td data-label="Cơ quan">{agency.name}</td>
              <td data-label="Lượt giao" className="number">
                {formatNumber(lines)}
              </td>
              <td data-label="Trả lời">
                <span className="report-answer" data-answer={answer}>
                  {answerWords[answer]}
                </span>
                {carried ? <div className="small soft">xác nhận ở lần chốt trước, số liệu không đổi</div> : null}
              </td>
              <td data-label="Thời điểm">
                {at === null ? '' : formatInstant(at)}
                {late ? <div className="small">sau hạn</div> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);
