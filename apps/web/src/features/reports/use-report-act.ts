import { useRef } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CommandReply } from '#contracts';
import { ProblemError, rememberPosition, request } from '../../api/http-client.js';
import { createRequestKeys } from '../../api/request-key.js';
import { refreshViews } from '../../app/live-updates.js';
import { announce } from '../../ui/announcer.js';
import { messageOf } from '../../ui/page-error.js';

interface Sent {
  readonly path: string;
  readonly body: object;
}

/** Sends one step of closing a period once, however often the button is pressed; a later counting is tried again for a while. */
export const useReportAct = (done: string, onDone?: (reply: CommandReply) => void) => {
  const client = useQueryClient();
  const keys = useRef(createRequestKeys());
  const send = useMutation({
    mutationFn: (sent: Sent) =>
      request<CommandReply>(`/reports${sent.path}`, {
        method: 'POST',
        json: sent.body,
        headers: { 'Idempotency-Key': keys.current.keyFor(sent) },
      }),
    // A period of a large log is counted longer than a request may wait; the server goes on and is asked again.
    retry: (count, error) => count < 20 && error instanceof ProblemError && error.problem.status === 503,
    retryDelay: 2_000,
    onSuccess: async (reply) => {
      keys.current.settle();
      rememberPosition(reply.position);
      await refreshViews(client);
      announce(done);
      onDone?.(reply);
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.status < 500) keys.current.settle();
    },
  });
  return {
    send: (path: string, body: object): void => {
      send.mutate({ path, body });
    },
    isSending: send.isPending,
    failure: send.error === null ? null : messageOf(send.error),
  };
};
