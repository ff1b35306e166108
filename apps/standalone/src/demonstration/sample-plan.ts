import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PlanDraft } from '#contracts';
import type { AgencyDirectory } from '#domain';
import { type PlanDecisions, readPlanDecisions, readPlanDocument } from '#plan-import';
import { vietnamWorkingCalendar } from '#reference-data';

const PLAN = 'lang-son-2023-phu-luc.txt';
const DECISIONS = 'lang-son-2023-decisions.json';

export interface SamplePlan {
  readonly name: string;
  readonly bytes: Buffer;
  readonly draft: PlanDraft;
  readonly decisions: PlanDecisions;
}

/** The samples stand at the top of the project, above the sources as above the build. */
const samplesFolder = (): string => {
  for (let folder = import.meta.dirname; path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    const samples = path.join(folder, 'samples');
    if (existsSync(path.join(samples, PLAN))) return samples;
  }
  throw new Error(`The sample plan ${PLAN} is missing`);
};

export const readSamplePlan = async (directory: AgencyDirectory): Promise<SamplePlan> => {
  const folder = samplesFolder();
  const [bytes, decisions] = await Promise.all([readFile(path.join(folder, PLAN)), readFile(path.join(folder, DECISIONS), 'utf8')]);
  const reading = await readPlanDocument(bytes, { name: PLAN, directory, calendar: vietnamWorkingCalendar });
  if (!reading.ok) throw new Error(`The sample plan ${PLAN} was refused: ${reading.message}`);
  return { name: PLAN, bytes, draft: reading.draft, decisions: readPlanDecisions(decisions) };
};
