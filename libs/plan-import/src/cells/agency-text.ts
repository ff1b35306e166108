import { beginsBody } from '../agencies/body-grammar.js';
import { isWord, tokenise } from '../agencies/tokens.js';
import type { Cell } from './cell.js';

/** Marks of footnotes behind a name or a date. */
const withoutMarks = (line: string): string =>
  line.replace(/(?<=\p{L}|\d|\))\s*(?:\(\*+\)|\*+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\])(?=\s*(?:[,;.]|$))/gu, '');

/** Whether a line begins a new name: a dash or a body's first word; else it only goes on with the line above. */
const beginsName = (line: string): boolean => {
  const tokens = tokenise(line);
  const first = tokens.findIndex(isWord);
  return first >= 0 && beginsBody(tokens, first);
};

/** The lines of a cell of agencies: those that a name was broken over are one again, others part names. */
export const agencyTextOf = (cell: Cell): string =>
  cell.lines.map(withoutMarks).reduce((text, line) => {
    if (text === '') return line;
    return text + (beginsName(line) && !/(?:[,&\-–]|(?:^|\s)(?:và|các|cùng|với|phối hợp|của|thuộc))\s*$/iu.test(text) ? '\n' : ' ') + line;
  }, '');

/** The lines of a deadline as one. */
export const deadlineTextOf = (cell: Cell): string => cell.lines.map(withoutMarks).join(' ');
