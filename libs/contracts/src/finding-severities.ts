import type { Finding } from './plan-draft.js';

/**
 * Every code that an import's finding may bear, with its severity. `error`: the row cannot be entered as it stands; `warning`: a
 * person has to look, what was read may be wrong or the plan itself is unclear; `info`: worth knowing, nothing to decide.
 */
export const findingSeverities = {
  // The document.
  'no-table': 'error',
  'document-number-blank': 'warning',
  'document-date-blank': 'warning',
  'file-already-entered': 'warning',
  'file-in-review': 'warning',
  unaccounted: 'warning',
  'body-text': 'info',
  note: 'info',
  'tracked-changes': 'warning',
  'hidden-content': 'warning',
  'unread-pages': 'warning',
  // The table.
  'header-repeated': 'info',
  'grid-changed': 'warning',
  'split-cell': 'info',
  'continued-row': 'warning',
  'shared-cell': 'info',
  'title-shared': 'warning',
  'row-shifted': 'warning',
  // A row.
  'missing-title': 'error',
  'title-lost': 'warning',
  'missing-ordinal': 'info',
  'ordinal-proposed': 'warning',
  'group-is-task': 'info',
  'vague-title': 'warning',
  'milestone-in-title': 'warning',
  'duplicate-task': 'warning',
  'similar-task': 'warning',
  'task-in-other-plan': 'warning',
  'missing-output': 'info',
  'above-proposed': 'info',
  'missing-target': 'warning',
  'target-period-unclear': 'warning',
  // Its agencies.
  'missing-lead': 'warning',
  'repeated-lead': 'warning',
  'lead-coordinates': 'warning',
  'open-group-lead': 'warning',
  'open-group': 'info',
  'coordinators-in-lead-cell': 'info',
  'missing-approver': 'warning',
  'several-approvers': 'warning',
  'authority-unnamed': 'warning',
  'unknown-agency': 'warning',
  'similar-agency': 'info',
  'agency-remembered': 'info',
  abbreviation: 'info',
  'doubled-word': 'info',
  // Its deadline.
  'missing-deadline': 'warning',
  'due-on-day-off': 'info',
  'deadline-by-rule': 'info',
  'deadline-repaired-split': 'warning',
  'deadline-short-year': 'warning',
  'deadline-before-means-day-before': 'info',
  'deadline-year-inferred': 'warning',
  'deadline-missing-year': 'warning',
  'deadline-mixed-deadline': 'warning',
  'deadline-several-dates': 'warning',
  'deadline-counted-from-issue': 'info',
  'deadline-due-before-issue': 'warning',
  'deadline-reversed-range': 'warning',
  'deadline-no-such-date': 'warning',
  'deadline-no-end': 'warning',
  'deadline-vague': 'warning',
  'deadline-unparsed': 'warning',
} as const satisfies Readonly<Record<string, Finding['severity']>>;

export type FindingCode = keyof typeof findingSeverities;
