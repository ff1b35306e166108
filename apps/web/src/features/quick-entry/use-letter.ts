import { useRef } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CommandReply, PlanDraft } from '#contracts';
import { ProblemError, rememberPosition, request } from '../../api/http-client.js';
import { createRequestKeys } from '../../api/request-key.js';
import { refreshViews } from '../../app/live-updates.js';
import { bodyOf, type Letter } from './letter.js';

/** Reads the words; nothing is kept. */
export const useReading = (onRead: (text: string, draft: PlanDraft) => void) =>
  useMutation({
    mutationFn: (text: string) => request<PlanDraft>('/letters/read', { method: 'POST', json: { text } }),
    onSuccess: (draft, text) => {
      onRead(text, draft);
    },
  });

/** Enters the letter: once, however often the button is pressed. */
export const useEntering = (onEntered: (planId: string) => void) => {
  const client = useQueryClient();
  const keys = useRef(createRequestKeys());
  return useMutation({
    mutationFn: (letter: Letter) => {
      const body = bodyOf(letter);
      return request<CommandReply>('/letters', { method: 'POST', json: body, headers: { 'Idempotency-Key': keys.current.keyFor(body) } });
    },
    onSuccess: async ({ id, position }) => {
      keys.current.settle();
      rememberPosition(position);
      onEntered(id);
      await refreshViews(client);
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.status < 500) keys.current.settle();
    },
  });
};
