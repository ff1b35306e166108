import type { Finding } from '#contracts';

export interface Place {
  readonly line: number;
  readonly toLine: number;
}

/** Gathers what a person should look at. The same code at the same place is told once. */
export class FindingLog {
  private readonly all: Finding[] = [];
  private readonly seen = new Set<string>();

  add(code: string, severity: Finding['severity'], message: string, source: Place | null = null): void {
    const key = `${code}|${message}|${source?.line ?? ''}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.all.push({ code, severity, message, source });
  }

  /** In the order of the source; those of the whole document first. */
  list(): readonly Finding[] {
    const lineOf = ({ source }: Finding): number => (source !== null && 'line' in source ? source.line : 0);
    return this.all
      .map((finding, index) => ({ finding, index }))
      .sort((a, b) => lineOf(a.finding) - lineOf(b.finding) || a.index - b.index)
      .map(({ finding }) => finding);
  }
}
