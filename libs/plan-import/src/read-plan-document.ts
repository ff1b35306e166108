import type { PlanDraft, SourceDocument } from '#contracts';
import type { AgencyDirectory, WorkingCalendar } from '#domain';
import { readPlanText } from './read-plan-text.js';
import { ImportRefused, type RefusalCode } from './refusal.js';
import { decodePlanText } from './text/decode-plan-text.js';
import { linesOf } from './text/lines.js';

/** A name that a person once gave an agency or a group to: what a correction taught. */
export interface RememberedName {
  /** As documents print it. */
  readonly name: string;
  /** Of an agency or a group of the directory. */
  readonly id: string;
}

/** A plan that is followed already, for telling tasks that stand in both. */
export interface OtherPlan {
  /** For people: number and title. */
  readonly name: string;
  readonly tasks: readonly { readonly title: string }[];
}

export interface ReadOptions {
  /** The file's name; its extension is believed only where the content agrees. */
  readonly name?: string;
  readonly mediaType?: string;
  readonly directory: AgencyDirectory;
  /** For telling due dates that fall on days off. */
  readonly calendar?: WorkingCalendar;
  readonly remembered?: readonly RememberedName[];
  readonly otherPlans?: readonly OtherPlan[];
}

export type PlanReading =
  | { readonly ok: true; readonly draft: PlanDraft; readonly source: SourceDocument }
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      /** Vietnamese: what is wrong, where, and what to do. */
      readonly message: string;
    };

const textSource = (text: string): SourceDocument => ({
  format: 'text',
  parts: [
    {
      kind: 'text',
      part: 'text',
      lines: linesOf(text).flatMap(({ number, text: line, isBlank }) => (isBlank ? [] : [{ line: number, text: line }])),
    },
  ],
});

/**
 * Reads the file of a plan's appendices to a draft, with the document as it stands beside it. It never throws for what is in the
 * file, whatever it is: a file that cannot be read as a plan gives a refusal.
 */
export const readPlanDocument = async (bytes: Uint8Array, options: ReadOptions): Promise<PlanReading> => {
  try {
    const text = await Promise.resolve(decodePlanText(bytes));
    return { ok: true, draft: readPlanText(text, options.directory), source: textSource(text) };
  } catch (error) {
    if (error instanceof ImportRefused) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
};
