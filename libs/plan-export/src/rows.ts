import type { DraftGroup, FieldPlaces, PlanDraft, SourceView } from '#contracts';
import { type FieldText, indicatorFields, taskFields } from './fields.js';

export interface BodyRow {
  readonly kind: 'body';
  /** Below no heading. */
  readonly isLoose: boolean;
  readonly fields: readonly FieldText[];
  readonly places: FieldPlaces;
  readonly source: SourceView;
}

export interface GroupRow {
  readonly kind: 'group';
  readonly ordinal: string;
  readonly title: string;
  readonly source: SourceView | null;
}

export type ExportedRow = BodyRow | GroupRow;

export interface Lists {
  readonly tasks: readonly ExportedRow[];
  readonly indicators: readonly ExportedRow[];
}

interface InGroup {
  readonly groupIndex: number | null;
  readonly ordinal: string | null;
  readonly title?: string;
}

const withParents = (groups: readonly DraftGroup[], index: number | null): readonly number[] => {
  const chain: number[] = [];
  for (let at = index; at !== null && !chain.includes(at); at = groups[at]?.parent ?? null) chain.unshift(at);
  return chain;
};

const isItself = (group: DraftGroup, row: InGroup): boolean => group.ordinal === row.ordinal && group.title === row.title;

const groupRow = ({ ordinal, title, source }: DraftGroup): GroupRow => ({ kind: 'group', ordinal, title, source });

/** The headings of one of the two tables, in the order of the document. */
type Headings = readonly { readonly index: number; readonly group: DraftGroup }[];

/** Each row behind the headings that stand before it, each heading once; a heading that is itself the row is not printed apart. */
const inGroups = <Row extends InGroup>(rows: readonly Row[], headings: Headings, bodyOf: (row: Row) => BodyRow): readonly ExportedRow[] => {
  let printed = 0;
  const lines = rows.flatMap((row): readonly ExportedRow[] => {
    const upTo = headings.filter(({ index }) => row.groupIndex !== null && index <= row.groupIndex).length;
    const fresh = headings.slice(printed, upTo).filter(({ group }) => !isItself(group, row));
    printed = Math.max(printed, upTo);
    return [...fresh.map(({ group }) => groupRow(group)), bodyOf(row)];
  });
  return [...lines, ...headings.slice(printed).map(({ group }) => groupRow(group))];
};

/** The rows of a draft as they follow one another on paper. */
export const rowsOf = ({ tasks, indicators, groups }: PlanDraft): Lists => {
  const ofIndicators = new Set(indicators.flatMap(({ groupIndex }) => withParents(groups, groupIndex)));
  const all: Headings = groups.map((group, index) => ({ index, group }));
  const isIndicators = ({ index }: Headings[number]): boolean => ofIndicators.has(index) || tasks.length === 0;
  return {
    tasks: inGroups(
      tasks,
      all.filter((heading) => !isIndicators(heading)),
      (task) => ({ kind: 'body', isLoose: task.groupIndex === null, fields: taskFields(task), places: task.places, source: task.source }),
    ),
    indicators: inGroups(indicators, all.filter(isIndicators), (indicator) => ({
      kind: 'body',
      isLoose: indicator.groupIndex === null,
      fields: indicatorFields(indicator),
      places: indicator.places,
      source: indicator.source,
    })),
  };
};
