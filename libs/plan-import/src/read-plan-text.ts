import type { AgencyDirectory } from '#domain';
import type { PlanDraft } from '#contracts';
import { agencyIndexOf } from './agencies/agency-index.js';
import { nearestAgency } from './agencies/nearest-agency.js';
import { FindingLog } from './findings.js';
import { ImportRefused } from './refusal.js';
import { proposeOrdinals, readTask, type ReadContext } from './rows/read-task.js';
import { readIndicators } from './rows/read-indicator.js';
import { assembleTasks } from './rows/task-assembler.js';
import { findTables, type Found, type Table } from './tables/find-tables.js';
import { piecesOf, type Cell, type FreeLine, type Piece } from './text/cells.js';
import { factsOf, isAppendixHeading, isCaption, isFurniture, titleOf, type DocumentFacts } from './text/document-lines.js';
import { linesOf, type Line } from './text/lines.js';

const secrecyMark = /^\s*(?:\(\s*)?(?:(?:[Đđ]ộ|[Mm]ức độ|ĐỘ|MỨC ĐỘ)\s+(?:mật|MẬT)\s*:\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)(?:\s*\))?[\s.]*$/u;

const refuseSecret = (lines: readonly Line[]): void => {
  const marked = lines.find(({ text }) => text.split('\t').some((part) => secrecyMark.test(part)));
  if (marked === undefined) return;
  const message = `Dòng ${marked.number} đóng dấu "${marked.text.trim()}": hệ thống không tiếp nhận văn bản mật. Xử lý theo quy định về bảo vệ bí mật nhà nước.`;
  throw new ImportRefused('IMPORT.SECRET', message);
};

/** Which lines became part of something: a line of several cells does only where each of them did. */
class Coverage {
  private readonly lines = new Set<number>();
  private readonly used = new Set<Cell>();

  cells(cells: readonly Cell[]): void {
    for (const cell of cells) {
      this.used.add(cell);
      for (const { line } of cell.paragraphs) this.lines.add(line);
    }
  }

  free(lines: readonly FreeLine[]): void {
    for (const { line } of lines) this.lines.add(line);
  }

  /** Takes back the lines on which some cell became part of nothing. */
  without(pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      if (piece.kind === 'free' || this.used.has(piece.cell)) continue;
      for (const { line } of piece.cell.paragraphs) this.lines.delete(line);
    }
  }

  report(all: readonly Line[], log: FindingLog): PlanDraft['coverage'] {
    const units = all.filter(({ isBlank }) => !isBlank);
    const left = units.filter(({ number }) => !this.lines.has(number));
    for (const { number, text } of left) {
      const excerpt = text.trim().slice(0, 80);
      log.add('unaccounted', `Chưa xếp được dòng ${number}: "${excerpt}".`, { source: { line: number, toLine: number } });
    }
    return {
      units: units.length,
      accounted: units.length - left.length,
      unaccounted: left.map(({ number }) => ({ line: number, toLine: number })),
    };
  }
}

/** Lines outside tables that are letterhead, caption, heading or signature. */
const knownOutside = (outside: readonly Piece[]): readonly FreeLine[] =>
  outside.flatMap((piece) =>
    piece.kind === 'free' && (isCaption(piece.free) || isFurniture(piece.free) || isAppendixHeading(piece.free)) ? [piece.free] : [],
  );

const tellBlanks = ({ blanks }: DocumentFacts, log: FindingLog): void => {
  if (blanks.includes('number'))
    log.add('document-number-blank', 'Số văn bản để trống trong bản gốc; cần bổ sung.', { pointer: '/document/number' });
  if (blanks.includes('date'))
    log.add('document-date-blank', 'Ngày ban hành để trống hoặc thiếu trong bản gốc; cần bổ sung.', { pointer: '/document/issuedOn' });
};

