export { readReviewTable, type FilledRow, type ReadReviewTable } from './read-review-table.js';
export { isRecorded, readRow, type RowOrder, type RowReading } from './row-order.js';
export { writeReviewTable, type ReviewRow, type ReviewTable } from './write-review-table.js';
