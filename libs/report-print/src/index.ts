export { printedReport, type PrintedReport, type ReportHead } from './printed-report.js';
export { reportDocx } from './report-docx.js';
export { reportXlsx } from './report-xlsx.js';
