import { z } from 'zod';

/** A fault that somebody asked for: what happens instead, how often, and to whom. */
export const FaultOrder = z.strictObject({
  on: z.enum(['token', 'zns', 'oa']),
  what: z.discriminatedUnion('kind', [
    /** An answer with this `error`, HTTP 200 as ever. */
    z.strictObject({ kind: z.literal('error'), code: z.number().int().negative(), message: z.string().max(200).optional() }),
    z.strictObject({ kind: z.literal('status'), status: z.number().int().min(400).max(599) }),
    /** No answer; nothing was done. */
    z.strictObject({ kind: z.literal('hang-before') }),
    /** No answer, though it was done: the message arrives, the token is spent. */
    z.strictObject({ kind: z.literal('hang-after') }),
    z.strictObject({ kind: z.literal('slow'), milliseconds: z.number().int().min(1).max(120_000) }),
  ]),
  /** Only for this phone or user. */
  to: z.string().max(40).optional(),
  /** How many calls it meets; without it, all until it is taken away. */
  times: z.number().int().min(1).max(1_000_000).optional(),
  /** Every nth call that it could meet. */
  every: z.number().int().min(1).max(1_000_000).default(1),
});
export type FaultOrder = z.output<typeof FaultOrder>;
export type Fault = FaultOrder['what'];

interface Standing {
  readonly order: FaultOrder;
  seen: number;
  left: number;
}

export class Faults {
  readonly #standing: Standing[] = [];

  add(order: FaultOrder): void {
    this.#standing.push({ order, seen: 0, left: order.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#standing.length = 0;
  }

  list(): readonly FaultOrder[] {
    return this.#standing.filter(({ left }) => left > 0).map(({ order }) => order);
  }

  /** What this call meets; null: nothing. The first fault that fits counts. */
  meet(on: FaultOrder['on'], to: string | null): Fault | null {
    for (const standing of this.#standing) {
      const { order } = standing;
      if (standing.left <= 0 || order.on !== on || (order.to !== undefined && order.to !== to)) continue;
      standing.seen += 1;
      if (standing.seen % order.every !== 0) continue;
      standing.left -= 1;
      return order.what;
    }
    return null;
  }
}
