import './import.css';
import { useEffect, useState, type DragEvent } from 'react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { request } from '../../api/http-client.js';
import { Notice } from '../../ui/notice.js';
import { PageHeader } from '../../ui/page-header.js';
import { messageOf } from '../../ui/page-error.js';
import { AmendedPlan } from './amended-plan.js';
import { OpenDrafts } from './open-drafts.js';
import { pastedFile } from './pasted.js';

const upload = (file: File, amends: string | undefined): Promise<{ readonly id: string }> => {
  const form = new FormData();
  form.set('file', file);
  return request(amends === undefined ? '/plan-drafts' : `/plan-drafts?amends=${amends}`, { method: 'POST', form });
};

/** Give a plan's file; its draft opens for review. Nothing is entered yet. */
export const ImportPage = () => {
  const navigate = useNavigate();
  const { suadoi } = useSearch({ from: '/signed-in/nhap-ke-hoach' });
  const [isOver, setOver] = useState(false);
  const sending = useMutation({
    mutationFn: (file: File) => upload(file, suadoi),
    onSuccess: ({ id }) => navigate({ to: '/ke-hoach/$id/du-thao', params: { id }, search: suadoi === undefined ? {} : { suadoi } }),
  });
  const { mutate, isPending } = sending;
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file !== undefined && !isPending) mutate(file);
  };
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const pasted = event.clipboardData === null ? null : pastedFile(event.clipboardData);
      if (pasted === null || isPending) return;
      event.preventDefault();
      mutate(pasted);
    };
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('paste', onPaste);
    };
  }, [mutate, isPending]);
  const drop = (event: DragEvent<HTMLDivElement>): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <>
      <PageHeader
        title={suadoi === undefined ? 'Nhập kế hoạch' : 'Nhập bản sửa đổi'}
        lead={
          suadoi === undefined ? (
            'Đọc phụ lục của văn bản giao nhiệm vụ thành bản dự thảo để rà soát trước khi đưa vào theo dõi.'
          ) : (
            <AmendedPlan id={suadoi} />
          )
        }
      />
      <div className="stack import">
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
          onDrop={drop}
        >
          <IconFileUpload size={34} aria-hidden />
          <p>Kéo tệp vào đây, hoặc</p>
          <input
            id="tep-ke-hoach"
            type="file"
            accept=".docx,.xlsx,.pdf,.html,.htm,.md,.txt"
            className="visually-hidden"
            disabled={isPending}
            onChange={(event) => {
              take(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
          <Button component="label" htmlFor="tep-ke-hoach" loading={isPending}>
            Chọn tệp kế hoạch
          </Button>
          <p className="small soft">
            Word (.docx), Excel (.xlsx), PDF có lớp chữ, HTML hoặc văn bản (.txt, .md). Cũng có thể sao chép bảng từ Word, Excel rồi dán vào
            trang này (Ctrl+V).
          </p>
        </div>
        <p role="status">{isPending ? 'Đang đọc tệp.' : ''}</p>
        {sending.error === null ? null : (
          <Notice tone="red" title="Chưa đọc được tệp">
            {messageOf(sending.error)}
          </Notice>
        )}
        <OpenDrafts />
      </div>
    </>
  );
};
