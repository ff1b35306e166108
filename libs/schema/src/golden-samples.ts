import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { KnownEventTypes } from '#event-store';
import { StartupError } from '#platform';

/** One event as some version of this system once wrote it. */
interface GoldenSample {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

/** Stands beside the code of the domain, in the sources and in what is built of them. */
const besideTheDomain = path.resolve(import.meta.dirname, '../../domain/golden');

const readSamples = async (folder: string): Promise<readonly GoldenSample[]> => {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as GoldenSample));
};

const problemOf = (known: KnownEventTypes, type: string, samples: readonly GoldenSample[]): readonly string[] => {
  const { version, upcasters } = known.get(type) ?? { version: 0, upcasters: [] };
  if (upcasters.length !== version - 1) return [`${type} thiếu bước chuyển đổi (${String(upcasters.length)}/${String(version - 1)})`];
  return Array.from({ length: version }, (_, index) => index + 1).flatMap((each) => {
    const sample = samples.find((one) => one.type === type && one.schemaVersion === each);
    if (sample === undefined) return [`${type} v${String(each)} thiếu mẫu`];
    try {
      upcasters.slice(each - 1).reduce((data, step) => step(data), sample.data);
      return [];
    } catch {
      return [`${type} v${String(each)} không đọc được mẫu`];
    }
  });
};

/**
 * Refuses to start with code that could not read every event that ever shipped: each type needs a golden sample of each of its
 * schema versions, and upcasters that lead from the first to the newest.
 * @throws StartupError that names them
 */
export const refuseUnreadableEvents = async (known: KnownEventTypes, folder = besideTheDomain): Promise<void> => {
  const samples = await readSamples(folder);
  const problems = [...known.keys()].flatMap((type) => problemOf(known, type, samples));
  if (problems.length === 0) return;
  throw new StartupError(
    `Chương trình không đọc được mọi sự kiện đã ghi: ${problems.join('; ')}. Hãy cài lại bản phát hành đầy đủ (npm ci && npm run build).`,
  );
};
