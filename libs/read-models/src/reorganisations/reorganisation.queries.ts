import { In, type EntityManager } from 'typeorm';
import type { ReorganisationSummary, ReorganisationView, SuccessionProposalLine } from '#contracts';
import {
  proposeSuccession,
  taskFindingLabels,
  type Confirmation,
  type Indicator,
  type PlainDate,
  type ProposedLine,
  type RecordedReorganisation,
  type Reorganisation,
  type Task,
} from '#domain';
import { IndicatorRow } from '../indicators/indicator.entity.js';
import type { Past } from '../past/past-question.js';
import type { ReadPoint, ReadPoints } from '../past/read-points.js';
import type { Names } from '../shared/names.js';
import { TaskRow } from '../tasks/task.entity.js';
import { ReorganisationRow } from './reorganisation.entity.js';

/** What is held, in the order of the documents that say it. */
interface Held {
  readonly tasks: readonly Task[];
  readonly indicators: readonly Indicator[];
}

const heldIn = async (manager: EntityManager, { ended }: Reorganisation): Promise<Held> => {
  const agencies = ended.map(({ agencyId }) => agencyId);
  const tasks = await manager
    .getRepository(TaskRow)
    .createQueryBuilder('t')
    .where('t.agencies && cast(:agencies as text[])', { agencies })
    .orderBy('t.planId')
    .addOrderBy('t.row')
    .addOrderBy('t.id')
    .getMany();
  const indicators = await manager.getRepository(IndicatorRow).find({ order: { planId: 'ASC', row: 'ASC', id: 'ASC' } });
  return {
    tasks: tasks.map(({ state }) => state),
    indicators: indicators.map(({ state }) => state).filter(({ withdrawnBy, closed }) => withdrawnBy === undefined && closed === null),
  };
};

type Described = Pick<SuccessionProposalLine, 'ordinal' | 'title'>;

const describe = ({ tasks, indicators }: Held): ReadonlyMap<string, Described> =>
  new Map<string, Described>([
    ...tasks.map(({ id, ordinal, title }) => [id as string, { ordinal, title }] as const),
    ...indicators.map(({ indicatorId, ordinal, name }) => [indicatorId as string, { ordinal, title: name }] as const),
  ]);

const unknownSubject: Described = { ordinal: null, title: '' };

const lineView = (
  line: ProposedLine,
  { ended }: Reorganisation,
  names: Names,
  described: ReadonlyMap<string, Described>,
): SuccessionProposalLine => {
  const ending = ended.find(({ agencyId }) => agencyId === line.from);
  return {
    kind: line.kind,
    subject: line.subject,
    ...(described.get(line.subject) ?? unknownSubject),
    part: line.part,
    from: names.agency(line.from),
    to: names.agencyOrNull(line.to),
    proposal: line.proposal,
    among: line.among.map((id) => names.agency(id)),
    note: ending?.note ?? null,
    basis: ending?.basis ?? '',
    on: ending?.on ?? '',
    findings: line.findings.map((code) => ({ code, text: taskFindingLabels[code] })),
  };
};

const confirmationView = ({ number, lines, outcome }: Confirmation, names: Names): ReorganisationView['confirmations'][number] => ({
  number,
  lines: lines.length,
  moved: outcome?.moved ?? null,
  unmoved: (outcome?.unmoved ?? []).flatMap(({ line, code }) => {
    const meant = lines[line];
    if (meant === undefined) return [];
    const { kind, subject, part, from } = meant;
    return [{ kind, subject, part, from: names.agency(from), code }];
  }),
});

/** Names that a reorganisation brings stand in it before its agencies are registered. */
const withFounded = (names: Names, { founded }: Reorganisation): Names => names.knowing(founded.map(({ id, name }) => [id, name]));

const headView = (state: RecordedReorganisation, names: Names): Omit<ReorganisationView, 'lines'> => ({
  id: state.id,
  title: state.title,
  founded: state.founded.map(({ id, from }) => ({ agency: names.agency(id), from })),
  ended: state.ended.map(({ agencyId, on, basis, successors, note, provenance }) => ({
    agency: names.agency(agencyId),
    on,
    basis,
    successors: successors.map((id) => names.agency(id)),
    note,
    provenance,
  })),
  confirmations: state.confirmations.map((confirmation) => confirmationView(confirmation, names)),
  version: state.version,
});

const summaryOf = ({ id, title, ended, founded, confirmations }: RecordedReorganisation): ReorganisationSummary => ({
  id,
  title,
  ended: ended.length,
  founded: founded.length,
  moved: confirmations.reduce((sum, { outcome }) => sum + (outcome?.moved ?? 0), 0),
  under: confirmations.some(({ outcome }) => outcome === null),
});

/** Reorganisations of agencies, and who is proposed to take over what the ended ones hold. */
export class ReorganisationQueries {
  constructor(private readonly points: ReadPoints) {}

  list(past: Past | null = null): Promise<ReorganisationSummary[]> {
    return this.points.at(past, ['reorganisations'], async ({ manager }) => {
      const rows = await manager.getRepository(ReorganisationRow).find({ order: { id: 'ASC' } });
      return rows.map(({ state }) => summaryOf(state));
    });
  }

  /** `validAt` of a past: what was held then, by agencies that had ended by then. */
  reorganisation(id: string, past: Past | null = null): Promise<ReorganisationView | null> {
    return this.points.at(past, ['reorganisations', 'tasks', 'indicators'], async (point) => {
      const [row] = await point.manager.getRepository(ReorganisationRow).findBy({ id: In([id]) });
      if (row === undefined) return null;
      const names = withFounded(point.names, row.state);
      return { ...headView(row.state, names), lines: await this.linesAt(row.state, { ...point, names }) };
    });
  }

  /** What would be proposed for a reorganisation that nobody has recorded yet. */
  proposal(reorganisation: Reorganisation, past: Past | null = null): Promise<SuccessionProposalLine[]> {
    return this.points.at(past, ['tasks', 'indicators'], (point) =>
      this.linesAt(reorganisation, { ...point, names: withFounded(point.names, reorganisation) }),
    );
  }

  private async linesAt(reorganisation: Reorganisation, { manager, names, today }: ReadPoint): Promise<SuccessionProposalLine[]> {
    const held = await heldIn(manager, reorganisation);
    const described = describe(held);
    return proposed(reorganisation, held, today.date).map((line) => lineView(line, reorganisation, names, described));
  }
}

const proposed = (reorganisation: Reorganisation, held: Held, day: PlainDate): readonly ProposedLine[] =>
  proposeSuccession(reorganisation, held, day);
