import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '../event-store.port.js';
import type { View } from '../projection.port.js';
import { inTransaction } from '../projections/projection-checkpoint.js';
import { seenSource, seenView } from '../testing/seen-view.js';
import { ViewBed } from '../testing/view-bed.js';
import { EditionLoader, type EditionLoad } from './edition-loader.js';
import { foldPage } from './fold-page.js';
import { schemaOf, tablesDdl } from './view-definition.js';

/** A log in memory: so many events, each to one of some streams. */
const logOf = (streams: readonly number[]): readonly StoredEvent[] => {
  const versions = new Map<number, number>();
  return streams.map((stream, index) => {
    const version = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    const at = '2026-01-01T00:00:00.000Z';
    const place = { position: index + 1, streamId: `case-${String(stream)}`, version, eventId: '', occurredAt: at, recordedAt: at };
    return { ...place, type: 'Written', schemaVersion: 1, actor: 'lan', correlationId: null, causationId: null, data: {}, meta: {} };
  });
};

describe('EditionLoader', () => {
  let bed: ViewBed;
  let runs = 0;
  beforeAll(async () => {
    bed = await ViewBed.open();
  });
  afterAll(() => bed.close());

  const freshSchema = async (): Promise<string> => {
    runs += 1;
    const schema = schemaOf(seenView(), `run-${String(runs)}`);
    for (const statement of tablesDdl(seenView(), schema)) await bed.pool.query(statement);
    return schema;
  };
  const load = async (schema: string, log: readonly StoredEvent[], more: Partial<EditionLoad> = {}): Promise<number> =>
    new EditionLoader({
      view: seenView(),
      schema,
      from: 0,
      to: log.length,
      sql: bed.pool,
      readPage: (after, _upTo, limit) =>
        Promise.resolve({ events: log.slice(after, after + limit), upTo: Math.min(after + limit, log.length) }),
      readStream: (streamId) => Promise.resolve(log.filter((event) => event.streamId === streamId)),
      commit: (write) => inTransaction(bed.pool, write),
      ...more,
    }).run();
  const tables = async (schema: string): Promise<unknown> => {
    const cases = await bed.pool.query(`select * from ${schema}.cases order by id`);
    const seen = await bed.pool.query(`select * from ${schema}.seen order by position`);
    return { cases: cases.rows as unknown, seen: seen.rows as unknown };
  };

  test('however streams mix, and however few fit into memory, the rows are those of following page by page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 120 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 30 }),
        async (streams, capacity, pageSize) => {
          const log = logOf(streams);
          const [loaded, followed] = [await freshSchema(), await freshSchema()];
          await load(loaded, log, { capacity, pageSize });
          await inTransaction(bed.pool, async (tx) => {
            for (let at = 0; at < log.length; at += 7) {
              await foldPage({ query: (text, values) => tx.query(text, [...(values ?? [])]) }, seenView(), followed, log.slice(at, at + 7));
            }
          });
          expect(await tables(loaded)).toEqual(await tables(followed));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('it goes on from tables that hold the beginning', async () => {
    const log = logOf(Array.from({ length: 60 }, (_, index) => index % 11));
    const [whole, halves] = [await freshSchema(), await freshSchema()];
    await load(whole, log);
    await load(halves, log.slice(0, 31));
    await load(halves, log, { from: 31, capacity: 3, pageSize: 5 });
    expect(await tables(halves)).toEqual(await tables(whole));
  });

  test('what is recorded while it folds is folded too, until that is little', async () => {
    const log = logOf(Array.from({ length: 900 }, (_, index) => index % 17));
    const heads = [900, 900, 700];
    const [followed, whole] = [await freshSchema(), await freshSchema()];
    const reached = await load(followed, log, {
      to: 300,
      further: () => Promise.resolve(heads.pop() ?? 0),
      readPage: (after, upTo, limit) => {
        const until = Math.min(after + limit, upTo);
        return Promise.resolve({ events: log.slice(after, until), upTo: until });
      },
    });
    expect([reached, heads]).toEqual([900, []]);
    await load(whole, log);
    expect(await tables(followed)).toEqual(await tables(whole));
  });

  test('text of every kind comes through', async () => {
    const schema = schemaOf(seenView(), 'text');
    const odd = ['tab\there', 'line\nend', 'back\\slash', '\\N', '"quoted"', '{brace},', 'Ủy ban 🇻🇳', '', "it's"];
    const view = seenView({
      tables: [
        {
          name: 'texts',
          columns: { id: 'text', list: 'text[] not null', plain: 'text', json: 'jsonb not null', day: 'date', flag: 'boolean' },
          key: ['id'],
          owner: 'id',
          indexes: [],
        },
      ],
      sources: [
        {
          ...seenSource,
          table: 'texts',
          tables: ['texts'],
          stateOf: (row: unknown) => row,
          rows: (_state, id) => ({
            texts: [{ id, list: odd, plain: odd[Number(id)] ?? null, json: { odd, list: [] }, day: '2026-02-28', flag: null }],
          }),
        },
      ],
    });
    for (const statement of tablesDdl(view, schema)) await bed.pool.query(statement);
    await load(schema, logOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), { view, schema });
    const { rows } = await bed.pool.query(`select id, list, plain, json, day::text, flag from ${schema}.texts order by id::int`);
    expect(rows).toEqual(
      Array.from({ length: 10 }, (_, index) => ({
        id: String(index),
        list: odd,
        plain: odd[index] ?? null,
        json: { odd, list: [] },
        day: '2026-02-28',
        flag: null,
      })),
    );
  });

  test('a stream that cannot be written, in memory or by the database, is written as far as it can; nothing else is lost', async () => {
    const streams = Array.from({ length: 90 }, (_, index) => index % 9);
    const log = logOf(streams);
    const view = (refuse: (id: string, count: number) => unknown): View =>
      seenView({
        sources: [
          {
            ...seenSource,
            rows: (state, id) => ({
              ...seenSource.rows(state, id),
              cases: [{ id, version: refuse(id, state.events.length) ?? 1, state }],
            }),
          },
        ],
      });
    const [wrongType, throwing] = [
      view((id, count) => (id === '4' && count > 6 ? 'no number' : null)),
      view((id, count) => {
        if (id === '4' && count > 6) throw new Error('cannot show it');
        return null;
      }),
    ];
    for (const delicate of [wrongType, throwing]) {
      for (const capacity of [4, 100]) {
        const schema = await freshSchema();
        const parked: number[] = [];
        await load(schema, log, { view: delicate, capacity, pageSize: 10, park: ({ position }) => parked.push(position) });
        const own = log.filter(({ streamId }) => streamId === 'case-4').map(({ position }) => position);
        expect(parked.sort((one, other) => one - other)).toEqual(own.slice(6));
        const { rows } = await bed.pool.query<{ position: string }>(`select position from ${schema}.seen order by position`);
        expect(rows.map(({ position }) => Number(position))).toEqual(
          log.map(({ position }) => position).filter((position) => !own.slice(6).includes(position)),
        );
      }
    }
  });

  test('what the database refuses ends the load with its error', async () => {
    const view = seenView({ sources: [{ ...seenSource, rows: (_state, id) => ({ cases: [{ id, version: 'no number', state: {} }] }) }] });
    await expect(load(await freshSchema(), logOf([1, 2, 3]), { view })).rejects.toThrow(/integer/u);
  });
});
