import type { AgencyRef, DraftTask, PlanDraft } from '#contracts';
import type { PlainDate } from '#domain';
import { readAgenciesAt, type AgencyList } from '../agencies/agency-list.js';
import { type FreeLine, lineUnit } from '../cells/cell.js';
import { checkDraft } from '../checks/check-draft.js';
import { beginsSignature, isLetterhead } from '../document/line-kinds.js';
import { FindingLog } from '../findings.js';
import { deadlineMessages } from '../rows/deadline-messages.js';
import { type ReadContext, RowFindings } from '../rows/read-context.js';
import { refuseSecret } from '../source/secrecy.js';
import { readText } from '../source/text/read-text.js';
import { agencyReaderOf, contextOf, type Understanding } from '../understanding.js';
import { ImportRefused } from '../refusal.js';
import { type Assignment, assignmentIn, isItem, sentencesOf } from './assignments.js';
import { letterFacts } from './letter-facts.js';
import { type TimeLimit, timeLimitIn } from './time-limits.js';

export interface LetterUnderstanding extends Understanding {
  /** The day of reading: "trước ngày 15/12" is meant from then on where the letter bears no day. */
  readonly today: PlainDate;
}

interface Given {
  readonly assignment: Assignment;
  /** The sentence as it stands, with the items below it. */
  readonly text: string;
  readonly line: number;
  readonly toLine: number;
}

/** The words of the letter: from its heading to its signature. */
const bodyOf = (lines: readonly FreeLine[]): readonly FreeLine[] => {
  const end = lines.findIndex(({ text }) => beginsSignature(text.trim()));
  return (end < 0 ? lines : lines.slice(0, end)).filter(({ text }) => !isLetterhead(text.trim()));
};

const lineOf = ({ unit }: FreeLine): number => ('line' in unit.place ? unit.place.line : 0);

const givenIn = (lines: readonly FreeLine[], context: ReadContext): readonly Given[] => {
  const found: Given[] = [];
  for (const each of lines) {
    const line = lineOf(each);
    const last = found.at(-1);
    for (const text of sentencesOf(each.text)) {
      const assignment = assignmentIn(text, context.reader);
      if (assignment !== null) found.push({ assignment, text, line, toLine: line });
      else if (last !== undefined && isItem(text) && /[:;]$/u.test(last.text.trim())) {
        const title = `${last.assignment.title}\n${text}`;
        found[found.length - 1] = { ...last, assignment: { ...last.assignment, title }, text: `${last.text}\n${text}`, toLine: line };
      }
    }
  }
  return found;
};

/** "… báo cáo Chủ tịch UBND tỉnh …": whom the result goes to, unless it works on it as well. */
const approversIn = ({ text, assignment }: Given, context: ReadContext): readonly AgencyRef[] => {
  const working = new Set([...assignment.leads.refs, ...assignment.coordinators.refs].map(({ id }) => id));
  for (const match of text.matchAll(/(?:báo\s+cáo|trình|tham\s+mưu(?:\s+cho)?)\s+(?=\p{Lu})/gu)) {
    const [first] = readAgenciesAt(text, match.index + match[0].length, context.reader).refs;
    if (first?.kind === 'agency' && !working.has(first.id)) return [first];
  }
  return [];
};

const agencyTexts = ({ refs }: AgencyList): string => refs.map(({ text }) => text).join('; ');

class TaskOfLetter {
  private readonly findings: RowFindings;

  constructor(
    private readonly given: Given,
    private readonly row: number,
    private readonly context: ReadContext,
    private readonly limit: TimeLimit,
  ) {
    this.findings = new RowFindings(`/tasks/${String(row)}`, context);
  }

  private get place() {
    return { line: this.given.line, toLine: this.given.toLine };
  }

