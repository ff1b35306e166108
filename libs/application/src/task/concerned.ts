import type { AgencyId, PersonId } from '#domain';

type Data = Readonly<Record<string, unknown>>;

const AGENCY_FIELDS = ['agencyId', 'approver', 'proposal', 'assigningAuthority'] as const;
const PERSON_FIELDS = ['officer', 'personId'] as const;

const texts = (values: readonly unknown[]): readonly string[] => values.filter((value) => typeof value === 'string');
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const recordOf = (value: unknown): Data => (typeof value === 'object' && value !== null ? { ...value } : {});

/** The people and agencies that a command's data name: about these the facts are gathered. */
export const concernedBy = (data: Data): { readonly people: readonly PersonId[]; readonly agencies: readonly AgencyId[] } => {
  const leads = listOf(data['leads']).map(recordOf);
  const records = [data, recordOf(data['assignTo']), ...leads];
  const agencies = records.flatMap((record) => AGENCY_FIELDS.map((field) => record[field]));
  const people = records.flatMap((record) => PERSON_FIELDS.map((field) => record[field]));
  return {
    agencies: texts([...agencies, ...listOf(data['agencies']), ...listOf(data['coordinators'])]) as readonly AgencyId[],
    people: texts(people) as readonly PersonId[],
  };
};
