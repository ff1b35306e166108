import type { FiguresView } from '#contracts';
import { formatNumber } from '../../words/dates.js';
import { bandLabels, cellLabels, outsideCells, rateWords } from './figure-words.js';

/** Both rates with their formulas: never one without the other. */
const RatesTable = ({ rates }: Pick<FiguresView['total'], 'rates'>) => (
  <div className="table-frame">
    <table className="plain">
      <caption>Tỷ lệ</caption>
      <tbody>
        <tr>
          <th scope="row">
            Tỷ lệ hoàn thành
            <div className="small soft">
              đã hoàn thành ÷ (đã hoàn thành + chưa hoàn thành, quá hạn); cách tính tại Báo cáo 1270/BC-TCTTTg
            </div>
          </th>
          <td className="number">{rateWords(rates.completion)}</td>
        </tr>
        <tr>
          <th scope="row">
            Tỷ lệ đúng hạn
            <div className="small soft">hoàn thành đúng hạn ÷ đã hoàn thành</div>
          </th>
          <td className="number">{rateWords(rates.punctuality)}</td>
        </tr>
      </tbody>
    </table>
  </div>
);

const LatenessTable = ({ lateness }: Pick<FiguresView['total'], 'lateness'>) => (
  <div className="table-frame">
    <table className="plain">
      <caption>Số ngày quá hạn (ngày theo lịch)</caption>
      <thead>
        <tr>
          <th scope="col">Mức</th>
          <th scope="col" className="number">
            Hoàn thành quá hạn
          </th>
          <th scope="col" className="number">
            Đang quá hạn
          </th>
        </tr>
      </thead>
      <tbody>
        {bandLabels.map((label, band) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="number">{formatNumber(lateness.done[band] ?? 0)}</td>
            <td className="number">{formatNumber(lateness.open[band] ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** What is in no cell and no rate, each with its number. */
const OutsideTable = ({ view }: { readonly view: FiguresView }) => (
  <div className="table-frame">
    <table className="plain">
      <caption>Ngoài biểu, theo dõi riêng</caption>
      <tbody>
        {outsideCells.map((cell) => (
          <tr key={cell}>
            <th scope="row">{cellLabels[cell]}</th>
            <td className="number">{formatNumber(view.total.cells[cell])}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">Nhiệm vụ chưa phân công (chưa thành lượt giao)</th>
          <td className="number">{formatNumber(view.unassigned)}</td>
        </tr>
      </tbody>
    </table>
  </div>
);

export const FiguresNotes = ({ view }: { readonly view: FiguresView }) => (
  <>
    <p className="small soft">
      Đang thực hiện, trong hạn: {formatNumber(view.total.inTimeSubmitted)} lượt đã trình đúng hạn, chờ phê duyệt. Đang thực hiện, quá hạn:{' '}
      {formatNumber(view.total.overdueSubmitted)} lượt đã trình muộn, chờ phê duyệt; {formatNumber(view.total.overdueExtensionAsked)} lượt
      đã đề nghị gia hạn.
    </p>
    <div className="plan-grids figures-notes">
      <RatesTable rates={view.total.rates} />
      <LatenessTable lateness={view.total.lateness} />
      <OutsideTable view={view} />
    </div>
  </>
);
