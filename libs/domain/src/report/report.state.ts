import { assertNever } from '../shared/decision.js';
import type { AgencyId } from '../shared/ids.js';
import type { Recorded } from '../shared/meta.js';
import { lineKey, type ReportContent } from './report.content.js';
import type { CutOff, CutOffTaken, PeriodReport, Reconciliation, ReportEvent, ReportState } from './report.model.js';

export const initialReport: ReportState = { status: 'none' };

/** Who has lines in it, in the order of the content. */
export const reconcilingAgencies = ({ figures }: ReportContent): readonly AgencyId[] => figures.agencies.map(({ agency }) => agency);

/** The lines that an agency is asked to confirm. */
export const linesOfAgency = ({ lines }: ReportContent, agency: AgencyId): ReportContent['lines'] =>
  lines.filter(({ holder }) => holder === agency);

export const lineIn = ({ lines }: ReportContent, key: string): ReportContent['lines'][number] | undefined =>
  lines.find((line) => lineKey(line) === key);

/** The cut-off that is under way; null where the newest is withdrawn. */
export const currentCutOff = ({ cutOffs }: Pick<PeriodReport, 'cutOffs'>): CutOff | null => {
  const newest = cutOffs.at(-1);
  return newest === undefined || newest.withdrawn !== null ? null : newest;
};

/** Agencies that have answered nothing to the cut-off under way. */
export const silentAgencies = ({ content, reconciliations }: PeriodReport): readonly AgencyId[] =>
  reconcilingAgencies(content).filter((agency) => !reconciliations.some(({ agencyId }) => agencyId === agency));

const taken = (state: ReportState, { data }: CutOffTaken, version: number): PeriodReport => {
  const { reportId, cutOff: number, period, planId, position, reconcileBy, content, digest, carried, effectiveAt } = data;
  const before = state.status === 'none' ? { cutOffs: [], objections: [] } : state;
  return {
    status: 'open',
    id: reportId,
    period,
    planId,
    cutOffs: [...before.cutOffs, { number, position, takenAt: effectiveAt, reconcileBy, digest, withdrawn: null }],
    content,
    reconciliations: carried.map((agencyId) => ({ agencyId, kind: 'confirmed', at: effectiveAt, carried: true })),
    objections: before.objections,
    confirmed: null,
    locked: null,
    version,
  };
};

const answeredBy = ({ reconciliations }: PeriodReport, own: Omit<Reconciliation, 'carried'>): readonly Reconciliation[] => [
  ...reconciliations.filter(({ agencyId }) => agencyId !== own.agencyId),
  { ...own, carried: false },
];

type Later = Exclude<ReportEvent, CutOffTaken>;

const evolveOpen = (state: PeriodReport, event: Later, { actor }: Recorded): PeriodReport => {
  const { effectiveAt: at } = event.data;
  switch (event.type) {
    case 'CutOffWithdrawn': {
      const { cutOff, reason } = event.data;
      const cutOffs = state.cutOffs.map((one) => (one.number === cutOff ? { ...one, withdrawn: { reason, at } } : one));
      return { ...state, cutOffs, confirmed: null };
    }
    case 'LinesConfirmed':
      return { ...state, reconciliations: answeredBy(state, { agencyId: event.data.agencyId, kind: 'confirmed', at }) };
    case 'LinesObjected': {
      const { agencyId, cutOff, objections } = event.data;
      const raised = objections.map((objection) => ({ ...objection, cutOff, agencyId, at, answer: null }));
      const reconciliations = answeredBy(state, { agencyId, kind: 'objected', at });
      // What the head confirmed was without this.
      return { ...state, reconciliations, objections: [...state.objections, ...raised], confirmed: null };
    }
    case 'ObjectionAnswered': {
      const { objection, outcome, answer: text } = event.data;
      const objections = state.objections.map((one) => (one.number === objection ? { ...one, answer: { outcome, text, at } } : one));
      return { ...state, objections };
    }
    case 'ReportConfirmed':
      return { ...state, confirmed: { at, by: actor, document: event.data.document } };
    case 'ReportLocked':
      return { ...state, locked: { at, by: actor, silent: event.data.silent } };
    default:
      return assertNever(event);
  }
};

/** What a report becomes by an event of its log. Total and dull. */
export const evolveReport = (state: ReportState, event: ReportEvent, recorded: Recorded): ReportState => {
  if (event.type === 'CutOffTaken') return taken(state, event, recorded.version);
  return state.status === 'none' ? state : { ...evolveOpen(state, event, recorded), version: recorded.version };
};
