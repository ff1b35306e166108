import type { ComparedIndicator, ComparedTask, PlanComparison } from '#application';
import type { AgencyName, ComparedIndicatorLine, ComparedLine, LineText, PlanComparisonView } from '#contracts';
import {
  type AgencyId,
  isOpenPart,
  type IndicatorWording,
  type LeadPart,
  type LiveNote,
  type PlainDate,
  type PlanIndicatorRow,
  type PlanTaskRow,
  situationLabels,
  type TaskOrders,
  taskSituation,
} from '#domain';
import { titleOf } from '../http/titles.js';

type NameOf = (id: AgencyId) => AgencyName;

const day = (date: PlainDate | null): string => (date === null ? 'không định ngày' : date.split('-').reverse().join('/'));

const lineText = (row: PlanTaskRow | null): LineText | null =>
  row === null
    ? null
    : {
        row: row.row,
        ordinal: row.ordinal,
        group: row.group,
        title: row.title,
        ...row.printed,
        deadline: row.deadline.text,
        due: row.deadline.due,
        funding: row.funding,
        output: row.output,
      };

const heldBy = (parts: readonly LeadPart[], id: string, nameOf: NameOf): string => {
  const held = parts.find((part) => part.id === id);
  return held === undefined ? id : nameOf(held.holder).name;
};

const noteWords = (note: LiveNote, parts: readonly LeadPart[], nameOf: NameOf): string => {
  const holder = 'part' in note ? heldBy(parts, note.part, nameOf) : '';
  switch (note.code) {
    case 'due-moved':
      return `${holder}: thời hạn đang theo dõi là ${day(note.live)}, khác bản đang theo dõi; đề xuất ${day(note.proposed)}.`;
    case 'lead-elsewhere':
      return `${nameOf(note.agencyId).name} đang chủ trì theo điều chỉnh của Văn phòng, không có trong cả hai bản; giữ nguyên.`;
    case 'lead-gone':
      return `${nameOf(note.agencyId).name} có trong cả hai bản nhưng lượt giao đã được chuyển hoặc kết thúc; không giao lại.`;
    case 'submitted':
      return `${holder} đã trình kết quả, chờ phê duyệt; kết quả được xem xét như đã trình.`;
    case 'part-ended':
      return `${holder} đã kết thúc lượt giao; giữ nguyên.`;
  }
};

/** One sentence for all of whom the same is said: a line may be held by every district. */
const together = <Item>(
  items: readonly Item[],
  name: (item: Item) => string,
  sentence: (names: string, item: Item) => string,
  key: (item: Item) => string = () => '',
): string[] => {
  const said = new Map<string, readonly [first: Item, names: readonly string[]]>();
  for (const item of items) {
    const [first, names] = said.get(key(item)) ?? [item, []];
    said.set(key(item), [first, [...names, name(item)]]);
  }
  return [...said.values()].map(([first, names]) => sentence(names.join('; '), first));
};

const assignEffects = (assigned: readonly { readonly agencyId: AgencyId; readonly due: PlainDate | null }[], nameOf: NameOf): string[] =>
  together(
    assigned,
    ({ agencyId }) => nameOf(agencyId).name,
    (names, { due }) => `Giao ${names} chủ trì, thời hạn ${day(due)}.`,
    ({ due }) => String(due),
  );

const orderEffects = (orders: TaskOrders, parts: readonly LeadPart[], nameOf: NameOf): string[] => {
  const name = (id: AgencyId): string => nameOf(id).name;
  const of = (part: string): string => heldBy(parts, part, nameOf);
  const withdrawn = orders.withdrawn ? parts.filter(isOpenPart).map(({ id }) => id) : orders.withdraw;
  return [
    ...orders.reassign.map(({ part, agencyId }) => `Chuyển lượt giao từ ${of(part)} sang ${name(agencyId)}.`),
    ...assignEffects(orders.assign, nameOf),
    ...together(withdrawn, of, (names) => `Rút lượt giao của ${names}.`),
    ...together(
      orders.dues,
      ({ part }) => of(part),
      (names, { due }) => `${names}: thời hạn thành ${day(due)}.`,
      ({ due }) => String(due),
    ),
    ...together(
      orders.approvers,
      ({ part }) => of(part),
      (names, { agencyId }) => `${names}: cấp phê duyệt thành ${name(agencyId)}.`,
      ({ agencyId }) => agencyId,
    ),
    ...together(orders.nameCoordinators, name, (names) => `Giao ${names} phối hợp.`),
    ...together(orders.releaseCoordinators, name, (names) => `Cho ${names} thôi phối hợp.`),
  ];
};

