import type { ReminderView } from '#contracts';
import type { TaskId } from '#domain';

/** Ports that an interface of TypeScript cannot name at run time; `api.module.ts` binds them. */
export const ANCHOR_MAKER = Symbol('ANCHOR_MAKER');
export const CLOCK = Symbol('CLOCK');
export const CONFIG = Symbol('CONFIG');
export const EVENT_STORE = Symbol('EVENT_STORE');
export const LETTER_PARTS = Symbol('LETTER_PARTS');
export const LOGGER = Symbol('LOGGER');
export const METRICS = Symbol('METRICS');
export const PEOPLE = Symbol('PEOPLE');
export const POOL = Symbol('POOL');
export const BOUNCE_THROTTLE = Symbol('BOUNCE_THROTTLE');
export const LINK_THROTTLE = Symbol('LINK_THROTTLE');
export const REMINDER_ORDERS = Symbol('REMINDER_ORDERS');
export const REMINDER_VIEWS = Symbol('REMINDER_VIEWS');
export const FILE_STORE = Symbol('FILE_STORE');
export const HEARTBEAT = Symbol('HEARTBEAT');
export const CURRENT_DAY = Symbol('CURRENT_DAY');
export const POSSIBLE_ACTS = Symbol('POSSIBLE_ACTS');
export const SNAPSHOTS = Symbol('SNAPSHOTS');
export const UNDELIVERABLE = Symbol('UNDELIVERABLE');
export const ZALO_OFFICE = Symbol('ZALO_OFFICE');

/** Planned, sent and silent reminders of a task. */
export interface ReminderViews {
  /** `mayOrder`: whether the reader may hold, send now, send again. */
  ofTask(task: TaskId, mayOrder: (target: ReminderView['target']) => boolean): Promise<readonly ReminderView[]>;
}
