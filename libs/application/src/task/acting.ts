import type { AgencyId, LeadPart, Task, TaskCommandType, TaskFacts } from '#domain';
import type { CommandActor, CommandPolicy } from '../ports.js';
import { type Refusal, refuse } from '../shared/outcomes.js';

/** Someone about to act on a task, before the part and the agency are settled. */
export interface Acting {
  readonly actor: CommandActor;
  readonly type: TaskCommandType;
  readonly task: Task;
  /** The agency that the client named; null where it named none. */
  readonly onBehalfOf: AgencyId | null;
  readonly policy: CommandPolicy;
  readonly isSuperior: TaskFacts['isSuperior'];
}

/** An agency that has the right, with the part on which it has it. */
export interface Right {
  readonly part: LeadPart | null;
  readonly agencyId: AgencyId | null;
}

/** The Office of the provincial People's Committee: chosen where a person of several agencies acts with the Office's right. */
const THE_OFFICE = 'van-phong-ubnd-tinh';

const forbidden = (acting: Acting, agencyId: AgencyId | null, part: LeadPart | null): string | null =>
  acting.policy.forbids(acting.actor, acting.type, agencyId, acting.task, part, acting.isSuperior);

export const candidates = ({ actor, onBehalfOf }: Acting): readonly AgencyId[] => (onBehalfOf === null ? actor.agencies : [onBehalfOf]);

/** Where the right does not come from an agency (the Office, the system): the agency named, the only one, the Office, or none. */
const nominalAgency = ({ actor, onBehalfOf }: Acting): AgencyId | null =>
  onBehalfOf ??
  (actor.agencies.length === 1 ? (actor.agencies[0] ?? null) : (actor.agencies.find((agency) => agency === THE_OFFICE) ?? null));

/** With which of the actor's agencies the command may be given for this part: those concerned themselves go before their superiors. */
export const rightsOn = (acting: Acting, part: LeadPart | null): readonly Right[] => {
  if (forbidden(acting, null, part) === null) return [{ part, agencyId: nominalAgency(acting) }];
  const own = rightsOfAgencies({ ...acting, isSuperior: () => false }, part);
  return own.length > 0 ? own : rightsOfAgencies(acting, part);
};

const rightsOfAgencies = (acting: Acting, part: LeadPart | null): readonly Right[] =>
  candidates(acting)
    .filter((agencyId) => forbidden(acting, agencyId, part) === null)
    .map((agencyId) => ({ part, agencyId }));

/** The policy's own word for why there is no right. */
export const refuseRight = (acting: Acting, part: LeadPart | null): Refusal =>
  refuse('forbidden', forbidden(acting, candidates(acting)[0] ?? null, part) ?? 'ACTOR.FORBIDDEN', { command: acting.type });

/** Several agencies of the actor's have the right: the client has to say for which it acts. */
export const onlyAgency = (rights: readonly Right[]): Right | Refusal => {
  const [right, ...others] = rights;
  if (right !== undefined && others.length === 0) return right;
  return refuse('invalid', 'COMMAND.AGENCY_AMBIGUOUS', { choices: rights.map(({ agencyId }) => agencyId) });
};

export const isRefusal = (value: object): value is Refusal => 'ok' in value && value.ok === false;

/** Acts that concern the task as a whole, or an agency that the body names. */
export const actForTask = (acting: Acting): Right | Refusal => {
  const rights = rightsOn(acting, null);
  return rights.length === 0 ? refuseRight(acting, null) : onlyAgency(rights);
};
