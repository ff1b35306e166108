import type { PlanView } from '#contracts';
import { formatDate } from '../../words/dates.js';

interface LineProps {
  readonly label: string;
  readonly value: number;
  readonly total: number;
  readonly note?: string;
}

const share = (value: number, total: number): string =>
  total === 0 ? '' : `${new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format((value / total) * 100)}%`;

const Line = ({ label, value, total, note }: LineProps) => (
  <tr>
    <th scope="row">
      {label}
      {note === undefined ? null : <div className="small soft">{note}</div>}
    </th>
    <td className="number">{value}</td>
    <td className="number">{share(value, total)}</td>
  </tr>
);

const outsideLabels = {
  noDeadline: 'Không định ngày',
  suspended: 'Tạm dừng thực hiện',
  ended: 'Kết thúc theo dõi',
  unassigned: 'Chưa phân công',
  unreviewed: 'Chưa rà soát hiện trạng',
  inherited: 'Quá hạn từ cơ quan được kế thừa',
} as const satisfies Record<keyof PlanView['grid']['outside'], string>;

/** The grid over lead parts at a cut-off; its four lines add up, what stands outside is listed apart. */
export const PlanGrid = ({ plan: { grid } }: { readonly plan: PlanView }) => (
  <div className="plan-grids">
    <div className="table-frame">
      <table className="plain">
        <caption>Lượt giao có thời hạn, số liệu tính đến ngày {formatDate(grid.cutOff)}</caption>
        <thead>
          <tr>
            <th scope="col">Phân loại</th>
            <th scope="col" className="number">
              Số lượt
            </th>
            <th scope="col" className="number">
              Tỷ lệ
            </th>
          </tr>
        </thead>
        <tbody>
          <Line label="Hoàn thành đúng hạn" value={grid.doneOnTime} total={grid.inGrid} />
          <Line label="Hoàn thành quá hạn" value={grid.doneLate} total={grid.inGrid} />
          <Line
            label="Đang thực hiện, trong hạn"
            value={grid.openInTime}
            total={grid.inGrid}
            note={`trong đó đã trình, chờ phê duyệt: ${String(grid.openInTimeSubmitted)}`}
          />
          <Line label="Đang thực hiện, quá hạn" value={grid.openOverdue} total={grid.inGrid} />
          <Line label="Cộng" value={grid.inGrid} total={grid.inGrid} />
        </tbody>
      </table>
    </div>
    <div className="table-frame">
      <table className="plain">
        <caption>Ngoài biểu, theo dõi riêng</caption>
        <thead>
          <tr>
            <th scope="col">Lý do</th>
            <th scope="col" className="number">
              Số lượt
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(outsideLabels).map(([key, label]) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td className="number">{grid.outside[key as keyof typeof outsideLabels]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </div>
);
