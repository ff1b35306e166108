export type * from './job-queue.port.js';
