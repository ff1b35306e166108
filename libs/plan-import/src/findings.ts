import { findingSeverities, type Finding, type FindingCode, type FindingFix, type SourceView } from '#contracts';

/** What a finding concerns and what could be done about it. */
export interface About {
  readonly source?: SourceView | null;
  /** JSON pointer into the draft. */
  readonly pointer?: string | null;
  readonly fix?: FindingFix | null;
}

/** Gathers what a person should look at. The same message about the same place is told once. */
export class FindingLog {
  private readonly all: Finding[] = [];
  private readonly seen = new Set<string>();

  /** `orderOf`: where a place stands in the document. */
  constructor(private readonly orderOf: (place: SourceView) => number) {}

  add(code: FindingCode, message: string, { source = null, pointer = null, fix = null }: About = {}): void {
    const key = `${code}|${message}|${pointer ?? ''}|${JSON.stringify(source)}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.all.push({ code, severity: findingSeverities[code], message, source, pointer, fix });
  }

  /** In the order of the source; those of the whole document first. */
  list(): readonly Finding[] {
    const orderOf = ({ source }: Finding): number => (source === null ? 0 : this.orderOf(source));
    return this.all
      .map((finding, index) => ({ finding, index }))
      .sort((a, b) => orderOf(a.finding) - orderOf(b.finding) || a.index - b.index)
      .map(({ finding }) => finding);
  }
}
