import { parsePlainDate, type PlainDate } from '#domain';
import { readAgenciesAt, type AgencyReader } from '../agencies/agency-list.js';
import type { FreeLine } from '../cells/cell.js';
import { factsOf, type DocumentFacts } from '../document/document-facts.js';
import { isLetterhead } from '../document/line-kinds.js';

export interface LetterFacts extends DocumentFacts {
  readonly title: string;
}

interface Named {
  readonly kind: string;
  readonly number: string;
  readonly issuedOn: PlainDate | null;
  readonly issuer: string | null;
  /** 0: cited as a basis, no more. The highest is the letter itself. */
  readonly rank: number;
}

const kinds: readonly (readonly [suffix: RegExp, name: string])[] = [
  [/\/TB(?:KL)?-/u, 'Thông báo'],
  [/\/KL-/u, 'Kết luận'],
  [/\/CT-/u, 'Chỉ thị'],
  [/\/QĐ-/u, 'Quyết định'],
  [/\/KH-/u, 'Kế hoạch'],
  [/\/CĐ-/u, 'Công điện'],
  [/\/NQ-/u, 'Nghị quyết'],
];

const reference =
  /(công văn|thông báo kết luận|thông báo|kết luận|chỉ thị|quyết định|công điện|văn bản|kế hoạch|nghị quyết|tờ trình|báo cáo|biên bản|^)\s*số\s*:?\s*(\d+[\p{L}\d]*(?:-\p{L}+)?\s*\/\s*[\p{L}\d][\p{L}\d\-–/]*)(?:\s*,?\s*ngày\s+(\d{1,2})\s*(?:\/|-|\.|tháng)\s*(\d{1,2})\s*(?:\/|-|\.|năm)\s*(\d{4}))?(\s+của\s+)?/giu;
const basis = /(?:căn cứ|thực hiện|triển khai|theo đề nghị|xét|trên cơ sở|ban hành kèm|kèm theo)[^.;]{0,60}$/iu;

const sentenceCase = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1).toLocaleLowerCase('vi');
const twoDigits = (text: string | undefined): string => (text ?? '').padStart(2, '0');

const rankOf = (before: string): number => {
  if (before.trim() === '' || /(?:tại|theo)\s+$/iu.test(before)) return 2;
  return basis.test(before) ? 0 : 1;
};

const kindOf = (number: string | null): string => kinds.find(([suffix]) => suffix.test(number ?? ''))?.[1] ?? 'Công văn';

/** Documents that a line names with their number; what follows "của" is told by the names that are known. */
const namedIn = (text: string, reader: AgencyReader): readonly Named[] =>
  [...text.matchAll(reference)].map((match) => {
    const [all, kind = '', number = '', day, month, year, of] = match;
    const end = match.index + all.length;
    const after = of === undefined ? null : readAgenciesAt(text, end, reader);
    return {
      kind: kind === '' ? kindOf(number) : sentenceCase(kind),
      number: number.replace(/\s+/gu, '').replace(/[-–/]+$/u, ''),
      issuedOn: year === undefined ? null : parsePlainDate(`${year}-${twoDigits(month)}-${twoDigits(day)}`),
      issuer: after?.refs[0]?.text ?? null,
      rank: rankOf(text.slice(0, match.index)),
    };
  });

/** "ỦY BAN NHÂN DÂN" over "TỈNH LẠNG SƠN". */
const issuerOfHead = (lines: readonly FreeLine[], reader: AgencyReader): string | null => {
  const head = lines.filter(({ text }) => isLetterhead(text) && !/^(?:cộng h|độc lập|số)/iu.test(text)).map(({ text }) => text.trim());
  for (const [at, first] of head.entries()) {
    for (const text of [`${first} ${head[at + 1] ?? ''}`, first]) {
      const run = readAgenciesAt(text, 0, reader);
      if (run.refs[0]?.kind === 'agency' && run.end >= text.trim().length) return text.trim();
    }
  }
  return null;
};

const isShouted = (text: string): boolean => /^(?:THÔNG BÁO|KẾT LUẬN|CHỈ THỊ|CÔNG ĐIỆN|QUYẾT ĐỊNH|CÔNG VĂN)\s*$/u.test(text.trim());

const isSubject = /^(?:v\/v|về việc)\s*:?\s*(.+)$/iu;

/** The line under "THÔNG BÁO", unless it is the subject. */
const headlineOf = (texts: readonly string[]): string | null => {
  const at = texts.findIndex(isShouted);
  const under = at < 0 ? undefined : texts[at + 1];
  return under === undefined || isSubject.test(under) || under.length > 400 ? null : `${sentenceCase(texts[at] ?? '')}: ${under}`;
};

/** "V/v báo cáo tình hình …", or the line under "THÔNG BÁO", or kind and number. */
const titleOf = (lines: readonly FreeLine[], kind: string, number: string | null): string => {
  const texts = lines.map(({ text }) => text.trim());
  const headline = headlineOf(texts);
  if (headline !== null) return headline;
  const subject = texts.flatMap((text) => isSubject.exec(text)?.[1] ?? []).at(0);
  if (subject !== undefined) return `${kind} về việc ${subject.replace(/[.;]$/u, '')}`;
  return number === null ? '' : `${kind} số ${number}`;
};

const best = (named: readonly Named[]): Named | null =>
  named.reduce<Named | null>((found, each) => (each.rank > (found?.rank ?? 0) ? each : found), null);

/**
 * Number, day, issuer and title of the letter or conclusion whose words these are: its own letterhead first, else the document that
 * the words say they stand in. A document cited as a basis is not taken for it.
 */
export const letterFacts = (lines: readonly FreeLine[], reader: AgencyReader): LetterFacts => {
  const head = factsOf(lines);
  const named = head.number === null ? best(lines.flatMap(({ text }) => namedIn(text, reader))) : null;
  const { number = null, issuedOn = null, issuer = null, kind = kindOf(head.number) } = named ?? {};
  const own = { number: head.number ?? number, issuedOn: head.issuedOn ?? issuedOn };
  return {
    ...own,
    heldOn: own.issuedOn ?? head.heldOn,
    issuer: head.issuer ?? issuer ?? issuerOfHead(lines, reader),
    blanks: head.blanks,
    title: titleOf(lines, kind, own.number),
  };
};
