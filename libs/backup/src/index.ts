export { BackupRefused } from './backup-errors.js';
export { declarationOf, tablesOf, type FoundTable } from './catalogue.js';
export type { DeclaredTable } from './declared-table.js';
export { restoreBackup, type RestoreOptions, type RestoreReport } from './restore-backup.js';
export { takeBackup, type BackupOptions, type BackupReport, type CopyProgress } from './take-backup.js';
