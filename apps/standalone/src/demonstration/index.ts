export { seedDemonstration, type Seeded } from './seed-demonstration.js';
