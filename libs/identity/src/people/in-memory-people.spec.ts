import { InMemoryPeople } from './in-memory-people.js';
import { peopleConformance } from './people.conformance.js';

peopleConformance('in memory', () => Promise.resolve(new InMemoryPeople()));
