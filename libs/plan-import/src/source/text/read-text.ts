import { ImportRefused } from '../../refusal.js';
import { limits } from '../limits.js';
import type { ReadSource } from '../source-builder.js';

/** The lines of a plain text as they stand, tabs and indentation included: they show where its cells begin, empty ones too. */
export const readText = (text: string): ReadSource => {
  const lines = text
    .replace(/^\uFEFF/u, '')
    .normalize('NFC')
    .split(/\r\n|\r|\n/u);
  if (lines.length > limits.lines) {
    throw new ImportRefused('IMPORT.TOO_LARGE', `Tệp có hơn ${String(limits.lines)} dòng. Chỉ nhập phần phụ lục của kế hoạch.`);
  }
  const filled = lines.map((line, at) => ({ line: at + 1, text: line })).filter((line) => line.text !== '');
  const isBlank = filled.every((line) => line.text.trim() === '');
  return {
    source: { format: 'text', parts: isBlank ? [] : [{ kind: 'text', part: 'text', lines: filled }] },
    notes: [],
    margins: [],
  };
};