const kindOf = ({ comparison, next }: ComparedTask): ComparedLine['kind'] => {
  if (comparison === null) return 'added';
  if (next === null) return 'withdrawn';
  return comparison.changes.every((change) => change === 'renumbered' || change === 'restyled') ? 'kept' : 'changed';
};

const duesOf = ({ comparison, live }: ComparedTask, nameOf: NameOf): ComparedLine['dues'] =>
  (comparison?.notes ?? []).flatMap((note) => {
    if (note.code !== 'due-moved') return [];
    const part = live?.leads.find(({ id }) => id === note.part);
    if (part === undefined) return [];
    const proposed = note.proposed === note.live ? ('live' as const) : ('next' as const);
    return [{ part: part.id, agency: nameOf(part.holder), live: note.live, next: note.next, proposed }];
  });

const liveView = ({ live }: ComparedTask, nameOf: NameOf): ComparedLine['live'] => {
  if (live === null) return null;
  const { work } = taskSituation(live);
  const parts = live.leads.map((part) => ({
    part: part.id,
    agency: nameOf(part.holder),
    workLabel: situationLabels[part.situation.name],
    due: part.due,
    ended: !isOpenPart(part),
  }));
  return { work, workLabel: situationLabels[work], parts };
};

const addedEffects = ({ next }: ComparedTask, nameOf: NameOf): string[] =>
  assignEffects(
    (next?.leads ?? []).map(({ agencyId }) => ({ agencyId, due: next?.deadline.due ?? null })),
    nameOf,
  );

const comparedLine = (line: ComparedTask, nameOf: NameOf): ComparedLine => {
  const { comparison, live, problem } = line;
  const parts = live?.leads ?? [];
  const again = comparison?.orders.acknowledgeAgain ?? [];
  return {
    taskId: line.taskId,
    kind: kindOf(line),
    changes: comparison === null ? ['added'] : [...comparison.changes],
    old: lineText(line.old),
    next: lineText(line.next),
    live: liveView(line, nameOf),
    notes: (comparison?.notes ?? []).map((note) => noteWords(note, parts, nameOf)),
    effects: comparison === null ? addedEffects(line, nameOf) : orderEffects(comparison.orders, parts, nameOf),
    dues: duesOf(line, nameOf),
    acknowledgeAgain: parts.filter(({ id }) => again.includes(id)).map(({ holder }) => nameOf(holder)),
    problem: problem === null ? null : titleOf(problem.code, problem.details),
  };
};

const INDICATOR_FIELDS: Readonly<Record<keyof IndicatorWording, string | null>> = {
  row: null,
  ordinal: 'số thứ tự',
  name: 'tên',
  unit: 'đơn vị tính',
  targets: 'giá trị cần đạt',
  leads: 'cơ quan theo dõi, đánh giá',
  printedLeads: null,
};

const indicatorText = (row: PlanIndicatorRow | null): string | null =>
  row === null
    ? null
    : [row.name, row.unit, row.targets.map(({ period, text }) => `${period}: ${text}`).join('; ')]
        .filter((text) => text !== null && text !== '')
        .join(' · ');

const indicatorLine = ({ line, old, changed }: ComparedIndicator): ComparedIndicatorLine => {
  const words = changed.flatMap((field) => INDICATOR_FIELDS[field] ?? []);
  return {
    indicatorId: line.indicatorId,
    kind: line.kind === 'changed' && words.length === 0 ? 'kept' : line.kind,
    old: indicatorText(old),
    next: indicatorText(line.row),
    changed: words,
  };
};

/** A comparison as its page shows it, in words. */
export const comparisonView = (comparison: PlanComparison, draftId: string, nameOf: NameOf): PlanComparisonView => {
  const { plan, document, tasks, indicators, digest } = comparison;
  return {
    planId: plan.id,
    draftId,
    old: { number: plan.document.number, title: plan.document.title },
    next: { number: document.number, issuedOn: document.issuedOn, title: document.title },
    tasks: tasks.map((line) => comparedLine(line, nameOf)),
    indicators: indicators.map(indicatorLine),
    digest,
  };
};
