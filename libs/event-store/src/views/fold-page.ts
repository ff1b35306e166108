import type { StoredEvent } from '../event-store.port.js';
import type { Sql, View, ViewSource } from '../projection.port.js';
import { loadStates, replaceRows } from './write-rows.js';

/** Type and id of a stream: `task-0190…` is a `task`. */
export const partsOf = (streamId: string): { readonly type: string; readonly id: string } => {
  const dash = streamId.indexOf('-');
  return { type: streamId.slice(0, dash), id: streamId.slice(dash + 1) };
};

/** Events of one type of stream by the stream's id, in order. */
const byStream = (events: readonly StoredEvent[], type: string): ReadonlyMap<string, readonly StoredEvent[]> => {
  const groups = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const parts = partsOf(event.streamId);
    if (parts.type !== type) continue;
    const group = groups.get(parts.id);
    if (group === undefined) groups.set(parts.id, [event]);
    else group.push(event);
  }
  return groups;
};

const folded = (
  source: ViewSource<unknown>,
  streams: ReadonlyMap<string, readonly StoredEvent[]>,
  before: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> =>
  new Map(
    [...streams].flatMap(([id, events]) => {
      const state = events.reduce<unknown>((known, event) => source.evolve(known, event, id), before.get(id) ?? null);
      return state === null ? [] : [[id, state] as const];
    }),
  );

/** Page → grouped by stream → states in one query → folded → one write for each table. */
export const foldPage = async (tx: Sql, view: View, schema: string, events: readonly StoredEvent[]): Promise<void> => {
  for (const source of view.sources) {
    const streams = byStream(events, source.stream);
    if (streams.size === 0) continue;
    const before = await loadStates(tx, view, source, schema, [...streams.keys()]);
    await replaceRows(tx, view, source, schema, folded(source, streams, before));
  }
};
