export { fullWidthTable, landscapeDocument } from './landscape-document.js';
export { escapeXml, textCell } from './sheet-cell.js';
