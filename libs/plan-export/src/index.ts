export { appendixOf } from './appendix-of.js';
export { appendixDocx } from './appendix-docx.js';
