import type { AgencyId, Ask, LeadPart, Task, TaskCommandType } from '#domain';
import { type Refusal, refuse } from '../shared/outcomes.js';
import { type Acting, candidates, isRefusal, onlyAgency, refuseRight, type Right, rightsOn } from './acting.js';

/** What is ordered about an ask by another than the asked agency, which the body names. */
const ABOUT_ANOTHER = ['ReleaseAsk', 'RecordDelivery', 'AcceptSilence'] as const satisfies readonly TaskCommandType[];
const isAboutAnother = (type: TaskCommandType): boolean => ABOUT_ANOTHER.some((each) => each === type);

export const ASK_COMMANDS: ReadonlySet<TaskCommandType> = new Set(['AcknowledgeAsk', 'GiveOpinion', 'RequestRelease', ...ABOUT_ANOTHER]);

/** One request to coordinate: the general one (part null, ask 0) or a lead part's. */
interface AskOfTask {
  readonly part: LeadPart | null;
  readonly ask: Ask;
}

export interface AskMeant extends Right {
  readonly ask: number;
}

export const asksOf = (task: Task): readonly AskOfTask[] => [
  ...task.coordinators.map(({ participation }) => ({ part: null, ask: participation })),
  ...task.leads.flatMap((part) => part.asks.map((ask) => ({ part, ask }))),
];

/** The ask that is meant, and the agency that answers it (or, for a release, that has the right to release). */
export const completeAsk = (acting: Acting, data: Readonly<Record<string, unknown>>): AskMeant | Refusal => {
  const asked = isAboutAnother(acting.type) ? [data['agencyId']] : candidates(acting);
  const all = asksOf(acting.task).filter(({ ask }) => asked.includes(ask.agencyId));
  const named = all.filter((each) => isNamed(each, data));
  const rights = named.map((each) => ({ each, right: rightOf(acting, each) }));
  const allowed = rights.filter((pair): pair is { each: AskOfTask; right: Right } => !isRefusal(pair.right));
  if (named.length === 0) return all.length > 0 || rightsOn(acting, null).length > 0 ? noSuchAsk(data) : refuseRight(acting, null);
  if (allowed.length === 0) return refuseRight(acting, named[0]?.part ?? null);
  const meant = apart(narrowed(acting.type, allowed));
  const [only, ...others] = meant;
  if (only === undefined || others.length > 0) return ambiguous(meant.map(({ each }) => each));
  return { part: only.each.part, agencyId: only.right.agencyId, ask: only.each.ask.number };
};

/** The general request to an agency that has succeeded two coordinators stands twice, and is answered as one. */
const apart = <Pair extends { readonly each: AskOfTask }>(pairs: readonly Pair[]): readonly Pair[] =>
  pairs.filter(
    ({ each }, at) =>
      pairs.findIndex(
        ({ each: other }) => other.part === each.part && other.ask.number === each.ask.number && other.ask.agencyId === each.ask.agencyId,
      ) === at,
  );

const noSuchAsk = (data: Readonly<Record<string, unknown>>): Refusal =>
  refuse('rule', 'TASK.NO_SUCH_ASK', { part: data['part'] ?? null, ask: data['ask'] ?? null });

const isNamed = ({ part, ask }: AskOfTask, data: Readonly<Record<string, unknown>>): boolean => {
  const number = data['ask'];
  if (number !== undefined && number !== ask.number) return false;
  return data['part'] === undefined || data['part'] === (part?.id ?? null);
};

const rightOf = (acting: Acting, { part, ask }: AskOfTask): Right | Refusal => {
  const rights = rightsOn(acting, part);
  const answering: AgencyId | null = isAboutAnother(acting.type) ? null : ask.agencyId;
  const mine = answering === null ? rights : rights.filter(({ agencyId }) => agencyId === answering);
  return mine.length === 0 ? refuseRight(acting, part) : onlyAgency(mine);
};

/** Open asks go before settled ones, a lead's own question before the general request. */
const narrowed = <Pair extends { readonly each: AskOfTask }>(type: TaskCommandType, pairs: readonly Pair[]): readonly Pair[] => {
  const waiting = prefer(
    pairs,
    ({ each: { ask } }) => type === 'AcknowledgeAsk' && ask.outcome.kind === 'open' && ask.acknowledgedAt === null,
  );
  const open = prefer(waiting, ({ each: { ask } }) => ask.outcome.kind === 'open');
  return prefer(open, ({ each: { ask } }) => ask.number > 0);
};

const prefer = <Item>(items: readonly Item[], wish: (item: Item) => boolean): readonly Item[] => {
  const wished = items.filter(wish);
  return wished.length > 0 ? wished : items;
};

const ambiguous = (asks: readonly AskOfTask[]): Refusal =>
  refuse('invalid', 'COMMAND.ASK_AMBIGUOUS', {
    choices: asks.map(({ part, ask }) => ({ part: part?.id ?? null, ask: ask.number, agency: ask.agencyId })),
  });
