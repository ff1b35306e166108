import type { PoliciesOfTheLog, PolicyVersion } from '#application';
import type { PolicyHistoryView, PolicyVersionView } from '#contracts';
import { shippedPolicy, type PersonId, type PlanId } from '#domain';
import type { People } from '#identity';
import { settingsView } from './policy-views.js';

const SYSTEM = 'system';
const FORMER = 'Người đã rời hệ thống';

/** Who changed a policy, when, by what, and how it was before. */
export class PolicyHistories {
  constructor(
    private readonly policies: PoliciesOfTheLog,
    private readonly people: People,
  ) {}

  async of(planId: PlanId | null): Promise<PolicyHistoryView> {
    const versions = await this.policies.history(planId);
    const persons = [...new Set(versions.map(({ actor }) => actor))].filter((actor) => actor !== SYSTEM);
    const names = await this.people.names(persons as PersonId[]);
    return { shipped: settingsView(shippedPolicy), versions: versions.map((one) => versionView(one, names)).reverse() };
  }
}

const versionView = (
  { version, event, recordedAt, actor, before, after }: PolicyVersion,
  names: ReadonlyMap<PersonId, string>,
): PolicyVersionView => ({
  version,
  kind: event.type === 'PolicyAdopted' ? 'adopted' : 'withdrawn',
  basis: event.data.basis,
  at: recordedAt,
  by: actor === SYSTEM ? 'Hệ thống' : (names.get(actor as PersonId) ?? FORMER),
  before: settingsView(before),
  after: settingsView(after),
});
