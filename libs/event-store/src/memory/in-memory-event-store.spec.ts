import { describeEventStore } from '../conformance/event-store.conformance.js';
import { InMemoryEventStore } from './in-memory-event-store.js';

describeEventStore('InMemoryEventStore', () => {
  const store = new InMemoryEventStore({ known: 'any' });
  return Promise.resolve({
    store: (known) => store.reading(known),
    close: () => Promise.resolve(),
  });
});
