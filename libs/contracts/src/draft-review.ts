import { z } from 'zod';
import { AgencyIdText, FileRefBody, PlainDateText, ShortText } from './primitives.js';
import { FindingFix, PlanDraft } from './plan-draft.js';
import { AgencyName } from './view-words.js';

/** What one person corrected at once. */
export const CorrectionView = z
  .object({
    /** Names it in undo and redo. */
    number: z.int(),
    /** A Vietnamese sentence: "Sửa thời hạn của nhiệm vụ ở dòng 3". */
    sentence: z.string(),
    by: z.string(),
    agency: AgencyName.nullable(),
    at: z.string(),
    /** False: undone. */
    stands: z.boolean(),
  })
  .meta({ id: 'DraftCorrection' });
export type CorrectionView = z.output<typeof CorrectionView>;

/** A finding that somebody has to look at. */
export const DoubtView = z
  .object({
    /** Index into the draft's findings. */
    finding: z.int(),
    /** The place it concerns, where it stands in the draft now; null where it has none, or its row was taken out. */
    pointer: z.string().nullable(),
    /** What the reader proposes, with the pointers of the draft as it stands; null where it proposes nothing, or the place has moved on. */
    fix: FindingFix.nullable(),
    /** Null: still to be checked. */
    settled: z.object({ how: z.enum(['corrected', 'removed', 'seen']), correction: z.int() }).nullable(),
  })
  .meta({ id: 'DraftDoubt' });
export type DoubtView = z.output<typeof DoubtView>;

export const DraftStatus = z.enum(['draft', 'draft-closed', 'entering', 'entered', 'amending', 'closed']);

export const PlanDraftView = z
  .object({
    id: z.string(),
    file: FileRefBody,
    status: DraftStatus,
    version: z.int(),
    /** As read, with the corrections that stand laid over it. Its findings are those of the file as it was read. */
    draft: PlanDraft,
    /** Oldest first. */
    corrections: z.array(CorrectionView),
    /** In the order of the findings. */
    doubts: z.array(DoubtView),
    /** The corrections that undo and redo mean when they name none. */
    undo: z.int().nullable(),
    redo: z.int().nullable(),
    /** The plan of which it became a new version. */
    takenOverBy: z.string().nullable(),
  })
  .meta({ id: 'PlanDraftView' });
export type PlanDraftView = z.output<typeof PlanDraftView>;

/** A draft in the list of those under review. */
export const PlanDraftSummary = z
  .object({
    id: z.string(),
    title: z.string(),
    number: z.string().nullable(),
    file: FileRefBody,
    tasks: z.int(),
    indicators: z.int(),
    /** Of the doubts, how many are settled. */
    doubts: z.object({ settled: z.int(), of: z.int() }),
    draftedAt: z.string(),
    draftedBy: z.string(),
  })
  .meta({ id: 'PlanDraftSummary' });
export type PlanDraftSummary = z.output<typeof PlanDraftSummary>;

const Pointer = z.string().startsWith('/').max(300);

/**
 * Corrections of a draft, laid over it together and undone together. Pointers are JSON pointers into the PlanDraft as it stands:
 * `replace` puts a value in place of another, `add` puts an item into a list (before the one that stands there, `-` at its end),
 * `remove` takes one out.
 */
export const PatchDraftBody = z.strictObject({
  corrections: z
    .array(
      z.union([
        z.strictObject({ op: z.enum(['replace', 'add']).default('replace'), pointer: Pointer, value: z.json() }),
        z.strictObject({ op: z.literal('remove'), pointer: Pointer }),
      ]),
    )
    .max(1000)
    .default([]),
  /** Findings looked at and left as they stand, by index. */
  seen: z.array(z.int().nonnegative()).max(1000).default([]),
});
/** Left out: the newest that can be. */
export const TurnCorrectionBody = z.strictObject({ correction: z.int().positive().nullable().default(null) });
export const CloseDraftBody = z.strictObject({ reason: ShortText });

/** `effectiveOn`: the day the plan began to hold; demanded where the document's own day is blank. */
export const EnterPlanBody = z.strictObject({
  effectiveOn: PlainDateText.optional(),
  assigningAuthority: AgencyIdText.default('ubnd-tinh'),
});

export const EntryPreviewQuery = z.strictObject({
  effectiveOn: PlainDateText,
  assigningAuthority: AgencyIdText.default('ubnd-tinh'),
});

const rowNumbers = z.array(z.int());

/** Who would be asked what if the draft were entered as it stands. Rows are 0-based. */
export const EntryPreview = z
  .object({
    effectiveOn: z.string(),
    /** Entered long after it began to hold: parts begin unreviewed. */
    late: z.boolean(),
    tasks: z.int(),
    indicators: z.int(),
    leadParts: z.int(),
    /** Those with most to lead first. */
    recipients: z.array(
      z.object({ agency: AgencyName, leads: rowNumbers, coordinates: rowNumbers, approves: rowNumbers, indicators: rowNumbers }),
    ),
    /** Tasks that nobody would lead: the Office's pile. */
    unassigned: rowNumbers,
    /** Tasks whose approver is a proposal, or not known yet. */
    approverProposed: rowNumbers,
    approverUnknown: rowNumbers,
    /** What a row names and makes no part of. */
    notes: z.array(z.object({ kind: z.enum(['task', 'indicator']), row: z.int(), message: z.string() })),
    /** Nothing is entered while a row is refused. */
    refused: z.array(
      z.object({ kind: z.enum(['task', 'indicator']), row: z.int(), title: z.string(), message: z.string(), remedy: z.string() }),
    ),
  })
  .meta({ id: 'EntryPreview' });
export type EntryPreview = z.output<typeof EntryPreview>;
