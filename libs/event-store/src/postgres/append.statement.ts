import type { Appended } from '../event-store.port.js';
import type { EncodedAppend } from './encoded-append.js';

/** A statement prepared once per connection. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

type Query = PreparedStatement & { readonly values: unknown[] };

const parameters = (count: number): string => Array.from({ length: count }, (_, index) => `$${index + 1}`).join(', ');

const one: PreparedStatement = {
  name: 'es_append_one',
  text: `select at_position, at_version from es.append_one(${parameters(14)})`,
};

const many: PreparedStatement = {
  name: 'es_append',
  text: `select first_position, versions from es.append(${parameters(16)})`,
};

/** One event to one stream, for an append that is alone. `es.append_one` says what it locks. */
const appendOneQuery = (tenantId: string, { append, wanted, occurredAt, meta, events: [event] }: EncodedAppend): Query => ({
  ...one,
  values: [
    tenantId,
    append.streamId,
    wanted,
    append.actor,
    occurredAt,
    append.correlationId ?? null,
    append.causationId ?? null,
    meta,
    event?.id,
    event?.type,
    event?.schemaVersion,
    event?.data,
    append.request?.key ?? null,
    append.request?.hash ?? null,
  ],
});

const unitSeparator = '\u001f';
const texts = (entries: readonly string[]): string => entries.join(unitSeparator);
const numbers = (entries: readonly (number | string | null)[]): string => `{${entries.map((entry) => entry ?? 'null').join()}}`;

/** Any number of appends in one statement, one entry for each event. `es.append` says what it locks and how it judges. */
const appendManyQuery = (tenantId: string, batch: readonly EncodedAppend[]): Query => {
  const entries = batch.flatMap((item) => item.events.map((event, index) => ({ item, event, index })));
  const ofAppend = (text: (item: EncodedAppend) => string | undefined): string => texts(entries.map(({ item }) => text(item) ?? ''));
  return {
    ...many,
    values: [
      tenantId,
      ofAppend(({ append }) => append.streamId),
      numbers(entries.map(({ item }) => item.wanted)),
      numbers(entries.map(({ index }) => index + 1)),
      ofAppend(({ append }) => append.actor),
      ofAppend(({ occurredAt }) => occurredAt ?? undefined),
      ofAppend(({ append }) => append.correlationId),
      ofAppend(({ append }) => append.causationId),
      ofAppend(({ meta }) => meta),
      numbers(entries.map(({ event }) => event.id)),
      texts(entries.map(({ event }) => event.type)),
      numbers(entries.map(({ event }) => event.schemaVersion)),
      texts(entries.map(({ event }) => event.data)),
      ofAppend(({ append }) => append.request?.key),
      ofAppend(({ append }) => append.request?.hash),
      // The key stands on the last event of its append.
      numbers(entries.map(({ item, index }) => (item.append.request !== undefined && index + 1 === item.events.length ? index + 1 : null))),
    ],
  };
};

const isSingle = (batch: readonly EncodedAppend[]): batch is readonly [EncodedAppend] =>
  batch.length === 1 && batch[0]?.events.length === 1;

/** The statement that writes a batch; {@link writtenOf} reads its answer. A stream and a request key may stand in it once. */
export const appendQuery = (tenantId: string, batch: readonly EncodedAppend[]): Query =>
  isSingle(batch) ? appendOneQuery(tenantId, batch[0]) : appendManyQuery(tenantId, batch);

/** A row as either statement gives it. */
export interface AppendRow {
  readonly at_position?: string | null;
  readonly at_version?: number;
  readonly first_position?: string;
  readonly versions?: string;
}

export type Written = Extract<Appended, { outcome: 'appended' }>;

const written = ({ append }: EncodedAppend, version: number, position: number): Written => ({
  outcome: 'appended',
  streamId: append.streamId,
  version,
  position,
  types: append.events.map(({ type }) => type),
});

/** For each append of the batch what was written, or null: its version did not hold, or its request was answered before. */
export const writtenOf = (batch: readonly EncodedAppend[], row: AppendRow | undefined): readonly (Written | null)[] => {
  if (row === undefined) throw new Error('The append gave no answer');
  if (isSingle(batch)) {
    const { at_position: position, at_version: version = 0 } = row;
    return [position === null || position === undefined ? null : written(batch[0], version, Number(position))];
  }
  const versions = (row.versions ?? '').split(',');
  let position = Number(row.first_position) - 1;
  let entry = 0;
  return batch.map((item) => {
    entry += item.events.length;
    const version = versions[entry - 1] ?? '';
    if (version === '') return null;
    position += item.events.length;
    return written(item, Number(version), position);
  });
};
