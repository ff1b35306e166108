import type { AgencyId } from '../shared/ids.js';
import type { PlainDate } from '../shared/plain-date.js';
import type { SuccessionShape } from './agency.model.js';

/** One name of an agency, from its day until the next one's. */
export interface AgencyNamed {
  readonly name: string;
  readonly from: PlainDate;
  readonly basis: string;
}

/** How an agency ended. `on`: the first day without it. */
export interface AgencyEnd {
  readonly on: PlainDate;
  readonly basis: string;
  readonly successors: readonly AgencyId[];
  /** Null: dissolved, and nobody succeeds it. */
  readonly shape: SuccessionShape | null;
}

/** From when to when an agency is there, and what it is called on each day of it. */
export interface AgencyLife {
  readonly from: PlainDate;
  readonly end: AgencyEnd | null;
  /** Oldest first; never empty. */
  readonly names: readonly AgencyNamed[];
}

export const beganAs = (name: string, from: PlainDate, basis: string): AgencyLife => ({ from, end: null, names: [{ name, from, basis }] });

export const renamedTo = (life: AgencyLife, { name, from, basis }: AgencyNamed): AgencyLife => ({
  ...life,
  names: [...life.names, { name, from, basis }],
});

export const endedOn = (life: AgencyLife, { on, basis, successors, shape }: AgencyEnd): AgencyLife => ({
  ...life,
  end: { on, basis, successors, shape },
});

/** Whether the agency is there on a day. */
export const existsOn = ({ from, end }: AgencyLife, day: PlainDate): boolean => from <= day && (end === null || day < end.on);

/** What the agency is called on a day; before its first day as at its beginning, after its last as at its end. */
export const nameOn = ({ names }: AgencyLife, day: PlainDate): string =>
  (names.findLast(({ from }) => from <= day) ?? names[0])?.name ?? '';
