import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, FileInput } from '@mantine/core';
import type { CommandReply, SuccessionProposalLine } from '#contracts';
import { rememberPosition, request } from '../../api/http-client.js';
import { newRequestKey } from '../../api/request-key.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { formatNumber } from '../../words/dates.js';
import { reorganisationsQuery } from './reorganisation.queries.js';

/** What a file says, as JSON; the server says what is wrong with it. */
interface Read {
  readonly name: string;
  readonly content: unknown;
}

class NotJson extends Error {}

const readFile = async (file: File): Promise<Read> => {
  try {
    return { name: file.name, content: JSON.parse(await file.text()) as unknown };
  } catch {
    throw new NotJson('Tệp không đọc được; cần tệp JSON của đợt sắp xếp, ví dụ samples/lang-son-2025-sap-xep.json.');
  }
};

const count = (lines: readonly SuccessionProposalLine[], proposal: SuccessionProposalLine['proposal']): string =>
  formatNumber(lines.filter((line) => line.proposal === proposal).length);

const RecordForm = () => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const previewing = useMutation({
    mutationFn: async (chosen: File) => {
      const read = await readFile(chosen);
      const lines = await request<readonly SuccessionProposalLine[]>('/reorganisations/preview', { method: 'POST', json: read.content });
      return { ...read, lines };
    },
  });
  const recording = useMutation({
    mutationFn: (content: unknown) =>
      request<CommandReply>('/reorganisations', { method: 'POST', json: content, headers: { 'Idempotency-Key': newRequestKey() } }),
    onSuccess: async (reply) => {
      rememberPosition(reply.position);
      await client.invalidateQueries();
      await navigate({ to: '/sap-xep-to-chuc/$id', params: { id: reply.id } });
    },
  });
  const failure = previewing.error ?? recording.error;
  const seen = previewing.data;
  return (
    <section className="stack-tight" aria-labelledby="ghi-nhan-dot-sap-xep">
      <h2 id="ghi-nhan-dot-sap-xep">Ghi nhận một đợt sắp xếp</h2>
      <FileInput
        label="Tệp đợt sắp xếp"
        description="Tệp JSON nêu cơ quan thành lập, cơ quan kết thúc, căn cứ. Chưa ghi gì khi mới chọn tệp."
        placeholder="Chọn tệp"
        accept="application/json,.json"
        value={file}
        onChange={(chosen) => {
          setFile(chosen);
          recording.reset();
          if (chosen === null) previewing.reset();
          else previewing.mutate(chosen);
        }}
      />
      {failure === null ? null : <Notice tone="red" title={failure instanceof NotJson ? failure.message : messageOf(failure)} />}
      {seen === undefined ? null : (
        <>
          <p>
            {formatNumber(seen.lines.length)} dòng đang do cơ quan kết thúc nắm giữ: {count(seen.lines, 'one')} có một cơ quan kế thừa,{' '}
            {count(seen.lines, 'choose')} cần chọn, {count(seen.lines, 'none')} chưa có cơ quan kế thừa. Việc chuyển từng dòng được xác nhận
            ở bước sau.
          </p>
          <div>
            <Button
              loading={recording.isPending}
              onClick={() => {
                recording.mutate(seen.content);
              }}
            >
              Ghi nhận đợt sắp xếp
            </Button>
          </div>
        </>
      )}
    </section>
  );
};

/** Reorganisations of agencies: those recorded, and a form for another. */
export const ReorganisationsPage = () => (
  <>
    <PageHeader title="Sắp xếp tổ chức" lead="Ai kế thừa việc của cơ quan đã kết thúc; không nhiệm vụ nào bị bỏ sót" />
    <QueryView query={useQuery(reorganisationsQuery)} rows={2}>
      {(all) =>
        all.length === 0 ? (
          <EmptyState title="Chưa ghi nhận đợt sắp xếp nào">Chọn tệp của đợt sắp xếp ở dưới để xem trước.</EmptyState>
        ) : (
          <ul className="plain-list">
            {all.map(({ id, title, founded, ended, moved, under }) => (
              <li key={id}>
                <Link to="/sap-xep-to-chuc/$id" params={{ id }}>
                  {title}
                </Link>
                <div className="small soft">
                  {formatNumber(founded)} cơ quan thành lập, {formatNumber(ended)} cơ quan kết thúc, đã chuyển {formatNumber(moved)} dòng
                  {under ? ', đang chuyển' : ''}
                </div>
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
    <RecordForm />
  </>
);
