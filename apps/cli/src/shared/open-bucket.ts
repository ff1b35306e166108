import { S3Bucket } from '#files';
import type { Config } from '#platform';
import { Refused } from './terminal.js';

/** Gives work the bucket of the configuration; null where files stand in the database. @throws Refused where it does not answer */
export const withBucket = async <Result>(config: Config, work: (bucket: S3Bucket | null) => Promise<Result>): Promise<Result> => {
  if (config.s3 === null) return work(null);
  const bucket = await S3Bucket.open(config.s3);
  try {
    if (!(await bucket.isReachable()))
      throw new Refused(`S3_ENDPOINT: kho tệp ${config.s3.endpoint} không trả lời; hãy thử lại khi kho hoạt động.`);
    return await work(bucket);
  } finally {
    bucket.close();
  }
};
