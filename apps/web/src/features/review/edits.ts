import type { AgencyRef, DraftIndicator, DraftTask, PlanDraft } from '#contracts';

/** One change of a draft, as `PATCH /plan-drafts/{id}` takes it. Pointers are of the draft as it stands when they are laid over it, in order. */
export type Edit =
  | { readonly op?: 'replace' | 'add'; readonly pointer: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly pointer: string };

export type RowList = 'tasks' | 'indicators';
export type DraftRow = DraftTask | DraftIndicator;

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Only the fields that differ. */
export const changedFields = (pointer: string, before: object, after: object): readonly Edit[] => {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(([field, value]) => !isSame(old.get(field), value))
    .map(([field, value]) => ({ pointer: `${pointer}/${field}`, value: value as unknown }));
};

/** Where the row stands now; null where it stands as it was nowhere any more: somebody has changed it. */
export const indexOfRow = (rows: readonly DraftRow[], row: DraftRow): number | null => {
  const index = rows.findIndex((each) => isSame(each, row));
  return index < 0 ? null : index;
};

/** The row that was read from the same place, changed or not. */
export const rowFromSamePlace = (rows: readonly DraftRow[], row: DraftRow): DraftRow | null => {
  const same = rows.filter(({ source }) => isSame(source, row.source));
  return same.length === 1 ? (same[0] ?? null) : null;
};

const titleField = (list: RowList): 'title' | 'name' => (list === 'tasks' ? 'title' : 'name');
export const titleOf = (row: DraftRow): string => ('title' in row ? row.title : row.name);

/** One row becomes two that differ in their text alone. */
export const splitRow = (list: RowList, index: number, row: DraftRow, [first, second]: readonly [string, string]): readonly Edit[] => {
  const field = titleField(list);
  return [
    { pointer: `/${list}/${String(index)}/${field}`, value: first },
    { op: 'add', pointer: `/${list}/${String(index + 1)}`, value: { ...row, [field]: second, ordinal: null, findings: [] } },
  ];
};

/** Proposed parts of a text to be split: at a line break, a semicolon, a full stop; else all in the first. */
export const proposedSplit = (text: string): readonly [string, string] => {
  const at = ['\n', ';', '. '].map((mark) => text.indexOf(mark)).find((index) => index > 0);
  return at === undefined ? [text, ''] : [text.slice(0, at + 1).replace(/[;\s]+$/u, ''), text.slice(at + 1).trim()];
};

const unionOf = (one: readonly AgencyRef[], other: readonly AgencyRef[]): readonly AgencyRef[] => [
  ...one,
  ...other.filter((ref) => !one.some((known) => known.text === ref.text && known.id === ref.id)),
];
const joined = (one: string | null, other: string | null): string | null =>
  one === null || other === null || one === other ? (one ?? other) : `${one}\n${other}`;

const mergedPlaces = (above: DraftRow, row: DraftRow): DraftRow['places'] => {
  const places = { ...above.places };
  for (const [field, sources] of Object.entries(row.places)) places[field] = [...(places[field] ?? []), ...sources];
  return places;
};

const isTask = (row: DraftRow): row is DraftTask => 'title' in row;

/** The row goes into the one above it: texts joined, agencies named once, the deadline of the one that has one. */
const merged = (above: DraftRow, row: DraftRow): DraftRow => {
  const places = mergedPlaces(above, row);
  const leads = [...unionOf(above.leads, row.leads)];
  if (!isTask(above) || !isTask(row)) {
    const [one, other] = [above as DraftIndicator, row as DraftIndicator];
    return {
      ...one,
      places,
      leads,
      name: joined(one.name, other.name) ?? '',
      unit: one.unit ?? other.unit,
      targets: [...one.targets, ...other.targets],
    };
  }
  return {
    ...above,
    places,
    leads,
    title: joined(above.title, row.title) ?? '',
    coordinators: [...unionOf(above.coordinators, row.coordinators)],
    approvers: [...unionOf(above.approvers, row.approvers)],
    funding: joined(above.funding, row.funding),
    output: joined(above.output, row.output),
    responsible: joined(above.responsible, row.responsible),
    deadline: above.deadline.text === '' ? row.deadline : above.deadline,
  };
};

export const mergeWithAbove = (draft: PlanDraft, list: RowList, index: number): readonly Edit[] => {
  const [above, row] = [draft[list][index - 1], draft[list][index]];
  if (above === undefined || row === undefined) return [];
  return [
    ...changedFields(`/${list}/${String(index - 1)}`, above, merged(above, row)),
    { op: 'remove', pointer: `/${list}/${String(index)}` },
  ];
};

const noDeadline: DraftTask['deadline'] = { text: '', kind: 'none', start: null, due: null, recurrence: null };

/** A row that the file does not have, below another one and in its group. */
export const newRowBelow = (list: RowList, index: number, row: DraftRow): Edit => {
  const { group, groupIndex, source } = row;
  const common = { ordinal: null, group, groupIndex, leads: [], others: [], source, places: {}, findings: [] };
  const value: DraftRow =
    list === 'tasks'
      ? {
          ...common,
          title: '',
          coordinators: [],
          approvers: [],
          funding: null,
          output: null,
          responsible: null,
          status: null,
          deadline: noDeadline,
        }
      : { ...common, name: '', unit: null, targets: [] };
  return { op: 'add', pointer: `/${list}/${String(index + 1)}`, value };
};
