import { Readable } from 'node:stream';
import type { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { StartupError, type S3Settings } from '#platform';
import { FileDamaged, FileStoreUnavailable } from '../file-errors.js';
import type { StoredFile } from '../file-store.port.js';
import { isHash } from '../intake.js';
import { refusalSentence } from './refusal-sentence.js';

/** Milliseconds. */
export interface S3Patience {
  readonly connect: number;
  /** For one request: of an upload, one part. */
  readonly request: number;
  /** Between two pieces of a download. */
  readonly silence: number;
}

const usualPatience: S3Patience = { connect: 5_000, request: 60_000, silence: 30_000 };

/** The least that S3 takes as a part; what an upload holds in memory at a time. */
const PART = 5 * 1024 * 1024;

/** A prefix, so that the bucket may hold other things too. */
const PREFIX = 'sha256/';

const statusOf = (error: unknown): number | undefined => (error as Partial<S3ServiceException>).$metadata?.httpStatusCode;

const loadSdk = async () => {
  const [client, storage] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  return { ...client, Upload: storage.Upload };
};

/** Objects under their content's SHA-256 in one bucket of an S3-compatible store. The client library is loaded only where it is used. */
export class S3Bucket {
  private constructor(
    private readonly sdk: Awaited<ReturnType<typeof loadSdk>>,
    private readonly client: S3Client,
    private readonly settings: S3Settings,
    private readonly patience: S3Patience,
  ) {}

  static async open(settings: S3Settings, patience: S3Patience = usualPatience): Promise<S3Bucket> {
    const sdk = await loadSdk();
    const { endpoint, region, accessKeyId, secretAccessKey } = settings;
    const client = new sdk.S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      // A bucket of a server in the province's own network has no DNS name of its own.
      forcePathStyle: true,
      // Newer checksums are not known to every compatible server; the content's hash is the key and is checked at every reading.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 3,
      requestHandler: {
        connectionTimeout: patience.connect,
        requestTimeout: patience.request,
        throwOnRequestTimeout: true,
        socketTimeout: patience.request,
      },
    });
    return new S3Bucket(sdk, client, settings, patience);
  }

  /**
   * Asks for the bucket. False: nobody answers just now.
   * @throws StartupError where the answer is no: a sentence that names the setting
   */
  async isReachable(): Promise<boolean> {
    try {
      await this.client.send(new this.sdk.HeadBucketCommand({ Bucket: this.settings.bucket }));
      return true;
    } catch (error) {
      const status = statusOf(error);
      if (status === undefined || status >= 500) return false;
      throw new StartupError(refusalSentence(status, this.settings), { cause: error });
    }
  }

  /** Whole or not at all: an upload that breaks off leaves no object. @throws FileStoreUnavailable */
  async put({ sha256, mediaType }: StoredFile, content: AsyncIterable<Uint8Array>): Promise<void> {
    const upload = new this.sdk.Upload({
      client: this.client,
      params: { Bucket: this.settings.bucket, Key: PREFIX + sha256, Body: Readable.from(content), ContentType: mediaType },
      partSize: PART,
      queueSize: 1,
    });
    await this.asking(upload.done());
  }

  /** @throws FileDamaged where the object is not there any more; FileStoreUnavailable, also in the middle */
  async get(sha256: string): Promise<AsyncIterable<Uint8Array>> {
    const asked = this.client.send(new this.sdk.GetObjectCommand({ Bucket: this.settings.bucket, Key: PREFIX + sha256 }));
    const { Body: body } = await this.asking(
      asked.catch((error: unknown) => {
        throw statusOf(error) === 404 ? new FileDamaged(sha256) : error;
      }),
    );
    if (!(body instanceof Readable)) throw new FileStoreUnavailable('S3 answered without content');
    return this.patiently(body);
  }

  /** Bytes; null: no such object. @throws FileStoreUnavailable */
  async sizeOf(sha256: string): Promise<number | null> {
    const asked = this.client.send(new this.sdk.HeadObjectCommand({ Bucket: this.settings.bucket, Key: PREFIX + sha256 }));
    const found = await this.asking(
      asked.catch((error: unknown) => {
        if (statusOf(error) === 404) return null;
        throw error;
      }),
    );
    return found?.ContentLength ?? null;
  }

  /** Every object with its bytes, a thousand for each request. @throws FileStoreUnavailable */
  async *all(): AsyncGenerator<{ readonly sha256: string; readonly size: number }> {
    let from: string | undefined;
    do {
      const page = await this.asking(
        this.client.send(new this.sdk.ListObjectsV2Command({ Bucket: this.settings.bucket, Prefix: PREFIX, ContinuationToken: from })),
      );
      for (const { Key: key = '', Size: size = 0 } of page.Contents ?? []) {
        const sha256 = key.slice(PREFIX.length);
        if (isHash(sha256)) yield { sha256, size };
      }
      from = page.NextContinuationToken;
    } while (from !== undefined);
  }

  close(): void {
    this.client.destroy();
  }

  private async asking<Answer>(asked: Promise<Answer>): Promise<Answer> {
    try {
      return await asked;
    } catch (error) {
      throw error instanceof FileDamaged ? error : new FileStoreUnavailable('S3 does not serve', { cause: error });
    }
  }

  private async *patiently(body: Readable): AsyncGenerator<Uint8Array> {
    const { silence } = this.patience;
    const wait = (): NodeJS.Timeout => setTimeout(() => body.destroy(new Error(`S3 sent nothing for ${silence} ms`)), silence);
    let timer = wait();
    try {
      for await (const piece of body) {
        // A slow reader is not the store's fault.
        clearTimeout(timer);
        yield piece as Uint8Array;
        timer = wait();
      }
    } catch (error) {
      throw new FileStoreUnavailable('S3 broke off', { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}
