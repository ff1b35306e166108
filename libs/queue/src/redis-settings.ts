import type { Redis } from 'ioredis';

/** `name:value` lines of `INFO`; a server that tells nothing of it leaves a name out. */
const linesOf = (info: string): ReadonlyMap<string, string> =>
  new Map(
    info
      .split(/\r?\n/u)
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );

const LOSES_NOTHING = 'Không mất nhắc việc nào, nhưng mỗi lần như vậy nhắc việc đi chậm một lượt quét.';

/** What the server's settings may do to jobs that wait, and what to set; by `INFO` alone, which hosted servers allow too. */
export const warningsAbout = async (redis: Pick<Redis, 'info'>): Promise<readonly string[]> => {
  const info = linesOf(await redis.info());
  const policy = info.get('maxmemory_policy') ?? 'noeviction';
  const eviction =
    policy === 'noeviction'
      ? []
      : [`Redis xóa bớt việc đang chờ khi hết bộ nhớ (maxmemory-policy ${policy}). Đặt "maxmemory-policy noeviction". ${LOSES_NOTHING}`];
  const persistence =
    info.get('aof_enabled') === '0'
      ? [`Redis khởi động lại là mất việc đang chờ (appendonly no). Đặt "appendonly yes". ${LOSES_NOTHING}`]
      : [];
  return [...eviction, ...persistence];
};
