import type { AgencyRef, PlanDraft } from '#contracts';
import type { Edit } from './edits.js';

const FIELDS = { tasks: ['leads', 'coordinators', 'approvers'], indicators: ['leads'] } as const;

interface Cell {
  readonly pointer: string;
  readonly refs: readonly AgencyRef[];
}

const cellsOf = (draft: PlanDraft): readonly Cell[] => [
  ...draft.tasks.flatMap((task, row) => FIELDS.tasks.map((field) => ({ pointer: `/tasks/${String(row)}/${field}`, refs: task[field] }))),
  ...draft.indicators.map(({ leads }, row) => ({ pointer: `/indicators/${String(row)}/leads`, refs: leads })),
];

/** A name as the file prints it, what it was taken for, and in how many cells. */
export interface NameInUse {
  readonly text: string;
  readonly refs: readonly Pick<AgencyRef, 'kind' | 'id'>[];
  readonly cells: number;
}

const keyOf = ({ text, kind, id }: AgencyRef): string => `${kind} ${id ?? ''} ${text}`;

/** Every name of the draft once; those not recognised first, then those used most. */
export const namesInUse = (draft: PlanDraft): readonly NameInUse[] => {
  const found = new Map<string, { ref: AgencyRef; cells: number }>();
  for (const { refs } of cellsOf(draft)) {
    for (const ref of new Map(refs.map((each) => [keyOf(each), each])).values()) {
      const known = found.get(keyOf(ref));
      found.set(keyOf(ref), { ref, cells: (known?.cells ?? 0) + 1 });
    }
  }
  const rank = ({ kind }: AgencyRef): number => (kind === 'unresolved' ? 0 : 1);
  return [...found.values()]
    .sort((one, other) => rank(one.ref) - rank(other.ref) || other.cells - one.cells || one.ref.text.localeCompare(other.ref.text, 'vi'))
    .map(({ ref, cells }) => ({ text: ref.text, refs: [{ kind: ref.kind, id: ref.id }], cells }));
};

/** Takes a name for what a person says it is, in every cell that prints it and was taken for the same. */
export const renameEverywhere = (draft: PlanDraft, name: NameInUse, chosen: readonly AgencyRef[]): readonly Edit[] => {
  const [was] = name.refs;
  const isMeant = (ref: AgencyRef): boolean => ref.text === name.text && ref.kind === was?.kind && ref.id === was.id;
  return cellsOf(draft).flatMap(({ pointer, refs }) => {
    if (!refs.some(isMeant)) return [];
    const value = refs.flatMap((ref) => (isMeant(ref) ? chosen : [ref]));
    return [{ pointer, value: value.filter((ref, index) => value.findIndex((other) => keyOf(other) === keyOf(ref)) === index) }];
  });
};

/** A choice in a list of agencies: `agency:so-noi-vu`, `group:cac-so-ban-nganh`, `text:Sở chưa rõ`. */
export const choiceOf = ({ kind, id, text }: AgencyRef): string => (id === null ? `text:${text}` : `${kind}:${id}`);

/** Refs that were there keep the words of the file; others take the official name. */
export const refsOfChoices = (
  choices: readonly string[],
  before: readonly AgencyRef[],
  nameOf: (choice: string) => string | undefined,
): AgencyRef[] =>
  choices.map((choice) => {
    const known = before.find((ref) => choiceOf(ref) === choice);
    if (known !== undefined) return known;
    const [kind = '', id = ''] = choice.split(/:(.*)/su);
    if (kind === 'text') return { text: id, kind: 'unresolved', id: null };
    return { text: nameOf(choice) ?? id, kind: kind === 'group' ? 'group' : 'agency', id };
  });
