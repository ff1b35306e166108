import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { HeldTimeView } from '#contracts';
import { heldTimeQuery } from '../../api/queries.js';
import { QueryView } from '../../ui/query-view.js';
import { formatNumber, formatSpan } from '../../words/dates.js';
import { holderLabel } from '../../words/labels.js';

const HeldTable = ({ view }: { readonly view: HeldTimeView }) => (
  <div className="table-frame">
    <table className="plain cards-when-narrow">
      <caption className="visually-hidden">Thời gian xử lý tại từng cơ quan trong kỳ</caption>
      <thead>
        <tr>
          <th scope="col">Cơ quan</th>
          <th scope="col">Với tư cách</th>
          <th scope="col" className="number">
            Lượt giao
          </th>
          <th scope="col" className="number">
            Tổng thời gian
          </th>
          <th scope="col" className="number">
            Bình quân một lượt giao
          </th>
        </tr>
      </thead>
      <tbody>
        {view.rows.map(({ holder, agency, milliseconds, parts }) => (
          <tr key={`${holder} ${agency?.id ?? ''}`}>
            <td data-label="Cơ quan">{agency?.name ?? 'Bên giao nhiệm vụ'}</td>
            <td data-label="Với tư cách">{holderLabel(holder)}</td>
            <td data-label="Lượt giao" className="number">
              {formatNumber(parts)}
            </td>
            <td data-label="Tổng thời gian" className="number">
              {formatSpan(milliseconds)}
            </td>
            <td data-label="Bình quân một lượt giao" className="number">
              {formatSpan(milliseconds / Math.max(parts, 1))}
            </td>
          </tr>
        ))}
        <tr>
          <td data-label="Cơ quan">
            <strong>Cộng</strong>
          </td>
          <td />
          <td />
          <td data-label="Tổng thời gian" className="number">
            {formatSpan(view.milliseconds)}
          </td>
          <td />
        </tr>
      </tbody>
    </table>
  </div>
);

/** The fair clock of a period, by holder; counted when it is asked for. */
export const HeldTime = ({ parameters }: { readonly parameters: Readonly<Record<string, string | undefined>> }) => {
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({ ...heldTimeQuery(parameters), enabled: isOpen });
  return (
    <details
      className="figures-held"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>Thời gian xử lý tại từng cơ quan trong kỳ</summary>
      {isOpen ? (
        <div className="stack-tight">
          <p className="small soft">
            Mỗi giờ của mỗi lượt giao thuộc về một nơi: cơ quan chủ trì đang làm, cấp phê duyệt đang xem xét, cơ quan phối hợp quá hạn trả
            lời, hoặc bên giao chưa quyết định. Tổng cộng bằng toàn bộ thời gian của các lượt giao trong kỳ.
          </p>
          <QueryView query={query}>{(view) => <HeldTable view={view} />}</QueryView>
        </div>
      ) : null}
    </details>
  );
};
