import type { PlanDraft } from '#contracts';
import type { AgencyDirectory, WorkingCalendar } from '#domain';
import { readPlanDocument, readPlanOfItsDay, type DatedDirectory, type PlanReading } from '#plan-import';
import { vietnamWorkingCalendar } from '#reference-data';
import { Refused } from '../shared/terminal.js';

const readable = (reading: PlanReading, name: string): PlanDraft => {
  if (!reading.ok) throw new Refused(`${name}: ${reading.message}`);
  const fault = reading.draft.findings.find(({ code }) => code === 'no-table');
  if (fault !== undefined) throw new Refused(`${name}: ${fault.message}`);
  return reading.draft;
};

/**
 * Reads a plan's file to a draft with what ships with the system.
 * @throws Refused with the reason in a sentence, also where the file holds no table.
 */
export const readPlanFile = async (bytes: Uint8Array, name: string, directory: AgencyDirectory): Promise<PlanDraft> =>
  readable(await readPlanDocument(bytes, { name, directory, calendar: vietnamWorkingCalendar }), name);

/** The same with the agencies of the document's own day, as this system has them. */
export const readDatedPlanFile = async (
  bytes: Uint8Array,
  name: string,
  { calendar, ...dated }: DatedDirectory & { readonly calendar: WorkingCalendar },
): Promise<{ readonly draft: PlanDraft; readonly directory: AgencyDirectory }> => {
  const { reading, directory } = await readPlanOfItsDay(bytes, { name, calendar }, dated);
  return { draft: readable(reading, name), directory };
};
