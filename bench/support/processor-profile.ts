import { Session, type Profiler } from 'node:inspector/promises';

/** Whose code it is: a package, a folder of our own, or the engine's and the system's own work. */
const ownerOf = ({ url, functionName }: Profiler.ProfileNode['callFrame']): string => {
  const [, ours] = /\/dist\/((?:apps|libs|bench)\/[^/]+)/u.exec(url) ?? [];
  if (ours !== undefined) return ours;
  const [, dependency] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/u.exec(url) ?? [];
  if (dependency !== undefined) return dependency;
  if (functionName === '(garbage collector)') return 'garbage collection';
  return /^write(?:v|Buffer|Latin1String|Utf8String)$/u.test(functionName) && url === ''
    ? 'writing to sockets (system calls)'
    : 'Node itself';
};

/** Microseconds by owner, idling left out. */
const timesOf = ({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): ReadonlyMap<string, number> => {
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName === '(idle)' ? null : ownerOf(callFrame)]));
  const times = new Map<string, number>();
  samples.forEach((id, nth) => {
    const owner = owners.get(id);
    if (owner !== undefined && owner !== null) times.set(owner, (times.get(owner) ?? 0) + (timeDeltas[nth] ?? 0));
  });
  return times;
};

/** The shares of a process's processor time as lines of Markdown, the largest first; what is below 2 % together. */
export const sharesOf = (profile: Profiler.Profile): readonly string[] => {
  const times = [...timesOf(profile)].sort(([, one], [, other]) => other - one);
  const total = times.reduce((sum, [, time]) => sum + time, 0);
  const large = times.filter(([, time]) => time / total >= 0.02);
  const rest = total - large.reduce((sum, [, time]) => sum + time, 0);
  return [
    '| whose code | share |',
    '|---|--:|',
    ...[...large, [`${times.length - large.length} others`, rest] as const].map(
      ([owner, time]) => `| ${owner} | ${((100 * time) / total).toFixed(0)} % |`,
    ),
  ];
};

/** Samples this process while it works. */
export const profiled = async (work: () => Promise<unknown>): Promise<Profiler.Profile> => {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  try {
    await work();
    return (await session.post('Profiler.stop')).profile;
  } finally {
    session.disconnect();
  }
};
