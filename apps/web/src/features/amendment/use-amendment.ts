import { useState } from 'react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ComparedLine, PlanComparisonView, PlanDraftView } from '#contracts';
import { ProblemError, rememberPosition, request } from '../../api/http-client.js';
import { newRequestKey } from '../../api/request-key.js';
import { refreshViews } from '../../app/live-updates.js';
import { announce } from '../../ui/announcer.js';
import { changedLines, choicesToSend, fingerprint, isConfirmed, proposedChoice, withPair, type Choice, type Pair } from './confirmation.js';

interface Terms {
  readonly planId: string;
  readonly draft: PlanDraftView;
  readonly effectiveOn: string;
  readonly basis: string;
}

/** The comparison with a person's words on it, until it is confirmed as a whole. */
export const useAmendment = ({ planId, draft, effectiveOn, basis }: Terms) => {
  const draftId = draft.id;
  const { number, issuedOn } = draft.draft.document;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [pairs, setPairs] = useState<readonly Pair[]>([]);
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const [confirmed, setConfirmed] = useState<ReadonlyMap<string, string>>(new Map());
  const query = useQuery({
    queryKey: ['comparison', planId, draftId, effectiveOn, pairs],
    queryFn: ({ signal }) =>
      request<PlanComparisonView>(`/plans/${planId}/amendments/compare`, { method: 'POST', json: { draftId, effectiveOn, pairs }, signal }),
    placeholderData: keepPreviousData,
    enabled: effectiveOn !== '',
    retry: false,
  });
  const lines = query.data?.tasks ?? [];
  const changed = changedLines(lines);
  const applying = useMutation({
    mutationFn: (digest: string) =>
      request<{ readonly position?: string }>(`/plans/${planId}/amendments`, {
        method: 'POST',
        json: {
          draftId,
          effectiveOn,
          basis,
          document: number === null ? null : { number, date: issuedOn },
          pairs,
          digest,
          choices: choicesToSend(lines, choices),
        },
        headers: { 'Idempotency-Key': newRequestKey() },
      }),
    onSuccess: async ({ position }) => {
      if (position !== undefined) rememberPosition(position);
      announce('Đã áp dụng bản sửa đổi.');
      await navigate({ to: '/ke-hoach/$id', params: { id: planId } });
      await refreshViews(client);
    },
  });
  const confirm = (wanted: readonly ComparedLine[], isAgreed: boolean): void => {
    setConfirmed((old) => {
      const next = new Map(old);
      for (const line of wanted) {
        if (isAgreed && line.problem === null) next.set(line.taskId, fingerprint(line));
        else next.delete(line.taskId);
      }
      return next;
    });
  };
  return {
    query,
    changed,
    kept: lines.filter(({ kind }) => kind === 'kept'),
    open: changed.filter((line) => !isConfirmed(line, confirmed)),
    choiceOf: ({ taskId }: ComparedLine): Choice => choices.get(taskId) ?? proposedChoice,
    choose: ({ taskId }: ComparedLine, choice: Choice): void => {
      setChoices((old) => new Map(old).set(taskId, choice));
    },
    isConfirmed: (line: ComparedLine): boolean => isConfirmed(line, confirmed),
    confirm,
    pair: (pair: Pair): void => {
      setPairs((old) => withPair(old, pair));
    },
    applying,
    isStale: applying.error instanceof ProblemError && applying.error.problem.status === 412,
    /** Shows how it stands now; what was confirmed and says the same stays confirmed. */
    look: async (): Promise<void> => {
      await query.refetch();
      applying.reset();
    },
  };
};
