import { expect, test } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';
import { AppendRefused, EventStoreBusy, UnknownEventType } from '#event-store';
import { problemOf } from './problem-of.js';

const coded = (code: string): Error => Object.assign(new Error('secret words'), { code });
const tell = (error: unknown): readonly unknown[] => {
  const problem = problemOf(error);
  expect(JSON.stringify(problem.toBody('/api'))).not.toContain('secret');
  return [problem.status, problem.code, problem.retryAfter];
};

test('a database that is gone is 503, however deep the cause lies', () => {
  expect(tell(coded('ECONNREFUSED'))).toEqual([503, 'SERVER.DATABASE_UNAVAILABLE', 5]);
  expect(tell(new Error('query failed', { cause: coded('57P01') }))).toEqual([503, 'SERVER.DATABASE_UNAVAILABLE', 5]);
  expect(tell(new Error('Connection terminated unexpectedly'))).toEqual([503, 'SERVER.DATABASE_UNAVAILABLE', 5]);
  expect(tell(new EventStoreBusy())).toEqual([503, 'SERVER.DATABASE_UNAVAILABLE', 5]);
});

test('a view that is being made again is waited for', () => {
  expect(tell(coded('42P01'))).toEqual([503, 'READ.NOT_YET', 1]);
});

test('an event of newer code waits for newer code', () => {
  expect(tell(new UnknownEventType('TaskBlessed', 1, 7))).toEqual([503, 'STREAM.UNKNOWN_EVENT', 30]);
});

test('text that cannot be stored is invalid', () => {
  expect(tell(new AppendRefused('secret'))).toEqual([422, 'REQUEST.INVALID', undefined]);
  expect(tell(coded('22021'))).toEqual([422, 'REQUEST.INVALID', undefined]);
});

test('statuses of Nest and Fastify keep their number; the rest is 500 without a word of what was thrown', () => {
  expect(tell(new NotFoundException('secret'))).toEqual([404, 'REQUEST.NOT_FOUND', undefined]);
  expect(tell(Object.assign(new Error('secret'), { statusCode: 413 }))).toEqual([413, 'REQUEST.TOO_LARGE', undefined]);
  expect(tell(Object.assign(new Error('secret'), { statusCode: 418 }))).toEqual([418, 'REQUEST.STATUS_418', undefined]);
  expect(tell(new TypeError('secret'))).toEqual([500, 'SERVER.UNEXPECTED', undefined]);
  expect(tell('secret')).toEqual([500, 'SERVER.UNEXPECTED', undefined]);
});
