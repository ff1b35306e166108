import { knownEventTypes } from '#domain';
import { InMemoryEventStore } from '#event-store';
import { planAmendmentConformance } from './conformance/plan-amendment.js';

planAmendmentConformance('in memory', () => Promise.resolve(new InMemoryEventStore({ known: knownEventTypes })));
