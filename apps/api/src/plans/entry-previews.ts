import type { Application, EntryTerms, PreparedEntry } from '#application';
import type { AgencyName, EntryPreview } from '#contracts';
import type { AgencyId } from '#domain';
import type { AgencyQueries } from '#read-models';
import { titleOf } from '../http/titles.js';

type Rows = PreparedEntry['rows'];
type Part = 'leads' | 'coordinates' | 'approves' | 'indicators';

/** Each agency once, with the rows in which it would have each part. */
const recipientsOf = ({ tasks, indicators }: Rows, nameOf: (id: AgencyId) => AgencyName): EntryPreview['recipients'] => {
  const found = new Map<AgencyId, Record<Part, Set<number>>>();
  const note = (agency: AgencyId | null, part: Part, row: number): void => {
    if (agency === null) return;
    const known = found.get(agency) ?? { leads: new Set(), coordinates: new Set(), approves: new Set(), indicators: new Set() };
    found.set(agency, known);
    known[part].add(row);
  };
  for (const { row, leads, coordinators } of tasks) {
    for (const { agencyId, approver } of leads) {
      note(agencyId, 'leads', row);
      note(approver, 'approves', row);
    }
    for (const agency of coordinators) note(agency, 'coordinates', row);
  }
  for (const { row, leads } of indicators) for (const agency of leads) note(agency, 'indicators', row);
  return [...found]
    .map(([id, { leads, coordinates, approves, indicators: measured }]) => ({
      agency: nameOf(id),
      leads: [...leads],
      coordinates: [...coordinates],
      approves: [...approves],
      indicators: [...measured],
    }))
    .sort((one, other) => other.leads.length - one.leads.length || other.coordinates.length - one.coordinates.length);
};

const rowsWhere = ({ tasks }: Rows, holds: (lead: Rows['tasks'][number]['leads'][number]) => boolean): number[] =>
  tasks.filter(({ leads }) => leads.some(holds)).map(({ row }) => row);

const previewOf = ({ rows, refused, notes }: PreparedEntry, nameOf: (id: AgencyId) => AgencyName): EntryPreview => ({
  effectiveOn: rows.effectiveOn,
  late: rows.late,
  tasks: rows.tasks.length,
  indicators: rows.indicators.length,
  leadParts: rows.tasks.reduce((sum, { leads }) => sum + leads.length, 0),
  recipients: recipientsOf(rows, nameOf),
  unassigned: rows.tasks.filter(({ leads }) => leads.length === 0).map(({ row }) => row),
  approverProposed: rowsWhere(rows, ({ approverProposed }) => approverProposed),
  approverUnknown: rowsWhere(rows, ({ approver }) => approver === null),
  notes: notes.map(({ kind, row, message }) => ({ kind, row, message })),
  refused: refused.map(({ kind, row, title, code, details, remedy }) => ({ kind, row, title, message: titleOf(code, details), remedy })),
});

/** Tells who would be asked what, before anything is entered. */
export class EntryPreviews {
  constructor(
    private readonly application: Application,
    private readonly agencies: AgencyQueries,
  ) {}

  /** Null where there is no draft. */
  async preview(terms: EntryTerms): Promise<EntryPreview | null> {
    const [prepared, names] = await Promise.all([this.application.previewEntry(terms), this.agencies.names()]);
    return prepared === null ? null : previewOf(prepared, (id) => ({ id, name: names.get(id) ?? id }));
  }
}
