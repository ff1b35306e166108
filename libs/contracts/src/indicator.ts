import { z } from 'zod';
import { AgencyIdText, DocumentRefBody, FileRefBody, PlainDateText, ProseText, ShortText, SourceView } from './primitives.js';
import { AgencyName } from './view-words.js';

const onBehalfOf = AgencyIdText.optional();
const overtaken = { onBehalfOf, basis: ShortText, document: DocumentRefBody.nullable().default(null) };

/** A figure: `reading` in its own shape ("27,4", "1,9 - 2,3", "≥35", prose), else `value`, else `text`. */
const figure = {
  onBehalfOf,
  on: PlainDateText,
  /** One of the indicator's periods, such as "2025"; left out: for its day alone. */
  period: ShortText.nullable().default(null),
  reading: ProseText.nullable().default(null),
  /** Of prose: whether it says that the target is met. */
  meets: z.boolean().nullable().default(null),
  value: z.number().nullable().default(null),
  text: ProseText.nullable().default(null),
  document: ShortText.nullable().default(null),
};
const number = z.int().positive();

export const ReportMeasurementBody = z.strictObject({ ...figure, files: z.array(FileRefBody).max(20).default([]) });

const newTargets = z
  .array(z.strictObject({ period: ShortText, text: ShortText }))
  .min(1, 'Chưa nêu mục tiêu mới.')
  .max(20);

/** Asks what other targets would make of the assessment; nothing is written. */
export const PreviewRebaseBody = z.strictObject({ targets: newTargets });

/** Path verb → body of `POST /indicators/{id}/<verb>`, besides the report. */
export const indicatorCommandBodies = {
  'confirm-measurement': z.strictObject({ onBehalfOf, measurement: number, note: ProseText.nullable().default(null) }),
  'correct-measurement': z.strictObject({ ...figure, measurement: number, reason: ProseText }),
  'link-task': z.strictObject({ onBehalfOf, taskId: z.uuid(), note: ShortText.nullable().default(null) }),
  'unlink-task': z.strictObject({ onBehalfOf, taskId: z.uuid() }),
  rebase: z.strictObject({ ...overtaken, targets: newTargets }),
  close: z.strictObject(overtaken),
} as const;
export type IndicatorVerb = keyof typeof indicatorCommandBodies;

export const indicatorCommandOfVerb = {
  'confirm-measurement': 'ConfirmMeasurement',
  'correct-measurement': 'CorrectMeasurement',
  'link-task': 'LinkTask',
  'unlink-task': 'UnlinkTask',
  rebase: 'RebaseIndicator',
  close: 'CloseIndicator',
} as const satisfies Record<IndicatorVerb, string>;

const Target = z.object({
  period: z.string(),
  text: z.string(),
  kind: z.string(),
  min: z.number().nullable(),
  max: z.number().nullable(),
});

const Figure = z.object({
  period: z.string().nullable(),
  on: z.string(),
  reading: z.object({ text: z.string(), kind: z.string(), min: z.number().nullable(), max: z.number().nullable() }),
  meets: z.boolean().nullable(),
  value: z.number().nullable(),
  text: z.string().nullable(),
  document: z.string().nullable(),
});

/** How one period's target stands on the day asked about, with the rule by which it is said. */
export const AssessmentView = z.object({
  period: z.string(),
  end: z.string().nullable(),
  target: z.string(),
  status: z.enum(['met', 'on-course', 'behind', 'not-measurable']),
  statusLabel: z.string(),
  /** Number of the measurement that counts. */
  measurement: z.int().nullable(),
  reading: z.string().nullable(),
  isConfirmed: z.boolean(),
  expected: z.number().nullable(),
  /** Per year, in the indicator's unit. */
  slope: z.number().nullable(),
  requiredSlope: z.number().nullable(),
  rule: z.string(),
});
export type AssessmentView = z.output<typeof AssessmentView>;

/** The assessment as it is, and as it would be against other targets, by the same figures. */
export const RebasePreview = z.object({ before: z.array(AssessmentView), after: z.array(AssessmentView) }).meta({ id: 'RebasePreview' });
export type RebasePreview = z.output<typeof RebasePreview>;

export const IndicatorView = z
  .object({
    id: z.string(),
    planId: z.string().nullable(),
    ordinal: z.string().nullable(),
    row: z.int(),
    name: z.string(),
    unit: z.string().nullable(),
    targets: z.array(Target),
    leads: z.array(AgencyName),
    printedLeads: z.string(),
    source: SourceView.nullable(),
    findings: z.array(z.string()),
    /** The plan says it no more, by an amendment; its measurements stay. */
    withdrawn: z.boolean(),
    /** Overtaken by law or another document, and followed no more. */
    closed: z.object({ basis: z.string(), at: z.string() }).nullable(),
    /** Targets before it was overtaken, oldest first. */
    formerTargets: z.array(z.object({ targets: z.array(Target), until: z.string(), basis: z.string() })),
    /** Tasks that are said to move it. */
    tasks: z.array(z.object({ id: z.string(), note: z.string().nullable() })),
    assessments: z.array(AssessmentView),
    measurements: z.array(
      z.object({
        number: z.int(),
        on: z.string(),
        value: z.number().nullable(),
        text: z.string().nullable(),
        agency: AgencyName,
        document: z.string().nullable(),
        files: z.array(FileRefBody),
        recordedAt: z.string(),
        figure: Figure,
        /** Checked by the Office; null until then, and again once it is corrected. */
        confirmed: z.object({ note: z.string().nullable(), at: z.string() }).nullable(),
        corrections: z.array(
          z.object({
            from: Figure,
            to: Figure,
            reason: z.string(),
            /** Every figure that it moved on the day of the correction. */
            moves: z.array(
              z.object({
                period: z.string(),
                figure: z.enum(['status', 'reading', 'expected', 'slope', 'requiredSlope']),
                before: z.union([z.string(), z.number()]).nullable(),
                after: z.union([z.string(), z.number()]).nullable(),
              }),
            ),
            recordedAt: z.string(),
          }),
        ),
      }),
    ),
    version: z.int(),
  })
  .meta({ id: 'Indicator' });
export type IndicatorView = z.output<typeof IndicatorView>;
