import { expect, test } from '@jest/globals';
import { ActOnTaskHandler, commandHandlers } from './command-handlers.js';
import { assertEveryCommandHasOneHandler } from './command-catalogue.js';

test('every command has exactly one handler', () => {
  expect(() => assertEveryCommandHasOneHandler(commandHandlers)).not.toThrow();
  expect(() => assertEveryCommandHasOneHandler(commandHandlers.slice(1))).toThrow('ActOnTask has 0 handlers');
  expect(() => assertEveryCommandHasOneHandler([...commandHandlers, ActOnTaskHandler])).toThrow('ActOnTask has 2 handlers');
});
