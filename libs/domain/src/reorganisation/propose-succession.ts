import type { Indicator } from '../indicator/indicator.evolve.js';
import type { AgencyId } from '../shared/ids.js';
import type { PlainDate } from '../shared/plain-date.js';
import { isOpenPart } from '../task/task.situation.js';
import type { LeadPart, Task } from '../task/task.state.js';
import type { EndedAgency, Reorganisation, SuccessionLine } from './reorganisation.model.js';

/** What comes of a line where it goes as proposed. */
export type SuccessionFinding = 'repeated-holder' | 'lead-coordinates' | 'repeated-coordinator' | 'approver-to-designate';

/** One thing that an ended agency still holds. `to`: the one clear successor; null: a person chooses, or decides what else to do. */
export interface ProposedLine extends SuccessionLine {
  readonly proposal: 'one' | 'choose' | 'none';
  /** From which a person chooses; the first successors, then those to which a part of the functions went. */
  readonly among: readonly AgencyId[];
  readonly findings: readonly SuccessionFinding[];
}

type Endings = ReadonlyMap<AgencyId, EndedAgency>;

const clearSuccessor = ({ successors }: EndedAgency): AgencyId | null => (successors.length === 1 ? (successors[0] ?? null) : null);

/** Who would stand in an agency's place, as proposed: itself, where it has not ended or nobody is proposed. */
const thereafter = (endings: Endings, agency: AgencyId): AgencyId => {
  const ending = endings.get(agency);
  return (ending === undefined ? null : clearSuccessor(ending)) ?? agency;
};

const lineOf = (
  place: Pick<SuccessionLine, 'kind' | 'subject' | 'part'>,
  ending: EndedAgency,
  findings: readonly SuccessionFinding[],
): ProposedLine => {
  const to = clearSuccessor(ending);
  const among = [...ending.successors, ...ending.alternatives];
  const proposal = to !== null ? 'one' : among.length > 0 ? 'choose' : 'none';
  return { ...place, from: ending.agencyId, to, proposal, among, findings };
};

const found = (...all: readonly (readonly [SuccessionFinding, boolean])[]): readonly SuccessionFinding[] =>
  all.filter(([, holds]) => holds).map(([finding]) => finding);

const leadFindings = (task: Task, part: LeadPart, endings: Endings): readonly SuccessionFinding[] => {
  const holder = thereafter(endings, part.holder);
  const others = task.leads.filter((other) => other.id !== part.id && isOpenPart(other));
  return found(
    ['repeated-holder', others.some((other) => thereafter(endings, other.holder) === holder)],
    ['lead-coordinates', task.coordinators.some((other) => !other.released && thereafter(endings, other.holder) === holder)],
    ['approver-to-designate', part.approver !== null && thereafter(endings, part.approver) === holder],
  );
};

const ofTask = (task: Task, endings: Endings): readonly ProposedLine[] => {
  const open = task.leads.filter(isOpenPart);
  const leads = open.flatMap((part) => {
    const ending = endings.get(part.holder);
    const place = { kind: 'lead', subject: task.id, part: part.id } as const;
    return ending === undefined ? [] : [lineOf(place, ending, leadFindings(task, part, endings))];
  });
  const approvers = open.flatMap((part) => {
    const ending = part.approver === null ? undefined : endings.get(part.approver);
    const isHolder = part.approver !== null && thereafter(endings, part.approver) === thereafter(endings, part.holder);
    const place = { kind: 'approver', subject: task.id, part: part.id } as const;
    return ending === undefined ? [] : [lineOf(place, ending, found(['approver-to-designate', isHolder]))];
  });
  // What a task without a lead yet asks of its coordinators is open too.
  const coordinators = task.leads.length > 0 && open.length === 0 ? [] : task.coordinators.filter(({ released }) => !released);
  const coordinating = coordinators.flatMap((part) => {
    const ending = endings.get(part.holder);
    const holder = thereafter(endings, part.holder);
    const leads = open.some((lead) => thereafter(endings, lead.holder) === holder);
    const twice = coordinators.some((other) => other.id !== part.id && thereafter(endings, other.holder) === holder);
    const place = { kind: 'coordinator', subject: task.id, part: part.id } as const;
    return ending === undefined ? [] : [lineOf(place, ending, found(['lead-coordinates', leads], ['repeated-coordinator', twice]))];
  });
  return [...leads, ...coordinating, ...approvers];
};

const ofIndicator = (indicator: Pick<Indicator, 'indicatorId' | 'leads'>, endings: Endings): readonly ProposedLine[] =>
  indicator.leads.flatMap((lead) => {
    const ending = endings.get(lead);
    const place = { kind: 'indicator', subject: indicator.indicatorId, part: null } as const;
    return ending === undefined ? [] : [lineOf(place, ending, [])];
  });

/**
 * What the agencies that have ended by a day still hold, line by line, with who succeeds them: one clear successor is proposed; several
 * are for a person to choose, for each line one, and nothing is multiplied; where there is none, the line says so.
 */
export const proposeSuccession = (
  { ended }: Pick<Reorganisation, 'ended'>,
  { tasks, indicators }: { readonly tasks: readonly Task[]; readonly indicators: readonly Pick<Indicator, 'indicatorId' | 'leads'>[] },
  day: PlainDate,
): readonly ProposedLine[] => {
  const endings: Endings = new Map(ended.filter(({ on }) => on <= day).map((ending) => [ending.agencyId, ending]));
  return [...tasks.flatMap((task) => ofTask(task, endings)), ...indicators.flatMap((indicator) => ofIndicator(indicator, endings))];
};
