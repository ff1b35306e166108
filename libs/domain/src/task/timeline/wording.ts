import type { AgencyId, LeadPartId, PersonId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { DocumentRef } from '../../shared/references.js';

/** Names for the sentences of a timeline. */
export interface TimelineNames {
  readonly agency: (id: AgencyId) => string;
  readonly person: (id: PersonId) => string;
  /** Who held the part then, where the reader knows; tells the parts of a collective task apart. */
  readonly holder?: (part: LeadPartId) => AgencyId | null;
}

/** 31/12/2025. */
export const day = (date: PlainDate): string => date.split('-').reverse().join('/');

export const dueWords = (due: PlainDate | null): string => (due === null ? 'không có thời hạn' : `thời hạn ${day(due)}`);

/** "văn bản số 12/BC-SNV ngày 01/12/2026"; empty without a document. */
export const documentWords = (document: DocumentRef | null): string => {
  if (document === null) return '';
  return `văn bản số ${document.number}${document.date === null ? '' : ` ngày ${day(document.date)}`}`;
};

/** " (văn bản số …)"; empty without a document. */
export const inBrackets = (document: DocumentRef | null): string => (document === null ? '' : ` (${documentWords(document)})`);

/** "Căn cứ" and the document that an act of the Office stands on. */
export const basisWords = ({ basis, document }: { readonly basis: string; readonly document: DocumentRef | null }): string =>
  document === null || basis.includes(document.number) ? `căn cứ ${basis}` : `căn cứ ${basis} (${documentWords(document)})`;

/** Two digits, as official texts count: 03. */
export const count = (value: number): string => String(value).padStart(2, '0');

/** Closes a sentence once. */
export const sentence = (text: string): string => (/[.…?]$/u.test(text) ? text : `${text}.`);
