import type { PlanDraft } from '#contracts';
import type { AgencyDirectory } from '#domain';
import { readPlan } from '../read-plan.js';
import { ImportRefused } from '../refusal.js';
import { refuseSecret } from '../source/secrecy.js';
import { readText } from '../source/text/read-text.js';

/** Reads a text at once, without a file around it. @throws ImportRefused */
export const readPlanText = (text: string, directory: AgencyDirectory): PlanDraft => {
  const read = readText(text);
  if (read.source.parts.length === 0) throw new ImportRefused('IMPORT.EMPTY', 'Tệp không có chữ nào.');
  refuseSecret(read);
  return readPlan(read, { directory }).draft;
};
