import { describeFileStore } from '../file-store.conformance.js';
import { InMemoryFileStore } from './in-memory-file-store.js';

describeFileStore('memory', () => Promise.resolve({ store: (limits) => new InMemoryFileStore(limits), close: () => Promise.resolve() }));
