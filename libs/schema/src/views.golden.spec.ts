import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  agencyEventTypes,
  agencyGroupEventTypes,
  indicatorEventTypes,
  knownEventTypes,
  planEventTypes,
  remarkEventTypes,
  reorganisationEventTypes,
  reportEventTypes,
  taskEventTypes,
} from '#domain';
import { definitionOf, InMemoryEventStore, type StoredEvent, type View } from '#event-store';
import { allViews } from './views.js';

/** What a view was under a version, and what it made of each piece of the fixed log: the beginning of the hash of its rows. */
interface Recorded {
  readonly version: number;
  /** Of version and tables. */
  readonly definition: string;
  readonly rows: Readonly<Record<string, string>>;
}

type Sample = Pick<StoredEvent, 'type' | 'schemaVersion' | 'data'>;
type Piece = readonly (Sample & Pick<StoredEvent, 'streamId' | 'actor' | 'meta' | 'recordedAt'>)[];

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const file = new URL('../golden/view-definitions.json', import.meta.url);
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Recorded>;
const shipped = readdirSync(new URL('../../domain/golden/', import.meta.url)).map(
  (name) => JSON.parse(read(`../../domain/golden/${name}`)) as Sample,
);

const kinds = [
  { types: taskEventTypes, opening: ['TaskEntered', 'PartAssigned'], streamId: 'task-0190a000-0000-7000-8000-00000000000a' },
  { types: remarkEventTypes, opening: ['RemarkAdded'], streamId: 'remarks-0190a000-0000-7000-8000-00000000000a' },
  { types: planEventTypes, opening: ['PlanDrafted'], streamId: 'plan-0190a000-0000-7000-8000-00000000000b' },
  { types: indicatorEventTypes, opening: ['IndicatorEntered'], streamId: 'indicator-0190a000-0000-7000-8000-00000000000c' },
  { types: agencyEventTypes, opening: ['AgencyRegistered'], streamId: 'agency-so-mau' },
  { types: agencyGroupEventTypes, opening: [], streamId: 'group-ubnd-cac-xa-phuong' },
  { types: reorganisationEventTypes, opening: ['ReorganisationRecorded'], streamId: 'reorganisation-lang-son-2025' },
  { types: reportEventTypes, opening: ['CutOffTaken'], streamId: 'report-1f0e0000-0000-5000-8000-000000000002' },
];

/** One event of a type and schema version that shipped, after those that open its stream. */
const pieceOf = (sample: Sample): Piece | null => {
  const kind = kinds.find(({ types }) => sample.type in types);
  if (kind === undefined) return null;
  const opening = kind.opening.filter((type) => type !== sample.type).map((type) => shipped.find((one) => one.type === type)!);
  const at = { streamId: kind.streamId, actor: 'system', meta: {}, recordedAt: '2030-01-01T00:00:00.000Z' };
  return [...opening, sample].map((event) => ({ ...event, ...at }));
};

/** Pieces of a log that never change: a plan as lived through, and each event that ever shipped. */
const pieces: readonly (readonly [string, Piece])[] = [
  [
    'a plan',
    read('../golden/log.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Piece[number]),
  ],
  ...shipped.flatMap((sample) => {
    const piece = pieceOf(sample);
    return piece === null ? [] : [[`${sample.type} v${String(sample.schemaVersion)}`, piece] as const];
  }),
];

/** Through a store, so that older schema versions are read as they are in the product. */
const stored = async (piece: Piece): Promise<readonly StoredEvent[]> => {
  let clock = '';
  const store = new InMemoryEventStore({ known: knownEventTypes, now: () => clock });
  for (const { streamId, type, schemaVersion, data, actor, meta, recordedAt } of piece) {
    clock = recordedAt;
    await store.append({ streamId, expected: 'any', actor, meta, events: [{ type, schemaVersion, data: data as object }] });
  }
  return store.readAll(0, piece.length);
};

/** Null where the view reads none of it. */
const rowsOf = (view: View, log: readonly StoredEvent[]): string | null => {
  const made = view.sources.flatMap((source) => {
    const states = new Map<string, unknown>();
    for (const event of log) {
      const dash = event.streamId.indexOf('-');
      if (event.streamId.slice(0, dash) !== source.stream) continue;
      const id = event.streamId.slice(dash + 1);
      const state = source.evolve(states.get(id) ?? null, event, id) as unknown;
      if (state !== null) states.set(id, state);
    }
    return [...states].sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, state]) => source.rows(state, id));
  });
  return made.length === 0 ? null : createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 12);
};

describe('a view that makes other rows of the same log has another version', () => {
  let log: readonly (readonly [string, readonly StoredEvent[]])[];
  beforeAll(async () => {
    log = await Promise.all(pieces.map(async ([name, piece]) => [name, await stored(piece)] as const));
  });

  test.each(allViews.map((view) => [view.name, view] as const))('%s', (name, view) => {
    const rows = log.flatMap(([piece, events]) => {
      const made = rowsOf(view, events);
      return made === null ? [] : [[piece, made] as const];
    });
    const now: Recorded = { version: view.version, definition: definitionOf(view), rows: Object.fromEntries(rows) };
    expect(Object.keys(now.rows)).not.toEqual([]);
    const before = recorded[name];
    const changed = Object.entries(before?.rows ?? {}).filter(([piece, made]) => now.rows[piece] !== made);
    if (before?.version === now.version && changed.length > 0) {
      throw new Error(
        `View ${name} makes other rows than before of ${changed.map(([piece]) => piece).join(', ')}: raise its version, then npm run golden:views.`,
      );
    }
    if (process.env['RECORD_VIEWS'] === '1') {
      recorded[name] = now;
      writeFileSync(file, `${JSON.stringify(recorded, null, 2)}\n`);
    }
    // Not as recorded: npm run golden:views records what the views are now.
    expect(now).toEqual(recorded[name]);
  });

  test('no view is recorded that there is not', () => {
    expect(Object.keys(recorded).sort()).toEqual(allViews.map(({ name }) => name).sort());
  });
});
