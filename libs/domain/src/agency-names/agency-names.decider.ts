import { accept, assertNever, nothing, reject, type Decision, type Reason } from '../shared/decision.js';
import type { PlanId } from '../shared/ids.js';
import type { Recorded } from '../shared/meta.js';
import type { AgencyNames, AgencyNamesCommand, AgencyNamesEvent, RememberedAgencyName } from './agency-names.model.js';

export const initialAgencyNames: AgencyNames = { names: [], version: 0 };

/** Spellings that differ in case, spaces or the form of their marks are one name. */
export const nameKey = (name: string): string => name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();

const isNamed = (known: RememberedAgencyName, name: string): boolean => nameKey(known.name) === nameKey(name);

const without = (names: AgencyNames['names'], name: string): AgencyNames['names'] => names.filter((known) => !isNamed(known, name));

/** What the state becomes by an event of the log. Total and dull. */
export const evolveAgencyNames = ({ names }: AgencyNames, event: AgencyNamesEvent, recorded: Recorded): AgencyNames => {
  const { version, recordedAt: at, actor: by } = recorded;
  switch (event.type) {
    case 'AgencyNameRemembered': {
      const { name, id, planId } = event.data;
      return { names: [...without(names, name), { name, id, planId, at, by, isForgotten: false }], version };
    }
    case 'AgencyNameForgotten':
      return {
        names: names.map((known) => (isNamed(known, event.data.name) ? { ...known, isForgotten: true } : known)),
        version,
      };
    default:
      return assertNever(event);
  }
};

/** Every reason for which the memory of names refuses a command, with the sentence that a person reads. */
export const agencyNamesRejectionSentences = {
  'AGENCY_NAME.EMPTY': () => 'Chưa có tên gọi để ghi nhớ.',
} as const satisfies Record<`AGENCY_NAME.${string}`, () => string>;

export type AgencyNamesRejection = Reason<keyof typeof agencyNamesRejectionSentences>;

/** What a plan taught once, and the Office has forgotten since, the same plan does not teach again. */
const isKnown = (known: RememberedAgencyName | undefined, { id, planId }: { readonly id: string; readonly planId: PlanId }): boolean =>
  known?.id === id && (!known.isForgotten || known.planId === planId);

export const decideAgencyNames = (command: AgencyNamesCommand, state: AgencyNames): Decision<AgencyNamesEvent, AgencyNamesRejection> => {
  const effectiveAt = command.meta.effectiveAt ?? command.meta.now;
  const known = state.names.find((each) => isNamed(each, command.data.name));
  switch (command.type) {
    case 'RememberAgencyName': {
      const { data } = command;
      if (nameKey(data.name) === '') return reject('AGENCY_NAME.EMPTY');
      return isKnown(known, data) ? nothing() : accept({ type: 'AgencyNameRemembered', data: { ...data, effectiveAt } });
    }
    case 'ForgetAgencyName':
      if (known === undefined || known.isForgotten) return nothing();
      return accept({ type: 'AgencyNameForgotten', data: { name: known.name, effectiveAt } });
    default:
      return assertNever(command);
  }
};
