export { recipientsOf, type PeopleParts } from './recipients-of-people.js';
export { letterheads } from './letterheads.js';
export { WithoutChannel, type AgencyUnreached, type PersonUnreached } from './without-channel.js';
export { takeBounce, type TakenBounce } from './take-bounce.js';
