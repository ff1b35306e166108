export type * from './event-store.port.js';
export type * from './projection.port.js';
