import { knownEventTypes } from '#domain';
import { InMemoryEventStore } from '#event-store';
import { commandPathConformance } from './conformance/command-path.js';

commandPathConformance('in memory', () => Promise.resolve(new InMemoryEventStore({ known: knownEventTypes })));
