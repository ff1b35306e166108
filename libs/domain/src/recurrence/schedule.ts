import type { PlainDate } from '../shared/plain-date.js';

/** Periods by the cut-offs of NĐ 09/2019/NĐ-CP, art. 12. */
export type PresetName = 'monthly' | 'quarterly' | 'half-yearly' | 'yearly';

/** In which periods something is reported: a preset, or periods of so many months from a day on. */
export type Schedule = { readonly kind: PresetName } | { readonly kind: 'custom'; readonly from: PlainDate; readonly months: number };

/** A reporting period: from its first day to its cut-off, both included. */
export interface Period {
  /** For people: "Tháng 11/2026", "Quý IV/2026". */
  readonly label: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}
