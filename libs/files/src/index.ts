export { defaultFileLimits, type FileLimits, type FileStore, type StoredFile } from './file-store.port.js';
export { FileDamaged, FileMissing, FileRefused, type FileRefusal } from './file-errors.js';
export { bytesOf } from './intake.js';
export { InMemoryFileStore } from './memory/in-memory-file-store.js';
export { filesMigrations } from './migrations.js';
export { FileUploads } from './uploads/file-uploads.js';
export { checkFiles, type CheckedFiles } from './postgres/check-files.js';
export { PostgresFileStore } from './postgres/postgres-file-store.js';
export { mediaTypeOf } from './media-types.js';
