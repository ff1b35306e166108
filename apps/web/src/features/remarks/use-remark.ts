import { useRef } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CommandReply } from '#contracts';
import { ProblemError, rememberPosition, request } from '../../api/http-client.js';
import { createRequestKeys } from '../../api/request-key.js';
import { refreshViews } from '../../app/live-updates.js';
import { announce } from '../../ui/announcer.js';

interface Sent {
  /** Below `/tasks/{id}/remarks`. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly done: string;
}

/** Sends what is done with remarks, once however often the button is pressed. */
export const useRemark = (taskId: string, onDone: () => void) => {
  const client = useQueryClient();
  const keys = useRef(createRequestKeys());
  return useMutation({
    mutationFn: ({ path, body }: Sent) =>
      request<CommandReply>(`/tasks/${taskId}/remarks${path}`, {
        method: 'POST',
        json: body,
        headers: { 'Idempotency-Key': keys.current.keyFor({ path, body }) },
      }),
    onSuccess: async (reply, { done }) => {
      keys.current.settle();
      rememberPosition(reply.position);
      await refreshViews(client);
      announce(done);
      onDone();
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.status < 500) keys.current.settle();
    },
  });
};
