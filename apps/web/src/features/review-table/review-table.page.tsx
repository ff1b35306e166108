import '../acts/form.css';
import '../import/import.css';
import './review-table.css';
import { useState, type DragEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { IconDownload, IconFileUpload } from '@tabler/icons-react';
import type { PlanView } from '#contracts';
import { planQuery } from '../../api/queries.js';
import { Notice } from '../../ui/notice.js';
import { messageOf } from '../../ui/page-error.js';
import { PageHeader } from '../../ui/page-header.js';
import { QueryView } from '../../ui/query-view.js';
import { ReviewRows } from './review-rows.js';
import { useReviewTable } from './use-review-table.js';

/** The plan's open lead parts as an Excel sheet, out and back. */
export const ReviewTablePage = () => {
  const { id } = useParams({ from: '/signed-in/ke-hoach/$id/bieu-ra-soat' });
  return <QueryView query={useQuery(planQuery(id))}>{(plan) => <Sheets plan={plan} />}</QueryView>;
};

const Upload = ({ isPending, onFile }: { readonly isPending: boolean; readonly onFile: (file: File) => void }) => {
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file !== undefined && !isPending) onFile(file);
  };
  return (
    <div
      className="drop"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event: DragEvent<HTMLDivElement>) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <IconFileUpload size={30} aria-hidden />
      <p>Kéo biểu đã điền vào đây, hoặc</p>
      <input
        id="bieu-da-dien"
        type="file"
        accept=".xlsx"
        className="visually-hidden"
        disabled={isPending}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      <Button component="label" htmlFor="bieu-da-dien" loading={isPending}>
        Chọn biểu đã điền
      </Button>
      <p className="small soft">Hệ thống đọc và cho xem trước; chưa ghi gì cho đến khi bấm “Ghi”.</p>
    </div>
  );
};

const Sheets = ({ plan }: { readonly plan: PlanView }) => {
  const { reading, recording, table } = useReviewTable(plan.id);
  return (
    <>
      <PageHeader title="Biểu rà soát" lead={plan.document.title} />
      <div className="stack review-table">
        <p>
          <Link to="/ke-hoach/$id" params={{ id: plan.id }}>
            Về văn bản
          </Link>
        </p>
        <section className="card stack-tight" aria-labelledby="tai-bieu">
          <h2 id="tai-bieu">1. Tải biểu và điền</h2>
          <p>
            Biểu Excel có một dòng cho mỗi lượt giao đang theo dõi của cơ quan. Điền các cột màu vàng: tình trạng, kết quả, số văn bản, ngày
            gửi, khó khăn. Dòng để trống được giữ nguyên.
          </p>
          <div>
            <Button
              component="a"
              href={`/api/v1/plans/${plan.id}/review-table`}
              download
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              Tải biểu rà soát (.xlsx)
            </Button>
          </div>
        </section>
        <section className="card stack-tight" aria-labelledby="gui-bieu">
          <h2 id="gui-bieu">2. Gửi biểu đã điền</h2>
          <Upload
            isPending={reading.isPending}
            onFile={(file) => {
              reading.mutate(file);
            }}
          />
          <p role="status">{reading.isPending ? 'Đang đọc biểu.' : ''}</p>
          {reading.error === null ? null : (
            <Notice tone="red" title="Chưa đọc được biểu">
              {messageOf(reading.error)}
            </Notice>
          )}
        </section>
        {table === null ? null : (
          <ReviewRows
            table={table}
            isRecording={recording.isPending}
            error={recording.error}
            onRecord={() => {
              recording.mutate(table.file);
            }}
          />
        )}
      </div>
    </>
  );
};
