const LINE_END = 0x0a;

/** Rows that end in a piece of COPY's text: line ends within values are written as `\n`. */
export const countRows = (piece: Buffer): number => {
  let rows = 0;
  for (let at = piece.indexOf(LINE_END); at !== -1; at = piece.indexOf(LINE_END, at + 1)) rows += 1;
  return rows;
};
