import type { ReadContext } from '../rows/read-context.js';
import type { Rows } from './check-draft.js';

export const checkDaysOff = (_rows: Rows, _context: ReadContext): void => undefined;
