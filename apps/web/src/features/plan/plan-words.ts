import type { PlanSummary } from '#contracts';
import { formatDate } from '../../words/dates.js';

/** Number, day and issuer of the document; what the source leaves blank is said to be blank. */
export const documentLine = ({ document, effectiveOn }: Pick<PlanSummary, 'document' | 'effectiveOn'>): string =>
  [
    document.number === null ? 'Số văn bản: bản gốc để trống' : `Số ${document.number}`,
    document.issuedOn === null ? null : `ngày ${formatDate(document.issuedOn)}`,
    document.issuer,
    effectiveOn === null ? null : `thực hiện từ ngày ${formatDate(effectiveOn)}`,
  ]
    .filter((text) => text !== null)
    .join(' · ');
