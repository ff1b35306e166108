import { z } from 'zod';
import { pageOf, PartListItem, TaskListItem } from '#contracts';

/** Tasks, or lead parts where `by=part`. */
export const TaskPage = pageOf(z.union([TaskListItem, PartListItem])).meta({ id: 'TaskPage' });
