import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FileRefBody, ReviewTableView } from '#contracts';
import { rememberPosition, request } from '../../api/http-client.js';
import { refreshViews } from '../../app/live-updates.js';

/** Reading a filled table and recording it; what is shown is the last answer of either. */
export const useReviewTable = (planId: string) => {
  const client = useQueryClient();
  const path = `/plans/${planId}/review-table`;
  const recording = useMutation({
    mutationFn: (file: FileRefBody) => request<ReviewTableView>(`${path}/record`, { method: 'POST', json: { file } }),
    onSuccess: async ({ position }) => {
      if (position !== null) rememberPosition(position);
      await refreshViews(client);
    },
  });
  const reading = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.set('file', file);
      return request<ReviewTableView>(path, { method: 'POST', form });
    },
    onMutate: () => {
      recording.reset();
    },
  });
  return { reading, recording, table: recording.data ?? reading.data ?? null };
};
