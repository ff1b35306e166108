import type pg from 'pg';
import { StartupError, type S3Settings } from '#platform';
import type { FileStore } from './file-store.port.js';
import { PostgresFileStore } from './postgres/postgres-file-store.js';
import { S3Bucket } from './s3/s3-bucket.js';
import { S3FileStore } from './s3/s3-file-store.js';

export interface OpenedFileStore {
  readonly files: FileStore;
  readonly close: () => void;
}

export interface FileStoreInput {
  readonly pool: pg.Pool;
  /** Null: files stand in the database. */
  readonly s3: S3Settings | null;
  /** Told where S3 does not answer: the system starts all the same, and files wait for it. */
  readonly onUnreachable: () => void;
}

/** A file that was put into S3 is not to be had without it. */
const refuseWithoutS3 = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<{ found: boolean }>(`select exists (select 1 from files.blobs where place = 's3') as found`);
  if (rows[0]?.found === true)
    throw new StartupError(
      'Thiếu S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: hệ thống này đã lưu tệp trong kho S3; ' +
        'hãy đặt lại đúng kho đó, nếu không thì những tệp ấy không đọc được.',
    );
};

/** The store of files of the configuration. @throws StartupError with a sentence that names the setting */
export const openFileStore = async ({ pool, s3, onUnreachable }: FileStoreInput): Promise<OpenedFileStore> => {
  if (s3 === null) {
    await refuseWithoutS3(pool);
    return { files: new PostgresFileStore(pool), close: () => undefined };
  }
  const bucket = await S3Bucket.open(s3);
  try {
    if (!(await bucket.isReachable())) onUnreachable();
  } catch (error) {
    bucket.close();
    throw error;
  }
  return {
    files: new S3FileStore(pool, bucket),
    close: () => {
      bucket.close();
    },
  };
};
