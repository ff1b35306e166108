import type { StoredLine } from '../ledger/ledger-line.js';
import type { RecipientDirectory, StandInWords } from './recipients.port.js';

/** The namings by which lines came to who reads them. */
export const standInsOf = async (
  { standIns }: Pick<RecipientDirectory, 'standIns'>,
  lines: readonly Pick<StoredLine, 'standIn'>[],
): Promise<ReadonlyMap<string, StandInWords>> => {
  const ids = [...new Set(lines.flatMap(({ standIn }) => standIn ?? []))];
  return ids.length === 0 || standIns === undefined ? new Map() : standIns(ids);
};
