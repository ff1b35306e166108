import type { PlanDraft } from '#contracts';
import type { AgencyDirectory } from '#domain';
import { readPlanDocument } from '#plan-import';
import { vietnamWorkingCalendar } from '#reference-data';
import { Refused } from '../shared/terminal.js';

/**
 * Reads a plan's file to a draft.
 * @throws Refused with the reason in a sentence, also where the file holds no table.
 */
export const readPlanFile = async (bytes: Uint8Array, name: string, directory: AgencyDirectory): Promise<PlanDraft> => {
  const reading = await readPlanDocument(bytes, { name, directory, calendar: vietnamWorkingCalendar });
  if (!reading.ok) throw new Refused(`${name}: ${reading.message}`);
  const fault = reading.draft.findings.find(({ code }) => code === 'no-table');
  if (fault !== undefined) throw new Refused(`${name}: ${fault.message}`);
  return reading.draft;
};
