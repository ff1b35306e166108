import type { CutOffTaken, ReportContent } from '#domain';
import type { EventStore } from '#event-store';

/** What a cut-off of a report took, from the log; null where there is none of that number. */
export const storedContent = async (
  store: Pick<EventStore, 'readStream'>,
  report: string,
  cutOff: number,
): Promise<ReportContent | null> => {
  const history = await store.readStream(`report-${report}`);
  // The store gives an event in its newest version.
  const taken = history.filter(({ type }) => type === 'CutOffTaken').map(({ data }) => data as CutOffTaken['data']);
  return taken.find(({ cutOff: number }) => number === cutOff)?.content ?? null;
};
