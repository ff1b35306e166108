import { readFileSync } from 'node:fs';
import type { EventStore, NewEvent } from '#event-store';
import { newId } from '#platform';

/** One entered, assigned, acknowledged, then reported on. */
export const EVENTS_OF_A_TASK = 20;

const samples = new Map<string, NewEvent>();

const golden = (name: string): NewEvent => {
  const known = samples.get(name);
  if (known !== undefined) return known;
  const { type, data } = JSON.parse(readFileSync(`libs/domain/golden/${name}.v1.json`, 'utf8')) as { type: string; data: object };
  samples.set(name, { type, data });
  return { type, data };
};

const eventsOf = (taskId: string): readonly NewEvent[] => {
  const [entered, assigned, acknowledged, reported] = ['task-entered', 'part-assigned', 'assignment-acknowledged', 'progress-reported'].map(
    golden,
  );
  if (entered === undefined || assigned === undefined || acknowledged === undefined || reported === undefined) return [];
  const reports = Array.from({ length: EVENTS_OF_A_TASK - 3 }, (_, nth) => ({
    type: reported.type,
    data: { ...reported.data, text: `Báo cáo lần ${nth + 1} của ${taskId}: đang lấy ý kiến các sở, ban, ngành.` },
  }));
  return [{ type: entered.type, data: { ...entered.data, taskId } }, assigned, acknowledged, ...reports];
};

/** Another report on a task. */
export const reportOn = (taskId: string): NewEvent => {
  const { type, data } = golden('progress-reported');
  return { type, data: { ...data, part: 'L01', text: `Báo cáo thêm của ${taskId}: đang lấy ý kiến các sở, ban, ngành.` } };
};

/** So many tasks, each in one append; 32 at a time. */
export const appendTasks = async (store: EventStore, tasks: number): Promise<void> => {
  let left = tasks;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const taskId = newId();
      await store.append({
        streamId: `task-${taskId}`,
        expected: 'no-stream',
        actor: newId(),
        meta: { via: 'web' },
        events: eventsOf(taskId),
      });
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
};
