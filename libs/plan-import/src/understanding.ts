import type { AgencyRef } from '#contracts';
import type { AgencyDirectory, WorkingCalendar } from '#domain';
import { resemblingAgency } from './agencies/abbreviated-name.js';
import { agencyIndexOf, type RememberedName } from './agencies/agency-index.js';
import { readAgencyList, type AgencyReader } from './agencies/agency-list.js';
import { nearestAgency } from './agencies/nearest-agency.js';
import type { OtherPlan } from './checks/draft-rows.js';
import type { DocumentFacts } from './document/document-facts.js';
import type { FindingLog } from './findings.js';
import type { ReadContext } from './rows/read-context.js';

/** What a document is understood with. */
export interface Understanding {
  readonly directory: AgencyDirectory;
  readonly calendar?: WorkingCalendar | undefined;
  readonly remembered?: readonly RememberedName[] | undefined;
  readonly otherPlans?: readonly OtherPlan[] | undefined;
}

/** The names of the directory, and those that corrections taught. */
export const agencyReaderOf = ({ directory, remembered = [] }: Understanding): AgencyReader => ({
  index: agencyIndexOf(directory, remembered),
  resembling: resemblingAgency(directory),
});

/** What every row of a document with these facts is read with. */
export const contextOf = (understanding: Understanding, log: FindingLog, facts: DocumentFacts): ReadContext => {
  const { directory, calendar = null } = understanding;
  const open = new Set(directory.groups.filter(({ open: isOpen }) => isOpen).map(({ id }) => id));
  const names = new Map<string, string>([
    ...directory.groups.map(({ id, names: [first = id] }) => [id, first] as const),
    ...directory.agencies.map(({ id, name }) => [id, name] as const),
  ]);
  const reader = agencyReaderOf(understanding);
  return {
    reader,
    log,
    isOpenGroup: (id) => open.has(id),
    nameOf: (id) => names.get(id) ?? id,
    issuer: facts.issuer,
    issuedBy: issuedBy(facts.issuer, reader),
    issuedOn: facts.issuedOn,
    calendar,
    propose: nearestAgency(directory),
  };
};

const issuedBy = (issuer: string | null, reader: AgencyReader): AgencyRef | null => {
  const [only, ...others] = issuer === null ? [] : readAgencyList(issuer, reader).refs;
  return only?.kind === 'agency' && others.length === 0 ? only : null;
};
