import type { AgencyDirectory, AgencyId, AgencyLevel, AgencyRecord, PlainDate } from '#domain';
import type { AgencyRef } from '#contracts';

/** A row's agencies as the directory knows them on a day. */
export class RowAgencies {
  private readonly records: ReadonlyMap<string, AgencyRecord>;

  constructor(
    private readonly directory: AgencyDirectory,
    private readonly on: PlainDate,
  ) {
    this.records = new Map(directory.agencies.map((record) => [record.id, record]));
  }

  record(id: string | null): AgencyRecord | null {
    return id === null ? null : (this.records.get(id) ?? null);
  }

  isOpenGroup({ kind, id }: AgencyRef): boolean {
    return kind === 'group' && this.directory.groups.some((group) => group.id === id && group.open);
  }

  /** An agency itself, or the members that a group had on the day; none for an open group and for what is not resolved. */
  membersOf({ kind, id }: AgencyRef): readonly AgencyId[] {
    if (kind === 'agency') return this.record(id) === null ? [] : [id as AgencyId];
    if (kind === 'unresolved') return [];
    const members = this.directory.groups.find((group) => group.id === id)?.members ?? [];
    return members.filter(({ from, to }) => from <= this.on && (to === null || this.on <= to)).map(({ agencyId }) => agencyId);
  }

  /** The highest of several authorities: by level, then one without a body above it, then the first named. */
  highest(refs: readonly AgencyRef[]): AgencyId | null {
    const named = refs.flatMap(({ kind, id }) => (kind === 'agency' ? (this.record(id) ?? []) : []));
    const [first, ...rest] = named;
    return first === undefined ? null : rest.reduce((best, next) => (rank(next) > rank(best) ? next : best), first).id;
  }
}

const levels: Readonly<Record<AgencyLevel, number>> = { commune: 0, district: 1, province: 2, central: 3 };
const rank = ({ level, parent }: AgencyRecord): number => levels[level] * 2 + (parent === null ? 1 : 0);

export const unique = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)];
