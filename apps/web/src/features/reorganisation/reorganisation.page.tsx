import './reorganisation.css';
import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { CommandReply, ReorganisationView, SuccessionProposalLine } from '#contracts';
import { rememberPosition, request } from '../../api/http-client.js';
import { newRequestKey } from '../../api/request-key.js';
import { agenciesQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatDate, formatNumber } from '../../words/dates.js';
import { AgencyLines } from './agency-lines.js';
import { keyOf, startingChoices, type Choices } from './choices.js';
import { reorganisationQuery } from './reorganisation.queries.js';

const useConfirmation = (id: string, onDone: () => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (lines: readonly object[]) =>
      request<CommandReply>(`/reorganisations/${id}/confirm-succession`, {
        method: 'POST',
        json: { lines },
        headers: { 'Idempotency-Key': newRequestKey() },
      }),
    onSuccess: async (reply) => {
      rememberPosition(reply.position);
      announce('Đã xác nhận; hệ thống đang chuyển từng dòng.');
      onDone();
      await client.invalidateQueries();
    },
  });
};

const bodyOf = ({ kind, subject, part, from }: SuccessionProposalLine, to: string) => ({ kind, subject, part, from: from.id, to });

const Outcomes = ({ confirmations }: Pick<ReorganisationView, 'confirmations'>) =>
  confirmations.length === 0 ? null : (
    <section aria-labelledby="da-xac-nhan">
      <h2 id="da-xac-nhan">Đã xác nhận</h2>
      <ol>
        {confirmations.map(({ number, lines, moved, unmoved }) => (
          <li key={number}>
            {moved === null ? `Đang chuyển ${formatNumber(lines)} dòng…` : `Đã chuyển ${formatNumber(moved)}/${formatNumber(lines)} dòng.`}
            {unmoved.length === 0 ? null : (
              <ul className="small">
                {unmoved.map((line) => (
                  <li key={`${line.subject} ${String(line.part)} ${line.kind}`}>
                    {line.from.name} {line.part}: không chuyển được ({line.code})
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );

/** Lines of one ended agency stand together, so that one choice may serve all. */
const byAgency = (lines: readonly SuccessionProposalLine[]): readonly (readonly SuccessionProposalLine[])[] => {
  const groups = new Map<string, readonly SuccessionProposalLine[]>();
  for (const line of lines) groups.set(line.from.id, [...(groups.get(line.from.id) ?? []), line]);
  return [...groups.values()];
};

const Review = ({ reorganisation }: { readonly reorganisation: ReorganisationView }) => {
  const { id, lines } = reorganisation;
  const [choices, setChoices] = useState<Choices>(() => startingChoices(lines));
  const agencies = (useQuery(agenciesQuery).data ?? []).filter(({ active }) => active);
  const sending = useConfirmation(id, () => {
    setChoices(new Map());
  });
  const chosen = lines.flatMap((line) => {
    const to = choices.get(keyOf(line));
    return to === undefined || to === '' ? [] : [bodyOf(line, to)];
  });
  if (lines.length === 0) return <EmptyState title="Không còn dòng nào">Cơ quan đã kết thúc không còn nắm giữ việc gì.</EmptyState>;
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0) sending.mutate(chosen);
      }}
    >
      <p className="soft">
        Dòng có một cơ quan kế thừa đã được đề xuất sẵn. Dòng có nhiều cơ quan do người phụ trách chọn; để trống thì dòng ở lại danh sách
        này.
      </p>
      {byAgency(lines).map((group) => (
        <AgencyLines
          key={group[0]?.from.id}
          lines={group}
          agencies={agencies}
          choices={choices}
          choose={(these, to) => {
            setChoices((before) => new Map([...before, ...these.map((line) => [keyOf(line), to] as const)]));
          }}
        />
      ))}
      {sending.error === null ? null : <Notice tone="red" title={messageOf(sending.error)} />}
      <div className="row no-print">
        <Button type="submit" disabled={chosen.length === 0} loading={sending.isPending}>
          Xác nhận và chuyển {formatNumber(chosen.length)} dòng
        </Button>
      </div>
    </form>
  );
};

/** One reorganisation: who takes over what, reviewed and confirmed. */
export const ReorganisationPage = () => {
  const { id } = useParams({ from: '/signed-in/sap-xep-to-chuc/$id' });
  return (
    <QueryView query={useQuery(reorganisationQuery(id))} rows={8}>
      {(reorganisation) => (
        <>
          <PageHeader title={reorganisation.title} lead={`${formatNumber(reorganisation.lines.length)} dòng chờ chuyển`} />
          <Outcomes confirmations={reorganisation.confirmations} />
          <section aria-labelledby="cho-chuyen">
            <h2 id="cho-chuyen">Chờ chuyển</h2>
            <Review key={reorganisation.version} reorganisation={reorganisation} />
          </section>
          <section aria-labelledby="co-quan-ket-thuc">
            <h2 id="co-quan-ket-thuc">Cơ quan kết thúc hoạt động</h2>
            <div className="table-frame long">
              <table className="plain cards-when-narrow">
                <caption className="visually-hidden">Cơ quan kết thúc hoạt động</caption>
                <thead>
                  <tr>
                    <th scope="col">Cơ quan</th>
                    <th scope="col">Từ ngày</th>
                    <th scope="col">Cơ quan kế thừa</th>
                    <th scope="col">Căn cứ</th>
                  </tr>
                </thead>
                <tbody>
                  {reorganisation.ended.map(({ agency, on, successors, basis }) => (
                    <tr key={agency.id}>
                      <td data-label="Cơ quan">{agency.name}</td>
                      <td data-label="Từ ngày">{formatDate(on)}</td>
                      <td data-label="Cơ quan kế thừa">
                        {successors.length > 3
                          ? `${formatNumber(successors.length)} cơ quan`
                          : successors.map(({ name }) => name).join(', ')}
                      </td>
                      <td data-label="Căn cứ">{basis}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        </>
      )}
    </QueryView>
  );
};
