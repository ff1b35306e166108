import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PlanDraftView } from '#contracts';
import { ProblemError, request } from '../../api/http-client.js';
import { newRequestKey } from '../../api/request-key.js';
import { planDraftQuery } from '../../api/queries.js';
import { announce } from '../../ui/announcer.js';
import type { Edit } from './edits.js';

export interface Act {
  readonly edits?: readonly Edit[];
  /** Findings looked at and left as they stand. */
  readonly seen?: readonly number[];
}

/** Makes an act of the draft as it stands; null where it can no longer be meant: somebody else has changed the place. */
export type Making = (view: PlanDraftView) => Act | null;

/** What was meant stands no more as it was seen. */
export class PlaceChanged extends Error {}

interface Order {
  readonly making: Making;
  readonly done: string;
}

const send = (view: PlanDraftView, { edits = [], seen = [] }: Act): Promise<PlanDraftView> =>
  request(`/plan-drafts/${view.id}`, {
    method: 'PATCH',
    json: { corrections: edits, seen },
    headers: { 'Idempotency-Key': newRequestKey(), 'If-Match': `"v${String(view.version)}"` },
  });

const isStale = (error: unknown): boolean => error instanceof ProblemError && error.problem.status === 412;

const ATTEMPTS = 4;

/** What a reviewer does to a draft. Where others correct it meanwhile, an act is made anew of the draft as it then stands. */
export const useReview = (view: PlanDraftView) => {
  const client = useQueryClient();
  const [failure, setFailure] = useState<unknown>(null);
  const key = planDraftQuery(view.id).queryKey;
  const show = (next: PlanDraftView): void => {
    client.setQueryData(key, next);
  };
  const fresh = (): Promise<PlanDraftView> => client.query({ ...planDraftQuery(view.id), staleTime: 0 });

  const correcting = useMutation({
    mutationFn: async ({ making }: Order): Promise<PlanDraftView> => {
      let seen = client.getQueryData<PlanDraftView>(key) ?? view;
      for (let attempt = 1; ; attempt += 1) {
        const act = making(seen);
        if (act === null) throw new PlaceChanged('Nội dung này vừa được người khác sửa.');
        if ((act.edits ?? []).length + (act.seen ?? []).length === 0) return seen;
        try {
          return await send(seen, act);
        } catch (error) {
          if (!isStale(error) || attempt === ATTEMPTS) throw error;
          seen = await fresh();
        }
      }
    },
    onMutate: () => {
      setFailure(null);
    },
    onSuccess: (next, { done }) => {
      show(next);
      announce(done);
    },
    onError: setFailure,
  });

  const turning = useMutation({
    mutationFn: ({ verb, correction }: { readonly verb: 'undo' | 'redo'; readonly correction: number }) =>
      request<PlanDraftView>(`/plan-drafts/${view.id}/${verb}`, {
        method: 'POST',
        json: { correction },
        headers: { 'Idempotency-Key': newRequestKey() },
      }),
    onMutate: () => {
      setFailure(null);
    },
    onSuccess: (next, { verb, correction }) => {
      show(next);
      const told = next.corrections.find(({ number }) => number === correction);
      announce(`${verb === 'undo' ? 'Đã hoàn tác' : 'Đã làm lại'}: ${told?.sentence ?? ''}`);
    },
    onError: setFailure,
  });

  return {
    view,
    isBusy: correcting.isPending || turning.isPending,
    isOpen: view.status === 'draft',
    failure,
    forget: (): void => {
      setFailure(null);
    },
    /** Resolves to whether it was done; the failure is kept for the page to show. */
    correct: (making: Making, done: string): Promise<boolean> =>
      correcting.mutateAsync({ making, done }).then(
        () => true,
        () => false,
      ),
    /** As `correct`, but the caller shows the failure where it was made. */
    correctHere: async (making: Making, done: string): Promise<unknown> => {
      try {
        await correcting.mutateAsync({ making, done });
        return null;
      } catch (error) {
        setFailure(null);
        return error;
      }
    },
    turn: (verb: 'undo' | 'redo', correction: number | null): void => {
      if (correction !== null && !turning.isPending) turning.mutate({ verb, correction });
    },
    reload: fresh,
  };
};

export type Review = ReturnType<typeof useReview>;
