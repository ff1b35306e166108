export type * from './people.port.js';
