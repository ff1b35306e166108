import type { PlanDraft, SourceDocument } from '#contracts';
import { ImportRefused, type RefusalCode } from './refusal.js';
import { readPlan, type Understanding } from './read-plan.js';
import { refuseSecret } from './source/secrecy.js';
import { readSource } from './source/read-source.js';
import type { ReadSource } from './source/source-builder.js';

export interface ReadOptions extends Understanding {
  /** The file's name; its extension is believed only where the content agrees. */
  readonly name?: string | undefined;
  readonly mediaType?: string | undefined;
}

export type Refused = {
  readonly ok: false;
  readonly code: RefusalCode;
  /** Vietnamese: what is wrong, where, and what to do. */
  readonly message: string;
};

export type PlanReading = { readonly ok: true; readonly draft: PlanDraft; readonly source: SourceDocument } | Refused;

const empty = 'Tệp không có chữ nào. Hãy kiểm tra lại tệp nguồn.';

const understand = (read: ReadSource, understanding: Understanding): PlanReading => {
  if (read.source.parts.length === 0) throw new ImportRefused('IMPORT.EMPTY', empty);
  refuseSecret(read);
  return { ok: true, draft: readPlan(read, understanding), source: read.source };
};

const refusalOf = (error: unknown): Refused => {
  if (error instanceof ImportRefused) return { ok: false, code: error.code, message: error.message };
  throw error;
};

/**
 * Reads the file of a plan's appendices to a draft, with the document as it stands beside it. It never throws for what is in the
 * file, whatever it is: a file that cannot be read as a plan gives a refusal.
 */
export const readPlanDocument = async (bytes: Uint8Array, options: ReadOptions): Promise<PlanReading> => {
  try {
    return understand(await readSource(bytes, options), options);
  } catch (error) {
    return refusalOf(error);
  }
};
