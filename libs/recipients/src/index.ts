export { recipientsOf, type PeopleParts } from './recipients-of-people.js';
export { letterheads } from './letterheads.js';
