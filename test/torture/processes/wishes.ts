import type { Append, ExpectedVersion } from '#event-store';

/** What a client wants next, before it knows what is in the log. */
export interface Wish {
  readonly streamId: string;
  readonly expected: ExpectedVersion | 'the-version-it-knows' | 'a-wrong-version';
  readonly events: number;
  readonly hasKey: boolean;
  readonly isPoison: boolean;
}

type Chance = readonly [share: number, wish: () => Pick<Wish, 'streamId' | 'expected'>];

const below = (count: number): number => Math.floor(Math.random() * count);

/** Streams stay short enough to be read whole: after some seconds all processes turn to others. */
const era = (): number => Math.floor(Date.now() / 4_000);
const contended = (): string => `plan-${era()}-${below(12)}`;
const common = (): string => `task-${era()}-${below(1_500)}`;
let created = 0;
const fresh = (): string => `task-${process.pid}-${(created += 1)}-${below(1_000_000)}`;

const chances: readonly Chance[] = [
  [26, () => ({ streamId: common(), expected: 'any' })],
  [12, () => ({ streamId: contended(), expected: 'any' })],
  [22, () => ({ streamId: common(), expected: 'the-version-it-knows' })],
  [8, () => ({ streamId: contended(), expected: 'the-version-it-knows' })],
  [14, () => ({ streamId: fresh(), expected: 'no-stream' })],
  [4, () => ({ streamId: common(), expected: 'no-stream' })],
  [8, () => ({ streamId: common(), expected: 'stream-exists' })],
  [2, () => ({ streamId: fresh(), expected: 'stream-exists' })],
  [4, () => ({ streamId: common(), expected: 'a-wrong-version' })],
];
const allShares = chances.reduce((sum, [share]) => sum + share, 0);

export const nextWish = (): Wish => {
  let left = Math.random() * allShares;
  const [, wish] = chances.find(([share]) => (left -= share) < 0) ?? chances[0]!;
  const events = Math.random() < 0.6 ? 1 : 1 + below(4);
  return { ...wish(), events, hasKey: Math.random() < 0.8, isPoison: Math.random() < 0.004 };
};

/** What PostgreSQL's jsonb cannot hold. */
const poisons = ['a\u0000b', '\ud800', 'x\udfff'];

const sentences = [
  'Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì',
  '"trích dẫn" \\ và dấu\tcách, xuống\ndòng 🇻🇳',
  'Khó khăn, vướng mắc; kiến nghị',
  '',
];

/** Large data now and then: a page or a batch is then cut by its size. */
const textOf = (): string => {
  const sentence = sentences[below(sentences.length)]!;
  return Math.random() < 0.001 ? `${sentence} `.repeat(1_000) : sentence;
};

/** Its events carry its id, by which they are found in the log. */
export const toAppend = (wish: Wish, expected: ExpectedVersion, id: number): Append => ({
  streamId: wish.streamId,
  expected,
  actor: `person-${below(50)}`,
  events: Array.from({ length: wish.events }, (_, nth) => ({
    type: 'Written',
    data: {
      by: id,
      nth,
      text: wish.isPoison && nth === wish.events - 1 ? poisons[below(poisons.length)]! : textOf(),
      ...(Math.random() < 0.2 ? { list: [Math.random(), below(1_000), null, { deep: true }] } : {}),
    },
  })),
  ...(wish.hasKey ? { request: { key: `key-${id}`, hash: `hash-${id}` } } : {}),
  ...(Math.random() < 0.1 ? { occurredAt: '2023-02-01T01:02:03.004Z', meta: { via: 'web' } } : {}),
});
