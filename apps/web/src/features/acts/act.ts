import type { AskView, LeadPartView, TaskDetail, TaskVerb } from '#contracts';

/** `count`: a whole number; `pick`: one of numbered things, sent as a number; `flag`: yes or no. */
export type FieldKind =
  'prose' | 'short' | 'date' | 'percent' | 'count' | 'choice' | 'pick' | 'flag' | 'agency' | 'agencies' | 'person' | 'files';

/** One field of an act's form. */
export interface Field {
  /** Where the value goes in the command's body, parted by dots: `document.number`. Error pointers come back by it. */
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required?: boolean;
  readonly hint?: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** For `person`: whose people. */
  readonly agencyId?: string;
  readonly shownWhen?: { readonly field: string; readonly equals: string };
}

export interface StoredFile {
  readonly sha256: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
}
export type FieldValue = string | readonly string[] | readonly StoredFile[];
export type Values = Readonly<Record<string, FieldValue>>;

/** What an act is about: the task, and where it has them the part and the ask. */
export interface ActSubject {
  readonly task: TaskDetail;
  readonly part: LeadPartView | null;
  readonly ask: AskView | null;
  /** Civil date of today, YYYY-MM-DD. */
  readonly today: string;
}

/** A command as its form shows it. The verb is the path's and the body's name in the contracts. */
export interface Act {
  readonly verb: TaskVerb;
  /** On the button. */
  readonly label: string;
  /** On the form; the label where left out. */
  readonly title?: string;
  readonly submit: string;
  /** What the act does, before it is done. */
  readonly lead?: string | ((subject: ActSubject) => string);
  readonly fields?: readonly Field[] | ((subject: ActSubject) => readonly Field[]);
  readonly initial?: (subject: ActSubject) => Values;
  /** What the body says besides the fields. */
  readonly fixed?: (subject: ActSubject) => Readonly<Record<string, unknown>>;
  /** The act is about the coordinating part of the agency that was asked, not about the ask. */
  readonly onCoordinator?: true;
  /** What is said when it is done. */
  readonly done: string;
}

export const fieldsOf = (act: Act, subject: ActSubject): readonly Field[] =>
  typeof act.fields === 'function' ? act.fields(subject) : (act.fields ?? []);

/** Extensions and causes are the assigning authority's to decide. */
export const byDocument = 'Khi Văn phòng ghi nhận thay cơ quan, người giao nhiệm vụ: nêu văn bản quyết định.';

/** The document on which an act rests. */
export const documentFields = (title: string, required = false): readonly Field[] => [
  { name: 'document.number', label: `Số, ký hiệu ${title}`, kind: 'short', required, hint: 'Ví dụ: 1245/BC-SNV' },
  { name: 'document.date', label: 'Ngày văn bản', kind: 'date' },
  { name: 'document.signer', label: 'Người ký', kind: 'short' },
];
