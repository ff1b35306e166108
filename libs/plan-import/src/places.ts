/** Where in the text something stands: 1-based lines, the last included. */
export interface Place {
  readonly line: number;
  readonly toLine: number;
}
