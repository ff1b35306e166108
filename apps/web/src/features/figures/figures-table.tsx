import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { FiguresCounts, FiguresView } from '#contracts';
import { formatNumber } from '../../words/dates.js';
import { cellLabels, originLabels, outsideOf, type Cell, type Origin } from './figure-words.js';

const grid = ['doneOnTime', 'doneLate', 'openInTime', 'openOverdue'] as const satisfies readonly Cell[];
const firstColumn = { agency: 'Cơ quan chủ trì', plan: 'Kế hoạch', task: 'Nhiệm vụ' } as const;

interface NumberProps {
  readonly value: number;
  readonly of: string;
  readonly row: string | null;
  readonly cell?: Cell;
  readonly origin?: Origin;
}

/** A number leads to the lượt giao that it counts. */
const Count = ({ value, of, row, cell, origin }: NumberProps) =>
  value === 0 ? (
    <>0</>
  ) : (
    <Link
      from="/so-lieu"
      to="/so-lieu"
      search={({ muc: _cell, dong: _row, nguon: _origin, ...rest }) => ({
        ...rest,
        muc: cell ?? 'tat-ca',
        ...(row === null ? {} : { dong: row }),
        ...(origin === undefined ? {} : { nguon: origin }),
      })}
      aria-label={`${String(value)} lượt giao: ${of}`}
    >
      {formatNumber(value)}
    </Link>
  );

const Row = ({ name, row, figures, linked }: { name: ReactNode; row: string | null; figures: FiguresCounts; linked: boolean }) => {
  const number = (value: number, of: string, which: { readonly cell?: Cell; readonly origin?: Origin }) => (
    <td className="number">{linked ? <Count value={value} of={of} row={row} {...which} /> : formatNumber(value)}</td>
  );
  return (
    <tr>
      <th scope="row">{name}</th>
      {number(figures.total, 'tổng số', {})}
      {number(figures.origins.carriedOver, originLabels.carriedOver, { origin: 'carriedOver' })}
      {number(
        figures.origins.given + figures.origins.reopened,
        'giao, mở lại trong kỳ',
        figures.origins.reopened === 0 ? { origin: 'given' } : {},
      )}
      {grid.map((cell) => (
        <td key={cell} className="number">
          {linked ? <Count value={figures.cells[cell]} of={cellLabels[cell]} row={row} cell={cell} /> : formatNumber(figures.cells[cell])}
        </td>
      ))}
      <td className="number">{formatNumber(outsideOf(figures))}</td>
    </tr>
  );
};

interface FiguresTableProps {
  readonly view: FiguresView;
  /** Numbers lead to their lines; false where they are of a closed period. */
  readonly linked?: boolean;
}

/** One row of each agency, plan or task; the total first in bold. Every row adds up twice. */
export const FiguresTable = ({ view, linked = true }: FiguresTableProps) => (
  // Drawn sideways by the keyboard too: without links nothing in it takes the focus.
  <div className="table-frame long" role="region" aria-label="Số liệu theo lượt giao" tabIndex={0}>
    <table className="plain figures-table">
      <thead>
        <tr>
          <th scope="col">{firstColumn[view.by]}</th>
          <th scope="col" className="number">
            Tổng lượt giao
          </th>
          <th scope="col" className="number">
            Kỳ trước chuyển sang
          </th>
          <th scope="col" className="number">
            Giao trong kỳ
          </th>
          {grid.map((cell) => (
            <th key={cell} scope="col" className="number">
              {cellLabels[cell]}
            </th>
          ))}
          <th scope="col" className="number">
            Ngoài biểu
          </th>
        </tr>
      </thead>
      <tbody>
        <Row name={<strong>Tổng số</strong>} row={null} figures={view.total} linked={linked} />
        {view.rows.map(({ key, name, figures }) => (
          <Row key={key} name={name} row={key} figures={figures} linked={linked && view.by === 'agency'} />
        ))}
      </tbody>
    </table>
  </div>
);
