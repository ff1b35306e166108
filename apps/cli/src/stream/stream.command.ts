import type { Command } from 'commander';
import type { StoredEvent } from '#event-store';
import { printJson, Refused, type Terminal } from '../shared/terminal.js';

const kinds = ['task', 'plan', 'indicator', 'agency'];

/** A full stream name, or a bare id whose kind is not said. */
const namesOf = (id: string): readonly string[] =>
  kinds.some((kind) => id.startsWith(`${kind}-`)) ? [id] : kinds.map((kind) => `${kind}-${id}`).concat(id);

const SAME_MOMENT_MS = 1000;

const lineOf = (event: StoredEvent): string => {
  const actor = event.actor === 'system' ? 'hệ thống' : event.actor;
  const late =
    Math.abs(Date.parse(event.recordedAt) - Date.parse(event.occurredAt)) < SAME_MOMENT_MS ? '' : ` (có hiệu lực ${event.occurredAt})`;
  return `${event.version}\t${event.position}\t${event.recordedAt}${late}\t${event.type}\t${actor}\t${JSON.stringify(event.data)}`;
};

const readStream = async (id: string): Promise<readonly StoredEvent[]> => {
  const [{ withSystem }, { withLog }, { SubjectKeys }] = await Promise.all([
    import('../shared/open-system.js'),
    import('../shared/system-data.js'),
    import('#personal-data'),
  ]);
  return withSystem(async (context) =>
    withLog(context, async (store) => {
      for (const name of namesOf(id)) {
        const events = await store.readStream(name);
        if (events.length > 0) {
          const opened = await new SubjectKeys(context.pool, context.masterKey).openJson(JSON.stringify(events));
          return JSON.parse(opened) as StoredEvent[];
        }
      }
      throw new Refused(`Không có dòng sự kiện nào tên "${id}". Tên có dạng task-<mã>, plan-<mã>, indicator-<mã> hoặc agency-<mã>.`);
    }),
  );
};

export const addStream = (program: Command, terminal: Terminal): void => {
  program
    .command('stream')
    .description('in các sự kiện của một dòng, cũ trước mới sau')
    .argument('<ID>', 'ví dụ task-<mã>, plan-<mã>, agency-so-noi-vu')
    .option('--json', 'in đúng một giá trị JSON')
    .action(async (id: string, options: { readonly json?: boolean }) => {
      const events = await readStream(id);
      if (options.json === true) printJson(terminal, events);
      else terminal.out(`${events.map(lineOf).join('\n')}\n`);
    });
};
