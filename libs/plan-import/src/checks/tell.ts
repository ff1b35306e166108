import type { DraftTask, FindingCode, FindingFix, SourceView } from '#contracts';
import type { ReadContext } from '../rows/read-context.js';

interface Told {
  readonly code: FindingCode;
  readonly message: string;
  /** JSON pointer within the task. */
  readonly field: string;
  readonly fix?: FindingFix;
}

/** The place of a field, or of the whole row where the field was not read. */
const placeOf = ({ places, source }: DraftTask, field: string): SourceView => places[field.split('/')[1] ?? '']?.[0] ?? source;

/** Adds a finding to a task that has been read. */
export const tellOfTask = (task: DraftTask, row: number, { log }: ReadContext, { code, message, field, fix }: Told): void => {
  if (!task.findings.includes(code)) task.findings.push(code);
  log.add(code, message, { source: placeOf(task, field), pointer: `/tasks/${String(row)}${field}`, fix: fix ?? null });
};
