import { useRef, useState, type MouseEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { BaselineRow } from '#contracts';
import { DueDate } from '../../ui/due-date.js';
import { formatDate, formatInstant } from '../../words/dates.js';
import { keyOf, toggled } from './chosen-rows.js';

interface BaselineTableProps {
  readonly rows: readonly BaselineRow[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** So many rows are drawn at once; all that the filters leave can be chosen all the same. */
const SHOWN = 200;

const numberOf = ({ task: { group, ordinal } }: BaselineRow): string =>
  [group, ordinal].filter((text) => text !== null && text !== '').join('.');

const Situation = ({ row }: { readonly row: BaselineRow }) =>
  row.found === null ? (
    <>{row.workLabel}</>
  ) : (
    <>
      <p>{row.found.text}</p>
      {row.found.note === null ? null : <p className="small soft prose">{row.found.note}</p>}
      <p className="small soft">
        Ghi lúc {formatInstant(row.found.at)}
        {row.mayWithdraw ? '' : '; đã có việc khác sau khi rà soát, không rút lại được'}
      </p>
    </>
  );

/** Of what nobody has reviewed nobody can say that it is overdue: its date, no more. */
const PlainDue = ({ row: { deadline } }: { readonly row: BaselineRow }) => (
  <>{deadline.due === null ? deadline.text : formatDate(deadline.due)}</>
);

/** Lead parts to be reviewed, each with a box; the shift key chooses a range. */
export const BaselineTable = ({ rows, chosen, onChoose }: BaselineTableProps) => {
  const [shown, setShown] = useState(SHOWN);
  const last = useRef<string | null>(null);
  const keys = rows.filter((row) => row.unreviewed || row.mayWithdraw).map(keyOf);
  const choose = (key: string) => (event: MouseEvent<HTMLInputElement>) => {
    onChoose(toggled(chosen, keys, { key, from: event.shiftKey ? last.current : null, isOn: event.currentTarget.checked }));
    last.current = key;
  };
  return (
    <>
      <div className="table-frame">
        <table className="plain cards-when-narrow baseline-table">
          <caption className="visually-hidden">Lượt giao của văn bản, theo thứ tự phụ lục</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Chọn</span>
              </th>
              <th scope="col">Nhiệm vụ</th>
              <th scope="col">Cơ quan chủ trì</th>
              <th scope="col">Thời hạn</th>
              <th scope="col">Hiện trạng đang ghi nhận</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => {
              const key = keyOf(row);
              return (
                <tr key={key} data-chosen={chosen.has(key)}>
                  <td>
                    <input
                      type="checkbox"
                      aria-label={`Chọn ${row.agency.name}: ${row.task.title.slice(0, 80)}`}
                      checked={chosen.has(key)}
                      disabled={!row.unreviewed && !row.mayWithdraw}
                      onClick={choose(key)}
                      onChange={() => undefined}
                    />
                  </td>
                  <td data-label="Nhiệm vụ">
                    <span className="soft">{numberOf(row)}</span>{' '}
                    <Link to="/nhiem-vu/$id" params={{ id: row.task.id }} search={{ luot: row.part }} className="clamp">
                      {row.task.title}
                    </Link>
                  </td>
                  <td data-label="Cơ quan chủ trì">{row.agency.name}</td>
                  <td data-label="Thời hạn">{row.unreviewed ? <PlainDue row={row} /> : <DueDate deadline={row.deadline} />}</td>
                  <td data-label="Hiện trạng đang ghi nhận">
                    <Situation row={row} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {rows.length > shown ? (
        <div>
          <Button
            variant="default"
            onClick={() => {
              setShown(shown + SHOWN);
            }}
          >
            Xem thêm ({rows.length - shown} lượt giao)
          </Button>
        </div>
      ) : null}
    </>
  );
};