const tellTables = ({ tables }: Found, log: FindingLog): void => {
  if (tables.length === 0) {
    const message =
      'Không tìm thấy bảng phụ lục nào: cần một dòng tiêu đề có nội dung nhiệm vụ, cơ quan chủ trì, thời hạn (hoặc chỉ tiêu, đơn vị tính).';
    log.add('no-table', message);
  }
  for (const { repeatedHeaders } of tables) {
    const [first] = repeatedHeaders;
    if (first !== undefined)
      log.add('header-repeated', 'Tiêu đề bảng được lặp lại; bỏ qua.', {
        source: { line: first.line, toLine: repeatedHeaders.at(-1)?.toLine ?? first.toLine },
      });
  }
};

/** The title of the appendix of tasks stands for the document. */
const documentTitle = (tables: readonly Table[]): string => {
  const main =
    tables.find(({ kind, heading }) => kind === 'tasks' && titleOf(heading) !== '') ??
    tables.find(({ heading }) => titleOf(heading) !== '');
  return main === undefined ? '' : titleOf(main.heading);
};

const contextOf = (directory: AgencyDirectory, log: FindingLog, facts: DocumentFacts): ReadContext => {
  const open = new Set(directory.groups.filter(({ open: isOpen }) => isOpen).map(({ id }) => id));
  const names = new Map<string, string>(directory.agencies.map(({ id, name }) => [id, name]));
  return {
    index: agencyIndexOf(directory),
    log,
    isOpenGroup: (id) => open.has(id),
    nameOf: (id) => names.get(id) ?? id,
    issuer: facts.issuer,
    issuedOn: facts.issuedOn,
    propose: nearestAgency(directory),
  };
};

/**
 * Reads the text of a plan's appendices, as taken out of Word tables (a cell a line, or a row a line with tabs), to a draft.
 * Nothing is dropped in silence: every non-blank line is part of the draft or stands in `coverage.unaccounted`.
 * @throws ImportRefused where the document bears a mark of secrecy or holds no text. It throws nothing else, whatever the text.
 */
export const readPlanText = (text: string, directory: AgencyDirectory): PlanDraft => {
  const lines = linesOf(text);
  if (lines.every(({ isBlank }) => isBlank)) throw new ImportRefused('IMPORT.EMPTY', 'Tệp không có chữ nào. Hãy kiểm tra lại tệp nguồn.');
  refuseSecret(lines);
  const log = new FindingLog();
  const coverage = new Coverage();
  const pieces = piecesOf(lines);
  const found = findTables(pieces);
  const heading = found.tables.flatMap((table) => table.heading);
  const outside = knownOutside(found.outside);
  const facts = factsOf([...heading, ...outside]);
  const context = contextOf(directory, log, facts);
  tellBlanks(facts, log);
  tellTables(found, log);
  coverage.free([...heading, ...outside]);
  const draft: Pick<PlanDraft, 'groups' | 'tasks' | 'indicators'> = { groups: [], tasks: [], indicators: [] };
  for (const table of found.tables) {
    coverage.cells([...table.header, ...table.repeatedHeaders]);
    if (table.kind === 'indicators') {
      const { indicators, used } = readIndicators(table, context, draft.indicators.length);
      draft.indicators = draft.indicators.concat(indicators);
      coverage.cells(used);
    } else {
      const { groups, tasks, used } = assembleTasks(table, context.index);
      proposeOrdinals(tasks);
      const before = { groups: draft.groups.length, tasks: draft.tasks.length };
      draft.groups = draft.groups.concat(groups);
      draft.tasks = draft.tasks.concat(tasks.map((task, at) => readTask(task, context, { row: before.tasks + at, groups: before.groups })));
      coverage.cells(used);
    }
  }
  coverage.without(pieces);
  const report = coverage.report(lines, log);
  const { number, issuedOn, issuer } = facts;
  return {
    document: { number, issuedOn, issuer, title: documentTitle(found.tables) },
    ...draft,
    findings: [...log.list()],
    coverage: report,
  };
};
