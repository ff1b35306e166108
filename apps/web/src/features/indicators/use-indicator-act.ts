import { useRef } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CommandReply, IndicatorView } from '#contracts';
import { ProblemError, rememberPosition, request } from '../../api/http-client.js';
import { createRequestKeys } from '../../api/request-key.js';
import { refreshViews } from '../../app/live-updates.js';

export interface IndicatorAct {
  /** Last part of the command's path. */
  readonly verb: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends a command to one indicator; the same request sent twice counts once. `onDone` when the views have it. */
export const useIndicatorAct = (indicator: IndicatorView, onDone: (act: IndicatorAct) => void) => {
  const client = useQueryClient();
  const keys = useRef(createRequestKeys());
  return useMutation({
    mutationFn: ({ verb, body }: IndicatorAct) =>
      request<CommandReply>(`/indicators/${indicator.id}/${verb}`, {
        method: 'POST',
        json: body,
        headers: { 'Idempotency-Key': keys.current.keyFor({ verb, body }) },
      }),
    onSuccess: async (reply, act) => {
      keys.current.settle();
      rememberPosition(reply.position);
      await refreshViews(client);
      onDone(act);
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.status < 500) keys.current.settle();
    },
  });
};
