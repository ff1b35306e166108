import { useRef, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CommandReply, Problem, TaskDetail } from '#contracts';
import { ConnectionError, ProblemError, rememberPosition, request } from '../../api/http-client.js';
import { taskQuery } from '../../api/queries.js';
import { createRequestKeys } from '../../api/request-key.js';
import { refreshViews } from '../../app/live-updates.js';
import type { Act, ActSubject } from './act.js';

const quoted = (etag: string): string => (/^(?:W\/)?"/u.test(etag) ? etag : `"${etag}"`);

/** What the reader had before them when the form was opened: decided upon that, refused when it has changed. */
interface Seen {
  readonly etag: string;
  readonly version: number;
}
const seenIn = (task: TaskDetail, part: string | undefined): Seen => ({
  etag: task.parts.find((candidate) => candidate.part === part)?.etag ?? task.etag,
  version: task.version,
});

/** An answer to an ask adds to what others add; it need not wait for them, and a second answer is refused by rule. */
const matching = (subject: ActSubject, seen: Seen): Readonly<Record<string, string>> =>
  subject.ask === null ? { 'If-Match': quoted(seen.etag) } : {};

/** 409 and 412: the work has moved on since the form was opened. */
export const isConflict = (problem: Problem): boolean => problem.status === 409 || problem.status === 412;

/** Sends an act once, however often the button is pressed: the same body keeps its key until an answer comes. */
export const useAct = (act: Act, subject: ActSubject, onDone: () => void) => {
  const client = useQueryClient();
  const keys = useRef(createRequestKeys());
  const [seen, setSeen] = useState(() => seenIn(subject.task, subject.part?.part));
  const send = useMutation({
    mutationFn: (body: Readonly<Record<string, unknown>>) =>
      request<CommandReply>(`/tasks/${subject.task.id}/${act.verb}`, {
        method: 'POST',
        json: body,
        headers: { 'Idempotency-Key': keys.current.keyFor(body), ...matching(subject, seen) },
      }),
    onSuccess: async (reply) => {
      keys.current.settle();
      rememberPosition(reply.position);
      // First the page, then the form's end: the next act is then chosen upon what this one left.
      await refreshViews(client);
      onDone();
    },
    onError: (error) => {
      // Without an answer, or with "later", the command may still have happened: its key stays.
      if (error instanceof ProblemError && error.problem.status < 500) keys.current.settle();
    },
  });
  const acceptPresent = async (): Promise<void> => {
    const task = await client.query({ ...taskQuery(subject.task.id), staleTime: 0 });
    setSeen(seenIn(task, subject.part?.part));
    send.reset();
    await refreshViews(client);
  };
  return {
    send: (body: Readonly<Record<string, unknown>>): void => {
      send.mutate(body);
    },
    isSending: send.isPending,
    problem: send.error instanceof ProblemError ? send.error.problem : null,
    isDisconnected: send.error instanceof ConnectionError,
    seenVersion: seen.version,
    /** The reader has looked at the present state and goes on from there. */
    acceptPresent,
  };
};
