import { useState, type SubmitEvent } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, MultiSelect, Textarea } from '@mantine/core';
import type { AgencyRef, AgencyView, DraftTask, PlanDraftView } from '#contracts';
import { request } from '../../api/http-client.js';
import { newRequestKey } from '../../api/request-key.js';
import { agenciesQuery, planDraftQuery } from '../../api/queries.js';
import { Notice } from '../../ui/notice.js';
import { announce } from '../../ui/announcer.js';
import { SidePanel } from '../../ui/side-panel.js';
import { messageOf } from '../../ui/page-error.js';
import DateField from '../acts/date-field.js';

interface CorrectRowProps {
  readonly view: PlanDraftView;
  readonly index: number;
  readonly onClose: () => void;
}

interface Correction {
  readonly pointer: string;
  readonly value: unknown;
}

const useCorrections = (view: PlanDraftView, onDone: () => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (corrections: readonly Correction[]) =>
      request(`/plan-drafts/${view.id}`, {
        method: 'PATCH',
        json: { corrections },
        headers: { 'Idempotency-Key': newRequestKey(), 'If-Match': `"v${String(view.version)}"` },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: planDraftQuery(view.id).queryKey });
      announce('Đã sửa dòng của dự thảo.');
      onDone();
    },
  });
};

/** Refs kept as the file has them, plus those chosen here by name. */
const refsOf = (old: readonly AgencyRef[], chosen: readonly string[], agencies: readonly AgencyView[]): readonly AgencyRef[] => [
  ...old.filter((ref) => ref.kind === 'group' || (ref.id !== null && chosen.includes(ref.id))),
  ...chosen
    .filter((id) => !old.some((ref) => ref.id === id))
    .map((id) => ({ text: agencies.find((agency) => agency.id === id)?.name ?? id, kind: 'agency' as const, id })),
];

const idsOf = (refs: readonly AgencyRef[]): string[] => refs.flatMap((ref) => (ref.kind === 'agency' && ref.id !== null ? [ref.id] : []));

const placeOf = ({ source }: DraftTask): string =>
  'line' in source
    ? `Dòng ${String(source.line)} đến ${String(source.toLine)} của tệp`
    : `${source.part}, hàng ${String(source.row)} của tệp`;

/** Puts one row of the draft right: its title, its lead agencies, its due date. The file itself is not touched. */
export const CorrectRow = ({ view, index, onClose }: CorrectRowProps) => {
  const task = view.draft.tasks[index];
  const agencies = useQuery(agenciesQuery).data ?? [];
  const [title, setTitle] = useState(task?.title ?? '');
  const [due, setDue] = useState(task?.deadline.due ?? '');
  const [leads, setLeads] = useState(idsOf(task?.leads ?? []));
  const saving = useCorrections(view, onClose);
  if (task === undefined) return null;
  const base = `/tasks/${String(index)}`;
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const corrections: Correction[] = [];
    if (title.trim() !== task.title) corrections.push({ pointer: `${base}/title`, value: title.trim() });
    if (due !== (task.deadline.due ?? '')) corrections.push({ pointer: `${base}/deadline/due`, value: due === '' ? null : due });
    if (leads.join() !== idsOf(task.leads).join())
      corrections.push({ pointer: `${base}/leads`, value: refsOf(task.leads, leads, agencies) });
    if (corrections.length === 0) onClose();
    else saving.mutate(corrections);
  };
  return (
    <SidePanel title="Sửa dòng của dự thảo" onClose={onClose} about={placeOf(task)}>
      <form className="act-form" onSubmit={submit} aria-label="Sửa dòng của dự thảo">
        <Textarea
          label="Nội dung công việc"
          autosize
          minRows={3}
          required
          value={title}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
          }}
        />
        <MultiSelect
          label="Cơ quan chủ trì"
          description={task.leads.some((ref) => ref.kind === 'group') ? 'Nhóm cơ quan ghi trong dòng được giữ nguyên.' : undefined}
          searchable
          hidePickedOptions
          nothingFoundMessage="Không có trong danh sách"
          data={agencies.map((agency) => ({ value: agency.id, label: agency.name }))}
          value={leads}
          onChange={setLeads}
        />
        <DateField label="Hạn cuối" description={`Bản gốc ghi: ${task.deadline.text}`} value={due} onValue={setDue} />
        {saving.error === null ? null : <Notice tone="red" title={messageOf(saving.error)} />}
        <div className="row">
          <Button type="submit" loading={saving.isPending}>
            Ghi sửa đổi
          </Button>
          <Button variant="default" onClick={onClose}>
            Đóng
          </Button>
        </div>
      </form>
    </SidePanel>
  );
};
