import type { AgencyDirectory, AgencyId } from '#domain';
import { agencyIdOf } from './agency-id.js';
import { agencies } from './lang-son-2023.agencies.js';
import { groups } from './lang-son-2023.groups.js';

/**
 * The agencies of Lạng Sơn as the plan of May 2023 knows them. Each record bears its provenance: `background` ones are to be
 * confirmed by an administrator and can be edited like any other.
 */
export const langSon2023: AgencyDirectory = { agencies, groups };

/** Who may approve in place of whom: the chairman for the committee and for each of its bodies, the committee for its bodies. */
const committee = agencyIdOf('UBND tỉnh');
const chairman = agencyIdOf('Chủ tịch UBND tỉnh');

/** Whether `superior` may approve in place of `approver`: a parent, however far up, or the chairman for the committee's bodies. */
export const isSuperiorIn =
  (directory: AgencyDirectory) =>
  (superior: AgencyId, approver: AgencyId): boolean => {
    if (superior === approver) return false;
    const parents = new Map(directory.agencies.map(({ id, parent }) => [id, parent]));
    if (superior === chairman && approver === committee) return true;
    for (
      let above = parents.get(approver) ?? null, steps = 0;
      above !== null && steps < 16;
      above = parents.get(above) ?? null, steps += 1
    ) {
      if (above === superior || (above === committee && superior === chairman)) return true;
    }
    return false;
  };
