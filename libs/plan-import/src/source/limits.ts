/**
 * What a file may hold at most. A plan of a thousand rows stays below a twentieth of each; beyond them a file is refused with a
 * sentence before anything heavy is begun.
 */
export const limits = {
  /** Bytes of a file as it comes. Signed PDF files with seals and fonts are the largest. */
  fileBytes: 25 * 1_048_576,
  /** Bytes of a file that is text itself: plain, HTML, Markdown. */
  textBytes: 5 * 1_048_576,
  /** Entries of an archive. */
  archiveEntries: 2_000,
  /** Bytes of one part of an archive, and of all that are read together, as inflated. */
  partBytes: 48 * 1_048_576,
  archiveBytes: 96 * 1_048_576,
  /** Bytes of a whole archive, as its directory claims them. */
  claimedBytes: 512 * 1_048_576,
  /** How deep elements may stand in one another. */
  depth: 400,
  cells: 200_000,
  columns: 200,
  rows: 20_000,
  lines: 100_000,
  /** Characters of one cell or line. */
  cellLetters: 100_000,
  pages: 400,
} as const;

export const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1).replace('.', ',');
