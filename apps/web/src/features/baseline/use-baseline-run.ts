import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { BaselineOrder, BaselineOutcome, BaselineOutcomes, BaselineRow } from '#contracts';
import { rememberPosition, request } from '../../api/http-client.js';
import { refreshViews } from '../../app/live-updates.js';

/** As many as one request takes. */
const AT_ONCE = 50;

export interface Run {
  readonly kind: 'preview' | 'record';
  readonly of: number;
  readonly outcomes: readonly BaselineOutcome[];
  readonly isRunning: boolean;
  readonly error: Error | null;
}

interface Order {
  readonly plan: string;
  readonly kind: Run['kind'];
  readonly order: BaselineOrder;
  readonly rows: readonly BaselineRow[];
  /** One for the whole act: a row that was recorded already is not recorded again. */
  readonly key: string;
}

const send = ({ plan, kind, order, key }: Order, rows: readonly BaselineRow[]): Promise<BaselineOutcomes> =>
  request<BaselineOutcomes>(`/plans/${plan}/baseline/${kind}`, {
    method: 'POST',
    json: { order, parts: rows.map((row) => ({ taskId: row.task.id, part: row.part, seen: row.seen })) },
    headers: { 'Idempotency-Key': key },
  });

/** One act for many parts, sent in portions: what has been recorded stays recorded when it is stopped or the line breaks. */
export const useBaselineRun = () => {
  const client = useQueryClient();
  const stopped = useRef(false);
  const goesOn = (error: Error | null): boolean => error === null && !stopped.current;
  const [run, setRun] = useState<Run | null>(null);
  const start = async (order: Order): Promise<void> => {
    stopped.current = false;
    const { kind, rows } = order;
    const outcomes: BaselineOutcome[] = [];
    let error: Error | null = null;
    for (let from = 0; from < rows.length && goesOn(error); from += AT_ONCE) {
      setRun({ kind, of: rows.length, outcomes: [...outcomes], isRunning: true, error });
      try {
        const told = await send(order, rows.slice(from, from + AT_ONCE));
        if (told.position !== null) rememberPosition(told.position);
        outcomes.push(...told.outcomes);
      } catch (thrown) {
        error = thrown instanceof Error ? thrown : new Error(String(thrown));
      }
    }
    if (kind === 'record') await refreshViews(client);
    setRun({ kind, of: rows.length, outcomes, isRunning: false, error });
  };
  return {
    run,
    start,
    stop: (): void => {
      stopped.current = true;
    },
    clear: (): void => {
      setRun(null);
    },
  };
};
