import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeEvents } from './events.conformance.js';
import { describeExpectedVersions } from './expected-versions.conformance.js';
import { describeJson } from './json.conformance.js';
import { describeLaws } from './laws.conformance.js';
import { describeListeners } from './listeners.conformance.js';
import { describePastReading } from './past-reading.conformance.js';
import { describeModel } from './model.conformance.js';
import { describeReading } from './reading.conformance.js';
import { describeRefusals } from './refusals.conformance.js';
import { describeRequests } from './requests.conformance.js';
import { known, type OpenLog, type Scene } from './scene.conformance.js';

/** What every event store must do; run for the one on PostgreSQL and for its twin in memory. */
export const describeEventStore = (name: string, open: () => Promise<OpenLog>): void => {
  describe(`${name} as an event store`, () => {
    let scene: Scene;
    beforeAll(async () => {
      const log = await open();
      scene = { log, store: log.store(known) };
    });
    afterAll(() => scene.log.close());

    const now = (): Scene => scene;
    describe('at expected versions', () => describeExpectedVersions(now));
    describe('with events', () => describeEvents(now));
    describe('with JSON', () => describeJson(now));
    describe('what it cannot store', () => describeRefusals(now));
    describe('with requests', () => describeRequests(now));
    describe('with listeners', () => describeListeners(now));
    describe('as it is read', () => describeReading(now));
    describe('as of a moment', () => describePastReading(now));
    describe('beside its model', () => describeModel(now));
    describe('by its laws', () => describeLaws(now));
  });
};
