import type { KnownKey } from './sealed-text.js';

/** How long a key may be used that another process has shredded meanwhile. */
export const KEY_LIFE_MS = 30_000;
const MOST_KEYS = 2_000;

/** Keys in memory: so many at most, each for a short time. */
export class KeyCache {
  private readonly kept = new Map<string, { readonly key: KnownKey; readonly until: number }>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Null: not known here; ask the table. */
  get(subject: string): { readonly key: KnownKey } | null {
    const found = this.kept.get(subject);
    if (found === undefined || found.until <= this.now()) return null;
    return found;
  }

  put(subject: string, key: KnownKey): void {
    this.kept.delete(subject);
    this.kept.set(subject, { key, until: this.now() + KEY_LIFE_MS });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEYS && oldest !== undefined) this.kept.delete(oldest);
  }

  forget(subject: string): void {
    this.kept.delete(subject);
  }

  get size(): number {
    return this.kept.size;
  }
}
