import { useEffect, useState } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { rememberPosition } from '../api/http-client.js';

const settled = ['session', 'agencies', 'session-ended', 'plan-source', 'comparison'];

/** Marks every view of the work as old; those on screen are read again. What is being typed lives in the forms and stays. */
export const refreshViews = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ predicate: (query) => !settled.includes(String(query.queryKey[0])) });

const positionOf = (data: unknown): string | null => {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null || !('position' in value)) return null;
    return typeof value.position === 'string' || typeof value.position === 'number' ? String(value.position) : null;
  } catch {
    return null;
  }
};

const eventNames = ['task-changed', 'plan-changed', 'indicator-changed', 'report-changed', 'resync'];
const quietMilliseconds = 400;

/** Follows the server's events; many at once make one refresh. Returns whether the line stands. */
export const useLiveUpdates = (): boolean => {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lost = false;
    const refreshSoon = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void refreshViews(client);
      }, quietMilliseconds);
    };
    const onEvent = (event: MessageEvent): void => {
      const position = positionOf(event.data);
      if (position !== null) rememberPosition(position);
      refreshSoon();
    };
    for (const name of eventNames) source.addEventListener(name, onEvent);
    source.onopen = (): void => {
      setConnected(true);
      if (lost) refreshSoon();
      lost = false;
    };
    source.onerror = (): void => {
      lost = true;
      setConnected(false);
    };
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [client]);
  return connected;
};
