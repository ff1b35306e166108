import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { EntryPreview } from '#contracts';
import { entryPreviewQuery } from '../../api/queries.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageSkeleton } from '../../ui/page-skeleton.js';
import { formatDate } from '../../words/dates.js';
import { AmendsPlan } from './amends-plan.js';
import { EnterForm } from './enter-form.js';
import { useReviewPage } from './review-context.js';

type Kind = 'task' | 'indicator';

const RowLink = ({ kind, row }: { readonly kind: Kind; readonly row: number }) => {
  const { edit, review } = useReviewPage();
  const list = kind === 'task' ? 'tasks' : 'indicators';
  if (!review.isOpen) return <>dòng {row + 1}</>;
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => {
        edit({ pointer: `/${list}/${String(row)}`, field: kind === 'task' ? 'title' : 'name' });
      }}
    >
      {kind === 'task' ? 'dòng' : 'chỉ tiêu'} {row + 1}
    </button>
  );
};

const rowsText = (rows: readonly number[]): string => rows.map((row) => String(row + 1)).join(', ');

const Recipients = ({ recipients }: Pick<EntryPreview, 'recipients'>) => (
  <div className="table-frame">
    <table className="plain cards-when-narrow">
      <caption className="visually-hidden">Ai được giao việc gì</caption>
      <thead>
        <tr>
          <th scope="col">Cơ quan</th>
          <th scope="col">Chủ trì, dòng</th>
          <th scope="col">Phối hợp, dòng</th>
          <th scope="col">Phê duyệt, dòng</th>
          <th scope="col">Chỉ tiêu</th>
        </tr>
      </thead>
      <tbody>
        {recipients.map(({ agency, leads, coordinates, approves, indicators }) => (
          <tr key={agency.id}>
            <th scope="row">{agency.name}</th>
            <td data-label="Chủ trì, dòng">{rowsText(leads)}</td>
            <td data-label="Phối hợp, dòng">{rowsText(coordinates)}</td>
            <td data-label="Phê duyệt, dòng">{rowsText(approves)}</td>
            <td data-label="Chỉ tiêu">{rowsText(indicators)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Remarks = ({ preview }: { readonly preview: EntryPreview }) => {
  const { unassigned, approverProposed, approverUnknown, notes } = preview;
  return (
    <ul className="review-remarks">
      {unassigned.length === 0 ? null : (
        <li>Chưa có cơ quan chủ trì, vào danh sách chờ Văn phòng phân công: dòng {rowsText(unassigned)}.</li>
      )}
      {approverProposed.length === 0 ? null : <li>Cấp phê duyệt do hệ thống đề xuất: dòng {rowsText(approverProposed)}.</li>}
      {approverUnknown.length === 0 ? null : (
        <li>Chưa rõ cấp phê duyệt, cần chỉ định trước khi phê duyệt: dòng {rowsText(approverUnknown)}.</li>
      )}
      {notes.map(({ kind, row, message }, index) => (
        <li key={index}>
          <RowLink kind={kind} row={row} />: {message}
        </li>
      ))}
    </ul>
  );
};

const Refused = ({ refused }: Pick<EntryPreview, 'refused'>) =>
  refused.length === 0 ? null : (
    <Notice tone="red" title={`${String(refused.length)} dòng chưa đưa vào theo dõi được`}>
      <ul>
        {refused.map(({ kind, row, title, message, remedy }, index) => (
          <li key={index}>
            <RowLink kind={kind} row={row} /> ({title.slice(0, 60)}): {message} {remedy}
          </li>
        ))}
      </ul>
    </Notice>
  );

const Preview = ({ effectiveOn }: { readonly effectiveOn: string }) => {
  const { view } = useReviewPage().review;
  const { data, error } = useQuery(entryPreviewQuery(view.id, view.version, effectiveOn));
  if (error !== null) return <Notice tone="red" title={messageOf(error)} />;
  if (data === undefined) return <PageSkeleton rows={3} />;
  return (
    <div className="stack">
      <p>
        {data.tasks} nhiệm vụ, {data.leadParts} lượt giao, {data.indicators} chỉ tiêu, có hiệu lực từ ngày {formatDate(data.effectiveOn)}.
        {data.late ? ' Kế hoạch được nhập sau ngày có hiệu lực trên 30 ngày, nên các lượt giao chờ Văn phòng rà soát hiện trạng.' : ''}
      </p>
      <Refused refused={data.refused} />
      <Remarks preview={data} />
      <Recipients recipients={data.recipients} />
    </div>
  );
};

/** Who would be asked what, and the entry itself. */
export const EntryPanel = ({ openDoubts }: { readonly openDoubts: number }) => {
  const { view } = useReviewPage().review;
  const { suadoi } = useSearch({ from: '/signed-in/ke-hoach/$id/du-thao' });
  const [effectiveOn, setEffectiveOn] = useState(view.draft.document.issuedOn ?? '');
  // Somebody who came to amend a plan is not asked whether to enter another one beside it.
  if (suadoi !== undefined) return <AmendsPlan wanted={suadoi} />;
  return (
    <div className="stack">
      <EnterForm effectiveOn={effectiveOn} onEffectiveOn={setEffectiveOn} openDoubts={openDoubts} />
      <AmendsPlan wanted={null} />
      {effectiveOn === '' ? (
        <p className="soft">Chọn ngày kế hoạch có hiệu lực để xem ai sẽ được giao việc gì.</p>
      ) : (
        <Preview effectiveOn={effectiveOn} />
      )}
    </div>
  );
};