  read(): DraftTask {
    const { leads, coordinators, title } = this.given.assignment;
    const approvers = approversIn(this.given, this.context);
    this.findings.tellAgencies(leads, '/leads', this.place);
    this.findings.tellAgencies(coordinators, '/coordinators', this.place);
    this.tellMissing();
    this.tellDeadline();
    const { place } = this;
    return {
      ordinal: String(this.row + 1),
      group: null,
      groupIndex: null,
      title,
      leads: [...leads.refs],
      coordinators: [...coordinators.refs],
      approvers: [...approvers],
      funding: null,
      output: null,
      responsible: null,
      status: null,
      others: [],
      printed: {
        leads: agencyTexts(leads),
        coordinators: agencyTexts(coordinators),
        approvers: approvers.map(({ text }) => text).join('; '),
      },
      deadline: { ...this.limit.deadline },
      source: place,
      places: { title: [place], leads: [place] },
      findings: [...this.findings.codes],
    };
  }

  private tellMissing(): void {
    const { leads, coordinators, coordinatorsUnread, title } = this.given.assignment;
    if (title === '') this.tell('missing-title', 'Chưa đọc được nội dung nhiệm vụ.', '/title');
    if (leads.refs.length === 0) this.tell('missing-lead', 'Chưa đọc được cơ quan chủ trì.', '/leads');
    if (coordinatorsUnread) this.tell('unknown-agency', 'Chưa đọc được cơ quan đứng sau "phối hợp với".', '/coordinators');
    const open = [...leads.refs, ...coordinators.refs].filter(
      ({ kind, id }) => kind === 'group' && id !== null && this.context.isOpenGroup(id),
    );
    for (const { text } of open) this.tell('open-group', `"${text}" không nêu tên cơ quan; không lập lượt giao.`, '/coordinators');
  }

  private tellDeadline(): void {
    const { deadline, findings, all } = this.limit;
    if (deadline.kind === 'none') this.tell('missing-deadline', 'Đoạn văn không ghi thời hạn.', '/deadline');
    if (all.length > 1) {
      this.tell('deadline-several-dates', `Đoạn văn có nhiều mốc (${all.join('; ')}); lấy mốc cuối cùng.`, '/deadline');
    }
    for (const code of findings) this.tell(`deadline-${code}`, `${deadlineMessages[code]} (${deadline.text})`, '/deadline');
  }

  private tell(code: Parameters<RowFindings['tell']>[0]['code'], message: string, field: string): void {
    this.findings.tell({ code, message, field, place: this.place });
  }
}

const nothing = (lines: readonly FreeLine[]): Given => ({
  assignment: {
    leads: { refs: [], doubts: [] },
    coordinators: { refs: [], doubts: [] },
    coordinatorsUnread: false,
    title: lines.map(({ text }) => text.trim()).join('\n'),
  },
  text: lines.map(({ text }) => text).join('\n'),
  line: 1,
  toLine: lines.length,
});

/**
 * Reads what a letter or the conclusion of a meeting gives to whom: a draft with one task for each assignment it finds, and one with
 * the words alone where it finds none. It proposes; a person corrects and enters.
 * @throws ImportRefused where there are no words, or the text bears a mark of secrecy
 */
export const readLetter = (text: string, understanding: LetterUnderstanding): PlanDraft => {
  const read = readText(text);
  const [part] = read.source.parts;
  if (part?.kind !== 'text') throw new ImportRefused('IMPORT.EMPTY', 'Chưa có nội dung. Hãy dán đoạn văn bản giao việc.');
  refuseSecret(read);
  const lines = part.lines
    .filter((line) => line.text.trim() !== '')
    .map((line) => ({ text: line.text.trim(), unit: lineUnit(line.line, line.text) }));
  const log = new FindingLog((place) => ('line' in place ? place.line : 0));
  const { title, ...facts } = letterFacts(lines, agencyReaderOf(understanding));
  const context = contextOf(understanding, log, facts);
  const body = bodyOf(lines);
  const given = givenIn(body, context);
  const times = { issuedOn: facts.issuedOn, today: understanding.today, calendar: context.calendar };
  const tasks = (given.length > 0 ? given : [nothing(body)]).map((each, row) =>
    new TaskOfLetter(each, row, context, timeLimitIn(each.text, times)).read(),
  );
  const { number, issuedOn, issuer } = facts;
  const rows = { document: { number, issuedOn, issuer, title }, groups: [], tasks, indicators: [] };
  checkDraft(rows, context, understanding.otherPlans ?? []);
  return { ...rows, findings: [...log.list()], coverage: { units: lines.length, accounted: lines.length, unaccounted: [] } };
};
