import { memo } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { SourceDocument } from '#contracts';
import { planSourceQuery } from '../../api/queries.js';
import { messageOf } from '../../ui/page-error.js';
import { PageSkeleton } from '../../ui/page-skeleton.js';
import { cellKey, lineKey, rowKey } from './places.js';

type Part = SourceDocument['parts'][number];
type Table = Extract<Part, { kind: 'table' }>;
type Text = Extract<Part, { kind: 'text' }>;

const rowsOf = (table: Table): readonly (readonly Table['cells'][number][])[] => {
  const rows = Array.from({ length: table.rows }, (): Table['cells'][number][] => []);
  for (const cell of table.cells) rows[cell.row - 1]?.push(cell);
  return rows;
};

const TableSheet = ({ table }: { readonly table: Table }) => (
  <table className="source-table">
    <caption>{table.name ?? table.part.replace(/^table /u, 'Bảng ')}</caption>
    <tbody>
      {rowsOf(table).map((cells, row) => (
        <tr key={row}>
          {cells.map((cell) => (
            <td
              key={cell.column}
              rowSpan={cell.rowSpan}
              colSpan={cell.columnSpan}
              data-keys={`${cellKey(table.part, cell.row, cell.column)} ${rowKey(table.part, cell.row)}`}
            >
              {cell.text}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const TextLines = ({ part }: { readonly part: Text }) => (
  <ol className="source-lines">
    {part.lines.map(({ line, text }) => (
      <li key={line} value={line} data-keys={lineKey(line)}>
        {text}
      </li>
    ))}
  </ol>
);

/** Does not change while it is reviewed, so it is drawn once. */
const Sheets = memo(({ document }: { readonly document: SourceDocument }) =>
  document.parts.map((part, index) =>
    part.kind === 'table' ? <TableSheet key={index} table={part} /> : <TextLines key={index} part={part} />,
  ),
);
Sheets.displayName = 'Sheets';

/** The document as its file shows it. */
export const SourcePane = ({ id }: { readonly id: string }) => {
  const { data, error } = useQuery(planSourceQuery(id));
  return (
    <section className="review-source" aria-label="Bản gốc" tabIndex={0}>
      {error !== null ? (
        <p className="review-gone">{messageOf(error)}</p>
      ) : data === undefined ? (
        <PageSkeleton rows={6} />
      ) : (
        <Sheets document={data} />
      )}
    </section>
  );
};
