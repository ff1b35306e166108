import type { Client } from './client.js';

/** What people see, without instants that differ by the second of reading. */
export const everything = async (office: Client): Promise<unknown> => {
  const tasks = await office.tasks();
  const byPart = await office.get('/tasks?by=part&limit=200');
  const details = [];
  const reminders = [];
  for (const task of tasks) {
    const { fairClock: _clock, ...detail } = await office.task(task.id);
    details.push(detail);
    reminders.push(await office.get(`/tasks/${task.id}/reminders`));
  }
  const { groups } = await office.inbox();
  return {
    tasks,
    byPart,
    details,
    reminders,
    groups,
    plans: await office.get('/plans'),
    indicators: await office.get('/indicators'),
    agencies: await office.get('/agencies'),
  };
};
