import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { S3Settings } from '#platform';
import { startFaultProxy, type FaultProxy } from './fault-proxy.js';

/** A server that speaks S3, with one empty bucket, and a line to it that can break. */
export interface TestS3 {
  readonly settings: S3Settings;
  readonly line: FaultProxy;
  /** SHA-256 of the objects that stand in the bucket. */
  objects(): Promise<readonly string[]>;
  /** Overwrites an object behind everybody's back; null: deletes it. */
  spoil(sha256: string, content: string | null): Promise<void>;
  stop(): Promise<void>;
}

const BUCKET = 'dondoc';

export const startS3 = async (): Promise<TestS3> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'dondoc-s3-'));
  // It brings a web framework along, which no other test needs.
  const { default: S3rver } = await import('s3rver');
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: BUCKET }],
  });
  const { port } = await server.run();
  const line = await startFaultProxy(port);
  const folder = path.join(directory, BUCKET, 'sha256');
  const contentOf = (sha256: string): string => path.join(folder, `${sha256}._S3rver_object`);
  return {
    settings: {
      endpoint: `http://127.0.0.1:${String(line.port)}`,
      region: 'us-east-1',
      bucket: BUCKET,
      // What that server knows; it opens no other door.
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    line,
    objects: async () => {
      const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('._S3rver_object'));
      return names.map((name) => name.split('.')[0] ?? '').sort();
    },
    spoil: async (sha256, content) => {
      await stat(contentOf(sha256));
      if (content !== null) return writeFile(contentOf(sha256), content);
      for (const name of await readdir(folder)) if (name.startsWith(sha256)) await rm(path.join(folder, name));
    },
    stop: async () => {
      await line.close();
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
