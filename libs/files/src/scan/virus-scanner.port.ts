export type ScanVerdict = { readonly verdict: 'clean' } | { readonly verdict: 'infected'; readonly threat: string };

/** Looks for viruses in a file as it streams past. */
export interface VirusScanner {
  /**
   * @throws ScannerUnavailable where nobody looks just now; ScanRefused where this one file cannot be looked at; whatever `content` throws
   */
  scan(content: AsyncIterable<Uint8Array>): Promise<ScanVerdict>;
}

/** The scanner does not answer, or not in time; the same file may be scanned later. */
export class ScannerUnavailable extends Error {
  override readonly name = 'ScannerUnavailable';
}

/** The scanner answers that it could not look at this file: it is larger than its own limit, for example. */
export class ScanRefused extends Error {
  override readonly name = 'ScanRefused';
}
