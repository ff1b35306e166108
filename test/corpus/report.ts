import type { Score } from './score.js';

const part = (right: number, all: number): string => (all === 0 ? '–' : `${String(right)}/${String(all)}`);
const columns: readonly (readonly [head: string, width: number, text: (score: Score) => string])[] = [
  ['rows', 9, ({ rowsFound, rows }) => part(rowsFound, rows)],
  ['cells', 11, ({ cellsRight, cells }) => part(cellsRight, cells)],
  ['agencies', 9, ({ agenciesRight, agencies }) => part(agenciesRight, agencies)],
  ['deadlines', 9, ({ deadlinesRight, deadlines }) => part(deadlinesRight, deadlines)],
  ['doubts', 9, ({ doubtsFlagged, doubts }) => part(doubtsFlagged, doubts)],
  ['wrong, flagged', 14, ({ wrong }) => part(wrong.filter(({ flagged }) => flagged).length, wrong.length)],
  ['false alarms', 12, ({ falseAlarms }) => String(falseAlarms)],
  ['unaccounted', 11, ({ unaccounted, units }) => `${String(unaccounted)}/${String(units)}`],
];

const line = (name: string, score: Score): string =>
  `${name.padEnd(44)}${columns.map(([, width, text]) => text(score).padStart(width)).join('  ')}`;

/** The table that `npm run corpus` prints, with every wrong cell, missed doubt and false alarm below it. */
export const reportOf = (scores: ReadonlyMap<string, Score>, total: Score): string => {
  const head = `${'document'.padEnd(44)}${columns.map(([name, width]) => name.padStart(width)).join('  ')}`;
  const details = [...scores].flatMap(([name, { wrong, missed, alarms }]) => [
    ...wrong.map(
      ({ row, field, expected, read, flagged }) =>
        `${name}: ${flagged ? 'wrong, flagged' : 'WRONG'}: ${row} · ${field}: "${expected}" ≠ "${read}"`,
    ),
    ...missed.map((each) => `${name}: doubt missed: ${each}`),
    ...alarms.map((each) => `${name}: false alarm: ${each}`),
  ]);
  const percent = ((100 * total.cellsRight) / Math.max(1, total.cells)).toFixed(2);
  return [
    '',
    head,
    ...[...scores].map(([name, score]) => line(name, score)),
    line(`all (${percent} % of cells right)`, total),
    '',
    ...details,
    '',
  ].join('\n');
};
